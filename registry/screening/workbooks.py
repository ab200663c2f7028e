"""Workbooks (电子表格) as lists: the one sheet of an XLSX file that has the headers of a list and
is not hidden, row by row, and bounded whatever the file claims to hold.

A number of more than 15 digits in a cell of numbers was rounded by the spreadsheet, so that it
comes out as a float and is refused with its row.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from posixpath import join, normpath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from registry.errors import ErrorKind, ServiceError
from registry.imports.lines import Line
from registry.screening import sheets
from registry.screening.columns import Columns
from registry.screening.sheets import Texts

# A million rows of four short columns unpack to some 200 MiB.
LARGEST_UNPACKED = 320 * 1024 * 1024
# What says which sheets there are, and how cells are shown.
LARGEST_PART = 4 * 1024 * 1024
MOST_FILES = 1_000
_LARGEST_DIRECTORY = 1024 * 1024
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_END = b"PK\5\6"
_END_BYTES, _LONGEST_COMMENT = 22, 65_535
_UNREADABLE: tuple[type[Exception], ...] = (
    BadZipFile,
    KeyError,
    ValueError,
    ArithmeticError,
    EOFError,
    OSError,
    # An unknown way of packing, or a password.
    RuntimeError,
    zlib.error,
)


def check(file: BinaryIO) -> None:
    """Make sure that a file is a workbook of bounded size, without unpacking it.

    :raises ServiceError: ``screening_list.workbook_damaged`` or
        ``screening_list.workbook_too_large``.
    """
    with _opened(file):
        pass


def read(file: BinaryIO, columns: Columns) -> Iterator[Line]:
    """Yield the records of the sheet, numbered from the row after the headers.

    :raises ServiceError: ``screening_list.workbook_damaged``,
        ``screening_list.workbook_too_large``, ``screening_list.several_sheets``,
        ``screening_list.columns_missing``, ``screening_list.columns_ambiguous``.
    """
    with _opened(file) as packed:
        yield from _records(_rows(packed, columns), columns)


@contextmanager
def _opened(file: BinaryIO) -> Iterator[ZipFile]:
    try:
        _require_small_directory(file)
        with ZipFile(file) as packed:
            files = packed.infolist()
            # Nobody can unpack more of a file than it states: the reader stops there.
            if len(files) > MOST_FILES or sum(each.file_size for each in files) > LARGEST_UNPACKED:
                raise sheets.too_large(LARGEST_UNPACKED)
            packed.getinfo(_WORKBOOK)
            yield packed
    except _UNREADABLE:
        raise _damaged() from None


def _require_small_directory(file: BinaryIO) -> None:
    """Refuse a file whose directory alone would fill the memory: it is read as a whole."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
    tail = file.read()
    for at in {len(tail) - _END_BYTES, tail.rfind(_END)}:
        if at >= 0 and tail[at:].startswith(_END) and len(tail) - at >= _END_BYTES:
            count, directory = struct.unpack_from("<HI", tail, at + 10)
            if count > MOST_FILES or directory > _LARGEST_DIRECTORY:
                raise sheets.too_large(LARGEST_UNPACKED)


def _rows(packed: ZipFile, columns: Columns) -> Iterator[tuple[int, sheets.Cells]]:
    parts, worksheets = _parts(packed)
    shared, styles = Texts(), frozenset[int]()
    if "sharedStrings" in parts:
        with packed.open(parts["sharedStrings"]) as source:
            shared = sheets.texts(source)
    if "styles" in parts:
        with packed.open(parts["styles"]) as source:
            styles = sheets.dates(source)
    with packed.open(_of_a_list(packed, worksheets, shared, columns)) as source:
        yield from sheets.rows(source, shared, styles)


def _of_a_list(packed: ZipFile, worksheets: Sequence[str], shared: Texts, columns: Columns) -> str:
    """Return where the sheet is that holds the list; the first where none has its headers.

    :raises ServiceError: ``screening_list.several_sheets``: none of them is left out unseen.
    """
    found = []
    for place, path in enumerate(worksheets, 1):
        with packed.open(path) as source:
            _, headers = next(sheets.rows(source, shared, frozenset()), (0, {}))
        if columns.are_of_a_list(map(str, headers.values())):
            found.append(place)
    if len(found) > 1:
        facts = {"sheets": ", ".join(map(str, found))}
        raise ServiceError(ErrorKind.MALFORMED, "screening_list.several_sheets", facts)
    return worksheets[found[0] - 1 if found else 0]


def _parts(packed: ZipFile) -> tuple[Mapping[str, str], Sequence[str]]:
    """Return where the texts and styles of a workbook are, by their kinds, and its sheets that are
    not hidden, or all where they are, in order.

    :raises KeyError: where it has no sheet.
    """
    relations = {
        found.get("Id", ""): (
            found.get("Type", "").rpartition("/")[2],
            _path(found.get("Target", "")),
        )
        for _, found in _tags(packed, _RELATIONS)
    }
    of_sheets = [
        (found.get("state", "visible") != "visible", relations[target][1])
        for name, found in _tags(packed, _WORKBOOK)
        if name == "sheet" and (target := _relation(found)) in relations
        if relations[target][0] == "worksheet"
    ]
    if not of_sheets:
        raise KeyError("worksheet")
    shown = [path for is_hidden, path in of_sheets if not is_hidden]
    # Whoever names one sheet a thousand times has it looked at once.
    sheet_paths = dict.fromkeys(shown or [path for _, path in of_sheets])
    return dict(relations.values()), list(sheet_paths)


def _relation(found: Mapping[str, str]) -> str:
    return next((value for key, value in found.items() if key.endswith("}id")), "")


def _path(target: str) -> str:
    return normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))


def _tags(packed: ZipFile, name: str) -> Sequence[tuple[str, Mapping[str, str]]]:
    if packed.getinfo(name).file_size > LARGEST_PART:
        raise sheets.too_large(LARGEST_PART)
    with packed.open(name) as source:
        return sheets.tags(source)


def _records(rows: Iterator[tuple[int, sheets.Cells]], columns: Columns) -> Iterator[Line]:
    first, headers = next(rows, (0, {}))
    named = {place: str(name).strip() for place, name in headers.items()}
    called = columns.called(name for name in named.values() if name)
    wanted = [(place, called[name]) for place, name in named.items() if name in called]
    for number, cells in rows:
        yield number - first, {column: cells.get(place) for place, column in wanted}


def _damaged() -> ServiceError:
    return ServiceError(ErrorKind.MALFORMED, "screening_list.workbook_damaged")
