"""Lists (名单) as they are handed in, read record by record: JSON, JSON Lines or CSV, in UTF-8 or
GB18030, or a workbook.
"""

import codecs
from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from registry.errors import ErrorKind, ServiceError
from registry.imports import csv_rows, encoding, json_lines
from registry.imports.csv_rows import CsvReader
from registry.imports.json_array import ArrayReader
from registry.imports.lines import LONGEST_RECORD, Line
from registry.screening import workbooks
from registry.screening.columns import Columns
from registry.screening.pieces import Pieces
from schemas.screening_codes import ListFormat

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 128 * 1024 * 1024
# What stands between two cells: which of them is told by the headers.
SEPARATORS = (csv_rows.COMMA, ";", "\t")
# How files begin that spreadsheets and other programs of the office write.
_WORKBOOKS = (b"PK\3\4", b"\xd0\xcf\x11\xe0")
FORMATS = MappingProxyType(
    {
        "application/json": ListFormat.JSON,
        "application/x-ndjson": ListFormat.JSON_LINES,
        "text/csv": ListFormat.CSV,
        WORKBOOK: ListFormat.XLSX,
    }
)


def format_of(media_type: str) -> ListFormat:
    """Return the form of a list by the type that its sender states.

    :raises ServiceError: ``screening_list.type_unknown``.
    """
    form = FORMATS.get(media_type)
    if form is None:
        facts = {"known": ", ".join(FORMATS)}
        raise ServiceError(ErrorKind.UNSUPPORTED_TYPE, "screening_list.type_unknown", facts)
    return form


def check(form: ListFormat, pieces: Pieces, columns: Columns) -> None:
    """Make sure that a list can be read at all; its rows are judged one by one later.

    :raises ServiceError: ``screening_list.empty``, ``screening_list.is_a_workbook`` where it is
        said to be something else, ``screening_list.encoding_unknown``,
        ``screening_list.not_an_array``, ``screening_list.columns_missing``,
        ``screening_list.columns_ambiguous``, and what :mod:`registry.screening.workbooks` refuses;
        the headers of a workbook are only read with its rows.
    """
    beginning = pieces.beginning()
    if not beginning.strip():
        raise ServiceError(ErrorKind.MALFORMED, "screening_list.empty")
    if form is ListFormat.XLSX:
        workbooks.check(pieces.file())
        return
    if beginning.startswith(_WORKBOOKS):
        raise ServiceError(ErrorKind.MALFORMED, "screening_list.is_a_workbook")
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ServiceError(ErrorKind.MALFORMED, "screening_list.encoding_unknown")
    text = encoding.ToUtf8().feed(beginning)
    if form is ListFormat.JSON and not text.lstrip().startswith(b"["):
        raise ServiceError(ErrorKind.MALFORMED, "screening_list.not_an_array")
    if form is ListFormat.CSV:
        _head(text, columns)


def read(form: ListFormat, pieces: Pieces, columns: Columns) -> Iterator[Line]:
    """Yield the records of a list with their numbers, under our names of columns.

    :raises ServiceError: ``screening_list.cut_off`` where an array ends in the middle, and
        what :mod:`registry.screening.workbooks` refuses.
    """
    if form is ListFormat.XLSX:
        return workbooks.read(pieces.file(), columns)
    chunks = encoding.converted(pieces.chunks())
    if form is ListFormat.CSV:
        return _csv(chunks, columns)
    lines = _array(chunks) if form is ListFormat.JSON else json_lines.read(chunks)
    return ((number, _renamed(record, columns)) for number, record in lines)


def _array(chunks: Iterator[bytes]) -> Iterator[Line]:
    try:
        yield from ArrayReader().read(chunks)
    except ServiceError:
        raise ServiceError(ErrorKind.MALFORMED, "screening_list.cut_off") from None


def _csv(chunks: Iterator[bytes], columns: Columns) -> Iterator[Line]:
    head = b""
    for chunk in chunks:
        head += chunk
        if b"\n" in head.lstrip() or len(head) > LONGEST_RECORD:
            break
    separator, called = _head(head, columns)
    return CsvReader(needed=(), called=called, separator=separator).read(chain([head], chunks))


def _head(text: bytes, columns: Columns) -> tuple[str, Mapping[str, str]]:
    """Return what stands between two cells of a list, and what its headers mean."""
    head = text[:LONGEST_RECORD].decode(errors="replace")
    found = {separator: csv_rows.headers(head, separator) for separator in SEPARATORS}
    separator = next(
        (one for one in SEPARATORS if columns.are_of_a_list(found[one])), SEPARATORS[0]
    )
    return separator, columns.called(found[separator])


def _renamed(record: dict[str, object] | None, columns: Columns) -> dict[str, object] | None:
    if record is None:
        return None
    found: dict[str, object] = {}
    for written, value in record.items():
        column = columns.meaning(written)
        if column is None or value in (None, ""):
            continue
        if found.setdefault(column, value) != value:
            # Nobody can tell which of the two is meant.
            return None
    return found
