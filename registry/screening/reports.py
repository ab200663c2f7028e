"""Reports (审查报告): what came of a screening as one file, faulty rows included, written page by
page so that nobody who reads slowly holds a transaction.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import Any
from uuid import UUID

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from registry.db import db, end_reading
from registry.i18n import Language
from registry.screening.lists import WORKBOOK
from registry.services.screening import screening_results, screenings
from registry.services.screening.screening_results import ShownHit
from registry.vault import Vault
from schemas.codes import Ground, ListName, RestrictedAct
from schemas.labels import label
from schemas.screening_codes import ReportForm, RowFault

CONTENT_TYPES = MappingProxyType(
    {ReportForm.CSV: "text/csv; charset=utf-8", ReportForm.XLSX: WORKBOOK}
)
_CHUNK = 64 * 1024
_IN_MEMORY = 1024 * 1024
ROWS_AT_ONCE = 500
# What a spreadsheet would take for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
# Spreadsheets take a file without it for the machine's old encoding.
_BOM = b"\xef\xbb\xbf"
_HEADERS = MappingProxyType(
    {
        Language.CHINESE: (
            *("行号", "备注", "姓名或名称", "证件号码", "比对结果", "名单", "登记的姓名或名称"),
            *("登记的证件号码", "执行法院", "案号", "情形或限制", "公布日期", "届满日期"),
        ),
        Language.ENGLISH: (
            *("Row", "Reference", "Name", "Number", "Result", "List", "Name on record"),
            *("Number on record", "Court", "Case number", "Grounds or acts", "Published", "Ends"),
        ),
    }
)
# In characters, of which Chinese takes two.
_WIDTHS = (7, 16, 22, 22, 36, 14, 22, 22, 32, 24, 48, 12, 12)
Cells = Sequence[str]


def as_csv(rows: Iterable[Cells]) -> Iterator[bytes]:
    """Yield the rows of a report as CSV in UTF-8, nothing in it a formula."""
    yield _BOM
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([plain(cell) for cell in row])
        yield line.getvalue().encode()


def as_workbook(rows: Iterable[Cells]) -> Iterator[bytes]:
    """Yield a report as a workbook, every cell a text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("资格审查")
    sheet.freeze_panes = "A2"
    for column, width in zip(ascii_uppercase, _WIDTHS, strict=False):
        sheet.column_dimensions[column].width = width
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _text_cell(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", plain(text)))
    # The library would make a formula of what begins like one.
    cell.data_type = "s"
    return cell


WRITTEN: Mapping[ReportForm, Callable[[Iterable[Cells]], Iterator[bytes]]] = MappingProxyType(
    {ReportForm.CSV: as_csv, ReportForm.XLSX: as_workbook}
)


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def rows_of(screening_id: UUID, asker: str, *, language: Language, vault: Vault) -> Iterator[Cells]:
    """Yield the rows of a report: headers, hits in the order of the list, then faulty rows."""
    headers = _HEADERS[language]
    yield headers
    after = 0
    while page := _hits(screening_id, asker, after, vault=vault):
        yield from (_cells(hit, language) for hit in page)
        after = page[-1].key
    after = 0
    while faults := _faults(screening_id, asker, after):
        for row, reason in faults:
            cells = (str(row), "", "", "", label(reason, language))
            yield *cells, *[""] * (len(headers) - len(cells))
        after = faults[-1][0]


def _hits(screening_id: UUID, asker: str, after: int, *, vault: Vault) -> Sequence[ShownHit]:
    session = db.session()
    found = screenings.found(session, screening_id, asker=asker, to_change=False)
    page = screening_results.hits(session, found, after=after, limit=ROWS_AT_ONCE, vault=vault)
    end_reading()
    return page


def _faults(screening_id: UUID, asker: str, after: int) -> Sequence[tuple[int, RowFault]]:
    session = db.session()
    found = screenings.found(session, screening_id, asker=asker, to_change=False)
    page = screening_results.faults(session, found, after=after, limit=ROWS_AT_ONCE)
    end_reading()
    return page


def _cells(hit: ShownHit, language: Language) -> Cells:
    record = hit.record
    reasons = [
        *(label(Ground(ground), language) for ground in record["grounds"]),
        *(label(RestrictedAct(act), language) for act in record["acts"]),
    ]
    return (
        str(hit.row),
        hit.reference,
        hit.name or "",
        hit.number_masked,
        label(hit.how, language),
        label(ListName(record["list"]), language),
        record["name"],
        record["id_number_masked"] or "",
        record["court"]["name"],
        record["case_number"],
        "；".join(reasons),
        record["published_on"],
        record["ends_on"] or "",
    )
