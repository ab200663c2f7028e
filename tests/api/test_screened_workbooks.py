"""Workbooks as lists and as reports: what spreadsheets do to numbers is refused, and nothing in a
file is worked out or unpacked without bound.
"""

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from registry.screening import lists, pieces, workbooks
from registry.screening.columns import Columns
from registry.screening.rows import entry_of
from schemas.screening_codes import ListFormat
from tests.api import files, screened
from tests.api.desk import ADULT, Desk

ON = date(2026, 3, 2)


def book(*rows: tuple[Any, ...], merged: str = "") -> bytes:
    """Return a workbook with these rows."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(body: bytes) -> dict[int, tuple[str | None, bool, str | None]]:
    """Return name, whether there is a number, and the fault of every row."""
    found = lists.read(ListFormat.XLSX, pieces.of(body), Columns({}))
    entries = [entry_of(line, on=ON) for line in found]
    return {each.row: (each.name, bool(each.numbers), each.fault) for each in entries}


def test_rows_are_read_as_people_see_them() -> None:
    body = book(
        (None, None, None),
        ("姓名", "证件号码", "备注"),
        ("李测试", ADULT, date(2026, 1, 2)),
        (None, None, None),
        ("李测试", int(ADULT), 7),
        ("李测试", 5.10199198001e17, None),
        ("=A3", "=B3", None),
        ("李测试", "1.10101E+17", None),
        (True, ADULT, None),
    )
    assert read(body) == {
        1: ("李测试", True, None),
        3: ("李测试", False, "number_rounded"),
        4: ("李测试", False, "number_rounded"),
        5: ("=A3", False, "number_malformed"),
        6: ("李测试", False, "number_rounded"),
        7: ("TRUE", True, None),
    }


def test_of_merged_cells_the_first_holds_what_all_show() -> None:
    body = book(("姓名", "证件号码"), ("李测试", ADULT), ("王示例", ADULT), merged="B2:B3")
    assert read(body) == {1: ("李测试", True, None), 2: ("王示例", False, "number_missing")}


def bomb(size: int) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("xl/workbook.xml", b"<a/>")
        with packed.open("xl/sharedStrings.xml", "w") as opened:
            for _ in range(size // 1_000_000):
                opened.write(bytes(1_000_000))
    return file.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"no zip at all", "screening_list.workbook_damaged"),
        (lambda: book(("姓名",))[:-30], "screening_list.workbook_damaged"),
        (lambda: bomb(1_000_000), ""),
        (lambda: bomb(400_000_000), "screening_list.workbook_too_large"),
    ],
    ids=["no zip", "cut off", "small", "bomb"],
)
def test_a_file_is_judged_before_it_is_unpacked(make: Callable[[], bytes], code: str) -> None:
    if not code:
        workbooks.check(io.BytesIO(make()))
        return
    with pytest.raises(Exception, match=code):
        workbooks.check(io.BytesIO(make()))


def test_a_workbook_that_holds_no_sheet_we_know_is_damaged() -> None:
    with pytest.raises(Exception, match=r"screening_list\.workbook_damaged"):
        read(bomb(1_000_000))
    with pytest.raises(Exception, match=r"screening_list\.columns_missing"):
        read(book(("甲", "乙"), ("李测试", ADULT)))


def test_a_workbook_goes_in_and_comes_out(desk: Desk) -> None:
    files.published(desk)
    screening = screened.opened(desk, lists=["dishonest"])
    body = book(("姓名", "证件号码", "备注"), ("=1+1", ADULT, "@x"), ("李测试", 1.1e17, None))
    answer = screened.handed_in(desk, screening, body, lists.WORKBOOK)
    assert (answer.status_code, answer.get_json()["format"]) == (200, "xlsx")
    found = screened.worked_off(desk, screening)
    assert screened.hits(desk, found) == [(1, "number_only", "dishonest")]
    assert screened.faults(desk, found) == {2: "number_rounded"}
    report = desk.get(f"/screenings/{found['id']}/report", form="xlsx")
    assert report.content_type == lists.WORKBOOK
    sheet = load_workbook(io.BytesIO(report.get_data())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["Row", "Reference", "Name"]
    assert rows[1][:4] == ["1", "'@x", "'=1+1", "510199***********0"]
    assert len(rows) == 3
    assert (sheet.freeze_panes, sheet.column_dimensions["I"].width) == ("A2", 32)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
