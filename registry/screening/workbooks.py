"""Workbooks (电子表格) as lists: the first sheet of an XLSX file, row by row, and bounded whatever
the file claims to hold.

Formulas are text and never worked out. A number of more than 15 digits in a cell of numbers was
rounded by the spreadsheet, so that it comes out as a float and is refused with its row.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from registry.errors import ErrorKind, ServiceError
from registry.imports.lines import Line
from registry.screening.columns import Columns

# A million rows of four short columns unpack to some 200 MiB.
LARGEST_UNPACKED = 320 * 1024 * 1024
MOST_FILES = 1_000
MOST_COLUMNS = 64
# Beyond it a spreadsheet keeps no whole number exactly.
_EXACT = 10**15
_UNREADABLE: tuple[type[Exception], ...] = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    ArithmeticError,
    OSError,
    SyntaxError,
)


def check(body: bytes) -> None:
    """Make sure that a file is a workbook of bounded size, without unpacking it.

    :raises ServiceError: ``screening_list.workbook_damaged`` or
        ``screening_list.workbook_too_large``.
    """
    try:
        with ZipFile(io.BytesIO(body)) as packed:
            files = packed.infolist()
            names = {file.filename for file in files}
    except BadZipFile:
        raise _damaged() from None
    if "xl/workbook.xml" not in names:
        raise _damaged()
    # Nobody can unpack more of a file than it states: the reader stops there.
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > LARGEST_UNPACKED:
        facts = {"most_mebibytes": LARGEST_UNPACKED // 1024**2}
        raise ServiceError(ErrorKind.TOO_LARGE, "screening_list.workbook_too_large", facts)


def read(body: bytes, columns: Columns) -> Iterator[Line]:
    """Yield the records of the first sheet, numbered from the row after the headers.

    :raises ServiceError: ``screening_list.workbook_damaged``, ``screening_list.columns_missing``,
        ``screening_list.columns_ambiguous``.
    """
    check(body)
    try:
        yield from _records(_cells(body), columns)
    except _UNREADABLE:
        raise _damaged() from None


def _cells(body: bytes) -> Iterator[Sequence[object]]:
    book = load_workbook(io.BytesIO(body), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            return
        # What a file says of its own size may be wrong.
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    finally:
        book.close()


def _records(rows: Iterator[Sequence[object]], columns: Columns) -> Iterator[Line]:
    headers: Sequence[str] = ()
    called: Mapping[str, str] = {}
    for headers in (tuple(map(_written, row)) for row in rows):
        if any(headers):
            called = columns.called(name for name in headers if name)
            break
    else:
        columns.called(())
    for number, row in enumerate(rows, 1):
        values = [_value(cell) for cell in row]
        if any(value is not None for value in values):
            yield (
                number,
                {
                    called[name]: value
                    for name, value in zip(headers, values, strict=False)
                    if name in called
                },
            )


def _written(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _value(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell) if abs(cell) >= _EXACT or cell != int(cell) else int(cell)
    return None if cell is None else str(cell)


def _damaged() -> ServiceError:
    return ServiceError(ErrorKind.MALFORMED, "screening_list.workbook_damaged")
