"""Lists that are refused before they are taken in: that is in the journal, and nothing of them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.journal import JournalEntry
from registry.screening import lists
from tests.api import row_lists, screened, watched
from tests.api.desk import ADULT, Desk

pytestmark = pytest.mark.every_engine


def refusals(desk: Desk, record: str) -> list[tuple[str, str, str]]:
    """Return act, code and person of what was refused about a record."""
    items = desk.get("/journal", by="auditor", record=record).get_json()["items"]
    return [
        (each["body"]["act"], each["body"]["code"], each["body"]["kind"])
        for each in items
        if each["kind"] == "act.refused"
    ]


@pytest.mark.parametrize(
    ("body", "form", "code", "kind"),
    [
        (b"", "text/csv", "screening_list.empty", "malformed"),
        (
            f"甲,乙\n李测试,{ADULT}\n".encode(),
            "text/csv",
            "screening_list.columns_missing",
            "malformed",
        ),
        (
            f"李测试 {ADULT}".encode(),
            "text/plain",
            "screening_list.type_unknown",
            "unsupported_type",
        ),
        (
            f"姓名,名称\n李测试,{ADULT}\n".encode(),
            "text/csv",
            "screening_list.columns_ambiguous",
            "malformed",
        ),
    ],
)
def test_a_list_that_cannot_be_read_leaves_its_refusal_and_nothing_of_itself(
    desk: Desk, session: Session, body: bytes, form: str, code: str, kind: str
) -> None:
    screening = screened.opened(desk)
    for _ in range(2):
        assert screened.handed_in(desk, screening, body, form).get_json()["code"] == code
    assert refusals(desk, screening["id"]) == [("screenings.hand_in", code, kind)]
    chosen = select(JournalEntry.body).where(JournalEntry.kind == "act.refused")
    [kept] = session.scalars(chosen)
    assert ADULT not in kept
    assert "李测试" not in kept
    # The same screening takes a list that can be read.
    assert screened.handed_in(desk, screening, "姓名\n李测试\n".encode()).status_code in (200, 409)


def test_a_list_that_is_too_large_is_refused_before_it_is_read_and_entered(desk: Desk) -> None:
    screening = screened.opened(desk)
    answer = screened.handed_in(desk, screening, b"name\nx\n", claimed=lists.LARGEST + 1)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "body.too_large")
    told = ("screenings.hand_in", "body.too_large", "too_large")
    assert refusals(desk, screening["id"]) == [told]


def test_rows_for_a_watch_that_cannot_be_read_are_entered_too(desk: Desk) -> None:
    watch = watched.watched(desk, f"姓名,身份证号\n李测试,{ADULT}\n")
    refused = row_lists.handed_in(desk, watch, b"", act=row_lists.DROPPED)
    assert refused.get_json()["code"] == "screening_list.empty"
    assert refusals(desk, watch["id"]) == [
        ("watch_lists.drop_rows", "screening_list.empty", "malformed")
    ]
