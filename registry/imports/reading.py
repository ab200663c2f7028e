"""Reading a file (读取文件): whatever its format, its records come out as numbered lines."""

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from registry.errors import ErrorKind, ServiceError
from registry.imports import csv_rows, json_lines
from registry.imports.csv_rows import CsvReader
from registry.imports.encoding import converted
from registry.imports.json_array import ArrayReader
from registry.imports.lines import LONGEST_RECORD, Line
from registry.imports.source import Source, open_source

Reader = Callable[[Iterable[bytes]], Iterator[Line]]

_LINE_SUFFIXES = {".jsonl", ".ndjson"}
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Names of formats that people mistake for text.
_BINARY = {b"PK\x03\x04": "zip/xlsx", b"\xd0\xcf\x11\xe0": "xls/doc", b"%PDF": "pdf"}


class Reading:
    """One file being read.

    :ivar source: says how far it is read and how large it is.
    """

    def __init__(self, source: Source) -> None:
        self.source = source

    def lines(self) -> Iterator[Line]:
        """Yield the records in their order, each with its number.

        :raises ServiceError: the file is of no known form, or damaged from here on.
        """
        raw = self.source.chunks()
        first = next(raw, b"")
        _refuse_binary(self.source.path, first)
        texts = converted(chain((first,), raw))
        head, rest = _head(texts)
        if not head.strip():
            facts = {"file": self.source.path.name}
            raise ServiceError(ErrorKind.MALFORMED, "import.file_empty", facts)
        return _reader(self.source.path, head)(chain((head,), rest))

    def close(self) -> None:
        """Let go of the file."""
        self.source.close()


def open_reading(path: Path) -> Reading:
    """Open a file.

    :raises ServiceError: it is missing, no file, unreadable or empty.
    """
    return Reading(open_source(path))


def _refuse_binary(path: Path, first: bytes) -> None:
    form = next((name for magic, name in _BINARY.items() if first.startswith(magic)), None)
    if first.startswith(_UTF_16_MARKS):
        form = "UTF-16"
    if form is not None:
        raise _binary(path, form)


def _head(texts: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Take so much of a file that its form can be told: something that is not blank, and lines."""
    head = b""
    for text in texts:
        head += text
        if len(head) > LONGEST_RECORD or head.strip().count(b"\n"):
            break
    return head, texts


def _reader(path: Path, head: bytes) -> Reader:
    """Tell the format by the first character, and where that is none of ours by the first lines."""
    text = head.lstrip()
    lines = text.split(b"\n")
    has_record = any(json_lines.parse(line) is not None for line in lines)
    if not has_record and b"\0" in head:
        raise _binary(path, "二进制 binary")
    if text.startswith(b"["):
        # A line that is an array by itself, before lines that are records, is a bad line.
        alone = has_record and len(lines) > 1 and _is_array(lines[0])
        return json_lines.read if alone else ArrayReader().read
    if text.startswith(b"{") or has_record:
        return json_lines.read
    return _reader_of_text(path, head)


def _reader_of_text(path: Path, head: bytes) -> Reader:
    first = head.lstrip().partition(b"\n")[0]
    names = csv_rows.headers(first.decode(errors="replace"))
    if len(csv_rows.missing_headers(names)) < len(csv_rows.NEEDED):
        return CsvReader().read
    try:
        # The head may end inside a character, which this decoder waits for.
        getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        raise _binary(path, "二进制 binary") from None
    if _LINE_SUFFIXES & set(path.suffixes):
        return json_lines.read
    facts = {"file": path.name, "missing": ", ".join(csv_rows.NEEDED)}
    raise ServiceError(ErrorKind.MALFORMED, "import.headers_unknown", facts)


def _is_array(line: bytes) -> bool:
    try:
        list(ArrayReader().read([line]))
    except ServiceError:
        return False
    return True


def _binary(path: Path, form: str) -> ServiceError:
    facts = {"file": path.name, "form": form}
    return ServiceError(ErrorKind.MALFORMED, "import.file_binary", facts)
