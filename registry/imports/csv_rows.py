"""CSV (逗号分隔) with the keys of the published records as its headers; quoted fields may hold line
breaks.

Records are numbered from 1 without the headers, so that a list has the same numbers in every
format.
"""

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from registry.errors import ErrorKind, ServiceError
from registry.imports.json_lines import split
from registry.imports.lines import Line

COMMA = ","
# Without these no record could be taken in.
NEEDED = ("iname", "cardNum", "caseCode", "regDate", "publishDate", "disruptTypeName")


def headers(text: str, separator: str = COMMA) -> tuple[str, ...]:
    """Return the names in the first row of a text that is not empty, which more may follow; none
    where it cannot be read.
    """
    lines = (f"{line}\n" for line in text.split("\n"))
    try:
        return _first(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return ()


def _first(rows: Iterator[list[str]]) -> tuple[str, ...]:
    return tuple(name.strip() for name in next(filter(None, rows), ()))


def missing_headers(names: Iterable[str], needed: Iterable[str] = NEEDED) -> list[str]:
    """Return the needed headers that are not among these names."""
    found = set(names)
    return [name for name in needed if name not in found]


class CsvReader:
    """Reads the rows of one file.

    A row that does not fit the headers, or is of bytes that are no text, is no record. A stray
    quote takes the lines after it into its row; when that comes to nothing, the row is its first
    line alone, and reading goes on with the second.

    :param needed: the headers without which no record could be taken in.
    :param called: what headers in other words mean.
    :param separator: what stands between two cells.
    """

    def __init__(
        self,
        needed: Iterable[str] = NEEDED,
        called: Mapping[str, str] | None = None,
        *,
        separator: str = COMMA,
    ) -> None:
        self._needed = tuple(needed)
        self._called = called or {}
        self._separator = separator

    def read(self, chunks: Iterable[bytes]) -> Iterator[Line]:
        """Yield the records.

        :raises ServiceError: ``import.headers_unknown`` where a needed header is missing,
            ``import.header_twice`` where one that counts is there twice.
        """
        lines = _Lines(chunks)
        rows = csv.reader(lines, delimiter=self._separator, strict=True)
        try:
            names = tuple(self._called.get(name, name) for name in _first(rows))
        except csv.Error:
            names = ()
        missing = missing_headers(names, self._needed)
        if missing or not names:
            facts = {"missing": ", ".join(missing)}
            raise ServiceError(ErrorKind.MALFORMED, "import.headers_unknown", facts)
        self._refuse_twins(names)
        for number, row in enumerate(_rows(rows, lines, len(names)), 1):
            yield number, None if row is None else dict(zip(names, row, strict=False))

    def _refuse_twins(self, names: Sequence[str]) -> None:
        """Refuse headers of which nobody can tell which of two columns is meant."""
        counting = {*self._needed, *self._called.values()}
        twins = [name for name, count in Counter(names).items() if count > 1 and name in counting]
        if twins:
            raise ServiceError(
                ErrorKind.MALFORMED, "import.header_twice", {"columns": ", ".join(twins)}
            )


class _Lines:
    """The lines of a file as they are taken into rows; those of a row that came to nothing can be
    given back.
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._coming = split(chunks)
        self._given_back: deque[bytes | None] = deque()
        self._taken: list[bytes | None] = []
        self.are_text = True

    def __iter__(self) -> "_Lines":
        """Return itself: the lines come once."""
        return self

    def __next__(self) -> str:
        """Return the next line; one that is no text still ends its row, as an empty one."""
        line = self._given_back.popleft() if self._given_back else next(self._coming)
        self._taken.append(line)
        try:
            return "" if line is None else line.decode() + "\n"
        except UnicodeDecodeError:
            line = None
            return ""
        finally:
            self.are_text = self.are_text and line is not None

    def begin_row(self) -> None:
        """Take no notice any more of what was taken before."""
        self._taken.clear()
        self.are_text = True

    def give_back(self) -> None:
        """Give back all lines of the row but the first."""
        self._given_back.extendleft(reversed(self._taken[1:]))


def _rows(rows: Iterator[list[str]], lines: _Lines, width: int) -> Iterator[list[str] | None]:
    while True:
        lines.begin_row()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            row = []
        else:
            if row == [] and lines.are_text:
                # An empty line.
                continue
        # Spreadsheets add empty cells at the end; fewer cells than headers means that some moved.
        if len(row) < width or any(row[width:]):
            lines.give_back()
            yield None
        else:
            yield row if lines.are_text else None
