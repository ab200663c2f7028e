"""CSV (逗号分隔) with the keys of the published records as its headers; quoted fields may hold line
breaks.

Records are numbered from 1 without the headers, so that a list has the same numbers in every
format.
"""

import csv
from collections.abc import Iterable, Iterator

from registry.errors import ErrorKind, ServiceError
from registry.imports.json_lines import split
from registry.imports.lines import Line

# Without these no record could be taken in.
NEEDED = ("iname", "cardNum", "caseCode", "regDate", "publishDate", "disruptTypeName")


def headers(text: str) -> tuple[str, ...]:
    """Return the names in a first line."""
    row = next(csv.reader([text]), [])
    return tuple(name.strip() for name in row)


def missing_headers(names: Iterable[str]) -> list[str]:
    """Return the needed headers that are not among these names."""
    found = set(names)
    return [name for name in NEEDED if name not in found]


class CsvReader:
    """Reads the rows of one file.

    A row that does not fit the headers, or is of bytes that are no text, is no record; so is one
    with a stray quote, after which reading goes on at the next line.
    """

    def __init__(self) -> None:
        self._damaged = False

    def read(self, chunks: Iterable[bytes]) -> Iterator[Line]:
        """Yield the records.

        :raises ServiceError: ``import.headers_unknown`` where a needed header is missing.
        """
        rows = self._rows(chunks)
        names = tuple(name.strip() for name in next(rows, None) or ())
        missing = missing_headers(names)
        if missing:
            facts = {"missing": ", ".join(missing)}
            raise ServiceError(ErrorKind.MALFORMED, "import.headers_unknown", facts)
        for number, row in enumerate(rows, 1):
            yield number, None if row is None else _record(names, row)

    def _rows(self, chunks: Iterable[bytes]) -> Iterator[list[str] | None]:
        rows = csv.reader(self._texts(chunks), strict=True)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error:
                self._damaged = False
                yield None
                continue
            if self._damaged:
                self._damaged = False
                yield None
            elif row:
                yield row

    def _texts(self, chunks: Iterable[bytes]) -> Iterator[str]:
        for line in split(chunks):
            text = _decoded(line)
            # The reader still needs the line, as an empty one, to see where its record ends.
            self._damaged = self._damaged or text is None
            yield text or ""


def _decoded(line: bytes | None) -> str | None:
    try:
        return None if line is None else line.decode() + "\n"
    except UnicodeDecodeError:
        return None


def _record(names: tuple[str, ...], row: list[str]) -> dict[str, object] | None:
    # Spreadsheets add empty cells at the end; fewer cells than headers means that some have moved.
    if len(row) < len(names) or any(row[len(names) :]):
        return None
    return dict(zip(names, row, strict=False))
