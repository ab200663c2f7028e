"""A JSON array of records (JSON 数组): taken apart element by element, never held as a whole."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto

from registry.errors import ErrorKind, ServiceError
from registry.imports.json_lines import parse
from registry.imports.lines import LONGEST_RECORD, Line

_BETWEEN = re.compile(rb"[\s,]*")
# A string: closed, or broken off by the end of its line (which JSON forbids), or open where the
# text at hand ends. Possessive, so that no text makes it slow.
_STRING_BODY = rb'(?:[^"\\\n]++|\\[^\n])*+(?:"|(?P<broken>\\?\n)|(?P<open>\\?\Z))'
_REST_OF_STRING = re.compile(_STRING_BODY)
_TOKEN = re.compile(rb'"' + _STRING_BODY + rb"|[\[\]{}]")
_WORD = re.compile(rb'[^,\[\]{}"\n]++')
# Most records hold nothing nested and are found in one step.
_FLAT = re.compile(rb'\{(?:[^{}\[\]"]++|"(?:[^"\\\n]++|\\[^\n])*+")*+\}')
# After a broken string nothing says where its record ends: reading goes on at the next line that
# begins like one.
_NEXT_RECORD = re.compile(rb"\n[\s,]*(?=[{\]])")


class _At(Enum):
    """Where the reader stands."""

    START = auto()
    BETWEEN = auto()
    ELEMENT = auto()
    LOST = auto()
    END = auto()


class ArrayReader:
    """Reads one array; its elements are numbered from 1."""

    def __init__(self) -> None:
        self._text = b""
        self._here = 0
        self._at = _At.START
        self._number = 0
        # Of the element at hand: up to where it is scanned, how many brackets are open, whether it
        # is too long to keep, and whether what was dropped of it ended inside a string.
        self._scanned = 0
        self._depth = 0
        self._too_long = False
        self._in_string = False

    def read(self, chunks: Iterable[bytes]) -> Iterator[Line]:
        """Yield the elements; what follows the array is one more, which is no record.

        :raises ServiceError: ``import.array_cut_off`` where the file ends inside the array.
        """
        for chunk in chunks:
            self._text = self._text[self._here :] + chunk
            self._scanned -= self._here
            self._here = 0
            yield from self._elements()
        if self._at is not _At.END:
            facts = {"record": self._number + 1}
            raise ServiceError(ErrorKind.MALFORMED, "import.array_cut_off", facts)
        if self._text[self._here :].strip():
            yield self._next(None)

    def _elements(self) -> Iterator[Line]:
        while True:
            at = self._at
            if at is _At.ELEMENT:
                over, element = self._scan()
            elif at is _At.LOST:
                if not self._find_again():
                    return
                continue
            elif at is _At.END:
                # One byte that is not blank is as much as needs to be known.
                self._text, self._here = self._text[self._here :].strip()[:1], 0
                return
            else:
                over, element = self._go_to_next()
                if self._at in (_At.ELEMENT, _At.END):
                    continue
            if not over:
                return
            yield self._next(element)

    def _next(self, element: bytes | None) -> Line:
        self._number += 1
        return self._number, None if element is None else parse(element)

    def _go_to_next(self) -> tuple[bool, bytes | None]:
        """Step to the next element; one that is no object is over at once."""
        if self._at is _At.START and (opening := self._text.find(b"[")) >= 0:
            self._here, self._at = opening + 1, _At.BETWEEN
        if self._at is _At.START:
            return False, None
        blank = _BETWEEN.match(self._text, self._here)
        self._here = blank.end() if blank else self._here
        first = self._text[self._here : self._here + 1]
        if first in (b"{", b"[", b'"'):
            self._at, self._scanned, self._depth = _At.ELEMENT, self._here, 0
            self._too_long = self._in_string = False
        elif first == b"]":
            self._here += 1
            self._at = _At.END
        elif first:
            return self._pass_word(), None
        return False, None

    def _pass_word(self) -> bool:
        """Step over a number, a literal or a stray sign, unless more of it may follow."""
        word = _WORD.match(self._text, self._here)
        end = word.end() if word else self._here + 1
        is_over = end < len(self._text) or end - self._here > LONGEST_RECORD
        if is_over:
            self._here = end
        return is_over

    def _find_again(self) -> bool:
        found = _NEXT_RECORD.search(self._text, self._here)
        if found is None:
            # The blanks before a record may go on in the next chunk.
            last = self._text.rfind(b"\n", self._here)
            blank = last >= 0 and not self._text[last:].strip(b" \t\r\n,")
            self._here = last if blank else len(self._text)
            return False
        self._here, self._at = found.end(), _At.BETWEEN
        return True

    def _scan(self) -> tuple[bool, bytes | None]:
        """Scan on; tell whether the element is over, and give it if it can be read."""
        flat = None if self._depth or self._in_string else _FLAT.match(self._text, self._here)
        if flat is not None:
            return self._over(flat.end())
        token = self._token()
        while token is not None and token["open"] is None:
            if token["broken"] is not None:
                self._here, self._at = token.start("broken"), _At.LOST
                return True, None
            self._scanned, self._in_string = token.end(), False
            if self._closes(token[0]):
                return self._over(self._scanned)
            token = self._token()
        self._wait(token)
        return False, None

    def _over(self, end: int) -> tuple[bool, bytes | None]:
        fits = not self._too_long and end - self._here <= LONGEST_RECORD
        element = self._text[self._here : end] if fits else None
        self._here, self._at = end, _At.BETWEEN
        return True, element

    def _token(self) -> re.Match[bytes] | None:
        if self._in_string:
            return _REST_OF_STRING.match(self._text, self._scanned)
        return _TOKEN.search(self._text, self._scanned)

    def _closes(self, token: bytes) -> bool:
        if token in (b"{", b"["):
            self._depth += 1
        elif token in (b"}", b"]"):
            self._depth -= 1
        return self._depth == 0

    def _wait(self, token: re.Match[bytes] | None) -> None:
        """Wait for more of the element; of one that is too long keep only where its scan stands."""
        if token is None:
            self._scanned = len(self._text)
        self._too_long = self._too_long or len(self._text) - self._here > LONGEST_RECORD
        if self._too_long:
            self._in_string = token is not None
            # The second half of an escape still belongs to the first.
            self._text = b"\\" if token is not None and token["open"] else b""
            self._here = self._scanned = 0
