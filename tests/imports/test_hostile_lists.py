"""Lists as people and attackers write them: every row gets its own answer, and no file takes more
memory or time than a list does.
"""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from registry.errors import ServiceError
from registry.screening import lists, pieces, workbooks
from registry.screening.columns import Columns
from registry.screening.rows import entry_of
from registry.screening.sheets import Texts
from schemas.names import fold_name
from schemas.screening_codes import ListFormat
from tests.api.desk import ADULT
from tests.api.test_screened_workbooks import ON
from tests.benchmarks import screened_lists

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FULL_WIDTH = ADULT.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
Answer = tuple[str | None, str | None, str | None]


def answers(form: ListFormat, body: bytes) -> list[Answer]:
    """Return name, number and fault of every row."""
    found = lists.read(form, pieces.of(body), Columns({}))
    return [
        (each.name, each.numbers[0][1] if each.numbers else None, each.fault)
        for each in (entry_of(line, on=ON) for line in found)
    ]


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (f"李测试,{ADULT}", ("李测试", ADULT, None)),
        (f"李测试,{FULL_WIDTH}", ("李测试", ADULT, None)),
        (f"李测试,'{ADULT}", ("李测试", ADULT, None)),
        (f"'李测试,‘{ADULT}", ("李测试", ADULT, None)),
        (f"李测试, {ADULT[:6]} {ADULT[6:14]} {ADULT[14:]} ", ("李测试", ADULT, None)),
        (f'李测试,"\t{ADULT}"', ("李测试", ADULT, None)),
        ("李测试,5.10199198001E+17", ("李测试", None, "number_rounded")),
        (f"李测试,{ADULT}.0", ("李测试", None, "number_rounded")),
        ("李测试,510199********0010", ("李测试", None, "number_masked")),
        ("李测试,510199xxxxxxxx0010", ("李测试", None, "number_masked")),
        (f"李测试,={ADULT}", ("李测试", None, "number_malformed")),
        ("李测试,#N/A", ("李测试", None, "number_malformed")),
        (f"阿卜杜拉·买买提,{ADULT}", ("阿卜杜拉·买买提", ADULT, None)),
        (f'"李 测\n试",{ADULT}', ("李 测 试", ADULT, None)),
        (f"张　三,{ADULT}", ("张 三", ADULT, None)),
        (f"\u200b,{ADULT}", (None, ADULT, None)),
        ("\u200b,", (None, None, "empty")),
        (f"{'长' * 201},{ADULT}", (None, None, "name_too_long")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_row_as_people_write_it_gets_its_own_answer(
    cells: str, answer: Answer, encoding: str
) -> None:
    body = f"姓名,身份证号\r\n{cells}\r\n王示例,{ADULT}\r\n".encode(encoding)
    assert answers(ListFormat.CSV, body) == [answer, ("王示例", ADULT, None)]


@pytest.mark.parametrize("written", ["張偉", "张 伟", "張\u3000偉"])
def test_spellings_of_one_name_are_one_name(written: str) -> None:
    [(name, _, _)] = answers(ListFormat.CSV, f"姓名,证件号码\n{written},\n".encode())
    assert fold_name(name or "") == fold_name("张伟")


def test_rows_that_repeat_are_answered_each() -> None:
    rows = f"李测试,{ADULT}\n" * 3
    body = f"姓名,证件号码\n{rows}".encode()
    assert answers(ListFormat.CSV, body) == [("李测试", ADULT, None)] * 3


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "\n\r\n"], ids=["at once", "after empty lines"])
def test_cells_stand_apart_by_whatever_the_headers_do(sign: str, before: str) -> None:
    rows = ("姓名", "证件号码"), ("李测试", ADULT), ('"王,示;例"', ADULT)
    body = (before + "".join(f"{sign.join(row)}\r\n" for row in rows)).encode("utf-8-sig")
    lists.check(ListFormat.CSV, pieces.of(body), Columns({}))
    assert answers(ListFormat.CSV, body) == [
        ("李测试", ADULT, None),
        ("王,示;例", ADULT, None),
    ]


def test_headers_with_notes_mean_what_they_mean_without() -> None:
    body = f"姓名*,身份证号（18位）,备注 (optional)\n李测试,{ADULT},\n".encode()
    assert answers(ListFormat.CSV, body) == [("李测试", ADULT, None)]


