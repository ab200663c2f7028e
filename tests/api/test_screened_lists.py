"""Lists as they are handed in for screening: what is wrong with them is told, by row or at once."""

import pytest
from sqlalchemy import update

from registry.db import transaction
from registry.models.screenings import ScreeningPart
from registry.runtime import current_runtime
from registry.screening import working
from registry.vault import VaultError
from tests.api import files, screened
from tests.api.desk import ADULT, OTHER_ADULT, Desk


@pytest.mark.every_engine
def test_every_faulty_row_is_told_with_its_number_and_the_others_are_compared(desk: Desk) -> None:
    files.published(desk)
    text = (
        "编号,姓名,证件号码,类别\n"
        f"1,李测试,{ADULT},自然人\n"
        "2,,,\n"
        f"3,李测试,{ADULT[:-1]}1,\n"
        "4,李测试,12345,\n"
        "5,李测试,1.10101E+17,\n"
        "6,李测试\n"
        f"7,李测试,{ADULT},外星人\n"
        f"8,{'长' * 201},{ADULT},\n"
        f"9,李测试,{ADULT},natural\n"
    )
    found = screened.of_csv(desk, text, encoding="gb18030", lists=["dishonest"])
    assert (found["rows_done"], found["rows_faulty"]) == (9, 7)
    assert screened.faults(desk, found) == {
        2: "empty",
        3: "number_check_digit",
        4: "number_malformed",
        5: "number_rounded",
        6: "not_a_row",
        7: "kind_unknown",
        8: "name_too_long",
    }
    assert [row for row, _, _ in screened.hits(desk, found)] == [1, 9]


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("application/json", f'[{{"客户姓名":"李测试","证件号":"{ADULT}"}}]'),
        ("application/json", f'[{{"name":"李测试","number":{ADULT}}}]'),
        ("application/x-ndjson", f'{{"name":"李测试","ID number":"{ADULT}"}}\n'),
    ],
)
def test_a_list_in_json_is_read_as_well(desk: Desk, form: str, body: str) -> None:
    files.published(desk)
    screening = screened.opened(desk, lists=["dishonest"])
    assert screened.handed_in(desk, screening, body.encode(), form).status_code == 200
    found = screened.worked_off(desk, screening)
    assert screened.hits(desk, found) == [(1, "identified", "dishonest")]


def test_a_short_list_comes_with_the_question_and_columns_may_be_stated(desk: Desk) -> None:
    files.published(desk)
    rows = [{"name": "李测试", "number": ADULT, "reference": "7"}]
    found = screened.worked_off(desk, screened.opened(desk, rows=rows))
    assert screened.hits(desk, found)[0][:2] == (1, "identified")
    text = f"号码,配偶身份证号,甲方\n{ADULT},{OTHER_ADULT},李测试\n"
    columns = {"number": "号码", "name": "甲方"}
    found = screened.of_csv(desk, text, columns=columns, lists=["dishonest"])
    assert screened.hits(desk, found) == [(1, "identified", "dishonest")]


@pytest.mark.parametrize(
    ("form", "body", "status", "code"),
    [
        ("text/csv", "甲,乙\n1,2\n", 400, "screening_list.columns_missing"),
        ("text/csv", "姓名,身份证号,信用代码\n", 400, "screening_list.columns_ambiguous"),
        ("text/csv", " ", 400, "screening_list.empty"),
        ("application/json", "{}", 400, "screening_list.not_an_array"),
        ("application/pdf", "%PDF", 415, "screening_list.type_unknown"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_and_can_be_handed_in_again(
    desk: Desk, form: str, body: str, status: int, code: str
) -> None:
    screening = screened.opened(desk)
    answer = screened.handed_in(desk, screening, body.encode(), form)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert desk.get(f"/screenings/{screening['id']}").get_json()["state"] == "open"


@pytest.mark.every_engine
def test_a_list_that_breaks_off_says_so_and_what_was_found_stays(desk: Desk) -> None:
    files.published(desk)
    row = f'{{"name":"李测试","number":"{ADULT}"}},'
    screening = screened.opened(desk, lists=["dishonest"])
    screened.handed_in(desk, screening, f"[{row * 4}".encode(), "application/json")
    found = screened.worked_off(desk, screening)
    assert (found["state"], found["failure"]["code"]) == ("failed", "screening_list.cut_off")
    assert found["failure"]["detail"]
    assert len(screened.hits(desk, found)) == found["rows_done"]


def test_a_list_that_fails_for_a_reason_of_ours_holds_no_other_up(desk: Desk) -> None:
    files.published(desk)
    text = f"姓名,证件号码\n李测试,{ADULT}\n".encode()
    altered, sound = screened.opened(desk), screened.opened(desk)
    assert screened.handed_in(desk, altered, text).status_code == 200
    with transaction() as session:
        session.execute(update(ScreeningPart).values(ciphertext=b"altered" * 9))
    assert screened.handed_in(desk, sound, text).status_code == 200
    with pytest.raises(VaultError):
        screened.worked_off(desk, sound)
    states = [desk.get(f"/screenings/{each['id']}").get_json() for each in (altered, sound)]
    assert [each["state"] for each in states] == ["waiting", "finished"]


def test_a_list_that_is_cancelled_while_it_is_read_is_no_trouble(desk: Desk) -> None:
    screening = screened.opened(desk, lists=["dishonest"])
    # More than the store keeps in one piece: the second one is gone when it is to be read.
    row = f"李测试,{ADULT},{'注' * 400}\n"
    screened.handed_in(desk, screening, f"姓名,证件号码,备注\n{row * 1_000}".encode())

    def cancel() -> None:
        path = f"/screenings/{screening['id']}"
        version = desk.get(path).get_json()["version"]
        desk.done(f"{path}/cancellation", {"reason": "不再需要"}, version=version)

    working.work_off(current_runtime(), rows_at_once=800, after_each=cancel)
    assert desk.get(f"/screenings/{screening['id']}").get_json()["state"] == "cancelled"