def test_headers_may_break_their_lines_and_a_stray_quote_costs_one_row() -> None:
    body = f'"姓名","证件\n号码"\n"李测试,{ADULT}\n王示例,{ADULT}\n'.encode()
    lists.check(ListFormat.CSV, pieces.of(body), Columns({}))
    assert answers(ListFormat.CSV, body) == [(None, None, "not_a_row"), ("王示例", ADULT, None)]


@pytest.mark.parametrize(
    ("form", "body", "code"),
    [
        (ListFormat.CSV, "姓名,证件号码\n".encode("utf-16"), "encoding_unknown"),
        (ListFormat.JSON, "[]".encode("utf-16"), "encoding_unknown"),
        (ListFormat.CSV, b"x" * 3_000_000, "columns_missing"),
        (ListFormat.CSV, b'"' * 3_000_000, "columns_missing"),
        (ListFormat.JSON, b'\xef\xbb\xbf{"a":1}', "not_an_array"),
        (ListFormat.CSV, "姓名,证件号码\r李测试,1\r".encode(), "columns_missing"),
        (ListFormat.CSV, '"姓名"号,证件号码\n李测试,1\n'.encode(), "columns_missing"),
        (ListFormat.CSV, '姓名,"证件号码\n李测试,1\n'.encode(), "columns_missing"),
        (ListFormat.CSV, b"PK\3\4" + bytes(99), "is_a_workbook"),
        (ListFormat.CSV, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "is_a_workbook"),
        (ListFormat.JSON_LINES, b"PK\3\4" + bytes(99), "is_a_workbook"),
    ],
    ids=[
        *("CSV in UTF-16", "JSON in UTF-16", "one line", "one quote", "one object"),
        *("lines of an old Macintosh", "a quote within", "a quote that stays open"),
        *("a workbook", "an old workbook", "a workbook as JSON Lines"),
    ],
)
def test_what_is_no_list_is_told_at_once(form: ListFormat, body: bytes, code: str) -> None:
    with pytest.raises(Exception, match=rf"screening_list\.{code}"):
        lists.check(form, pieces.of(body), Columns({}))


def test_json_with_a_byte_order_mark_is_read_and_wrong_types_cost_their_row() -> None:
    body = (
        f'\ufeff[{{"name":"李测试","number":"{ADULT}"}},{{"name":["李测试"],"number":true}},7,'
        f'{{"name":"李测试","number":5.1e17}},{{"name":null,"number":{{"a":1}}}}]'
    ).encode()
    lists.check(ListFormat.JSON, pieces.of(body), Columns({}))
    assert answers(ListFormat.JSON, body) == [
        ("李测试", ADULT, None),
        (None, None, "empty"),
        (None, None, "not_a_row"),
        ("李测试", None, "number_rounded"),
        (None, None, "empty"),
    ]


def test_an_object_that_says_two_things_of_one_column_costs_its_row() -> None:
    body = (
        f'[{{"name":"李测试","姓名":"王示例","number":"{ADULT}"}},'
        f'{{"name":"李测试","姓名":"李测试","身份证号":"{ADULT}","number":""}}]'
    ).encode()
    assert answers(ListFormat.JSON, body) == [
        (None, None, "not_a_row"),
        ("李测试", ADULT, None),
    ]


def workbook(
    sheet: str, *, texts: str = "", head: str = "", states: str = 'state="hidden"'
) -> bytes:
    """Return a workbook with this XML in its sheet."""
    relations = "".join(
        f'<Relationship Id="r{at}" Type="x/{kind}" Target="/xl/{at}.xml"/>'
        for at, kind in enumerate(("worksheet", "sharedStrings", "worksheet"))
    )
    of_sheets = f'<sheet r:id="r2" {states}/><sheet r:id="r0"/>'
    written = {
        "xl/workbook.xml": f'{head}<workbook xmlns="{MAIN}" xmlns:r="x">{of_sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/1.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/2.xml": f'<worksheet xmlns="{MAIN}"/>',
        "xl/0.xml": f'{head}<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, text in written.items():
            packed.writestr(name, text)
    return file.getvalue()


TEXTS = (
    "<si><t>姓名</t></si><si><r><t>证件</t></r><r><t>号码</t></r><rPh><t>zhèngjiàn</t></rPh></si>"
    "<si><t>李_x0020_测试</t></si>"
)
HEADERS = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (f'<c t="s"><v>2</v></c><c t="inlineStr"><is><t>{ADULT}</t></is></c>', ADULT),
        (f'<c t="s"><v>2</v></c><c t="str"><f>A1</f><v>{ADULT}</v></c>', "number_malformed"),
        ('<c t="s"><v>2</v></c><c t="e"><v>#REF!</v></c>', "number_malformed"),
        ('<c t="s"><v>2</v></c><c t="b"><v>1</v></c>', "number_malformed"),
        ('<c t="s"><v>2</v></c><c><v>NaN</v></c>', "number_malformed"),
        ('<c t="s"><v>2</v></c><c><v>1e999</v></c>', "number_rounded"),
        ('<c t="s"><v>2</v></c><c><v>5.1019919800101E17</v></c>', "number_rounded"),
        (f'<c t="s"><v>2</v></c><c t="str"><v>{"9" * 5_000}</v></c>', "number_malformed"),
        (f'<c t="s"><v>2</v></c><c r="B2" t="str"><v>{ADULT}</v></c>{"<c/>" * 100_000}', ADULT),
        (f'<c r="B2" t="str"><v>{ADULT}</v></c><c r="A2" t="s"><v>2</v></c>', ADULT),
    ],
)
def test_cells_of_every_kind_are_text_or_a_fault_of_their_row(cells: str, answer: str) -> None:
    body = workbook(f"{HEADERS}<row>{cells}</row>", texts=TEXTS)
    [(name, number, fault)] = answers(ListFormat.XLSX, body)
    assert (name, number or fault) == ("李 测试", answer)


@pytest.mark.parametrize("states", ['state="hidden"', ""], ids=["hidden", "a cover"])
def test_the_one_sheet_that_holds_a_list_counts(states: str) -> None:
    sheet = f'{HEADERS}<row><c t="s"><v>2</v></c></row>'
    body = workbook(sheet, texts=TEXTS, states=states)
    assert answers(ListFormat.XLSX, body) == [("李 测试", None, "number_missing")]


def test_a_sheet_that_is_named_twice_is_one_list() -> None:
    again = 'state="hidden"/><sheet r:id="r0"'
    body = workbook(f'{HEADERS}<row><c t="s"><v>2</v></c></row>', texts=TEXTS, states=again)
    assert answers(ListFormat.XLSX, body) == [("李 测试", None, "number_missing")]


def test_no_sheet_is_left_out_where_several_hold_lists() -> None:
    book, listed = Workbook(), (["姓名", "证件号码"], ["李测试", ADULT])
    del book["Sheet"]
    for title, rows in (("说明", (["填表说明"],)), ("一组", listed), ("二组", listed)):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(ServiceError) as refused:
        answers(ListFormat.XLSX, file.getvalue())
    assert (refused.value.code, refused.value.facts) == (
        *("screening_list.several_sheets", {"sheets": "2, 3"}),
    )
    book["二组"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    assert answers(ListFormat.XLSX, file.getvalue()) == [("李测试", ADULT, None)]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "body",
    [
        workbook(f'{HEADERS}<row r="99999999999"><c t="str"><v>x</v></c></row>', texts=TEXTS),
        workbook(f'{HEADERS}<row r="1"/>', texts=TEXTS),
        workbook(f"{HEADERS}<row>", texts=TEXTS),
        workbook('<row><c t="s"><v>7</v></c></row>'),
        workbook('<row><c t="s"><v>-1</v></c></row>'),
        workbook(HEADERS, texts=TEXTS, head=LAUGHS),
    ],
    ids=["row beyond", "row twice", "cut off", "no such text", "text before", "laughs"],
)
def test_a_workbook_that_lies_is_damaged(body: bytes) -> None:
    with pytest.raises(Exception, match=r"workbook_damaged|columns_missing"):
        answers(ListFormat.XLSX, body)


def test_a_workbook_of_too_many_files_or_too_much_text_is_too_large() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.xml", "<a/>")
        for at in range(workbooks.MOST_FILES):
            packed.writestr(str(at), b"")
    with pytest.raises(Exception, match="workbook_too_large"):
        workbooks.check(file)
    shared, text = Texts(), "长" * 2_000_000
    for _ in range(22):
        shared.add(text)
    with pytest.raises(Exception, match="workbook_too_large"):
        shared.add(text)


def test_a_list_is_the_same_in_every_form(tmp_path: Path) -> None:
    forms = (ListFormat.CSV, ListFormat.JSON, ListFormat.XLSX)
    read = [
        answers(form, screened_lists.write(tmp_path / form, form, 300).read_bytes())
        for form in forms
    ]
    assert len(read[0]) == 300
    assert read[0] == read[1] == read[2]
