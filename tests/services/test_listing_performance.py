"""Performance of published listings (履行情况): agencies and the public are right at once."""

from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files
from tests.api.desk import OTHER_ADULT, Desk
from tests.clocks import SetClock


def shown(session: Session, listing: dict[str, Any]) -> dict[str, Any]:
    """Return what the public sees of a listing."""
    chosen = select(PublicEntry.item).where(PublicEntry.list_name == "dishonest")
    items = [orjson.loads(item) for item in session.scalars(chosen)]
    (found,) = [item for item in items if item["id"] == listing["id"]]
    return dict(found)


def told(session: Session, listing: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what agencies are told of a listing beside its publication."""
    entries = read.after(session, 0, limit=1_000)
    return [
        orjson.loads(entry.body)["listing"]
        for entry in entries
        if entry.kind == "listing.amended" and str(entry.record_id) == listing["id"]
    ]


def test_a_part_that_is_paid_is_told_to_the_public_and_the_agencies(
    desk: Desk, session: Session
) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"], "38000.00")
    after = desk.get(f"/listings/{listing['id']}").get_json()
    assert after["version"] == listing["version"] + 1
    assert (after["state"], after["performance"]) == ("published", "partial")
    assert after["amount_outstanding"] == "60000.00"
    assert shown(session, listing)["performance"] == {
        "state": "partial",
        "performed": "已履行38000.00元",
        "outstanding": "未履行60000.00元",
    }
    assert told(session, listing) == [
        {
            "grounds": ["LR1-1"],
            "published_on": "2026-03-02",
            "ends_on": None,
            "amount_outstanding": "60000.00",
            "performance": "partial",
        }
    ]
    assert desk.get("/deadlines", state="open").get_json()["items"] == []


def test_the_history_says_who_confirmed_and_on_which_article(desk: Desk) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"], "1.00")
    last = desk.get(f"/listings/{listing['id']}/history").get_json()["items"][-1]
    assert (last["kind"], last["basis"]) == ("listing.amended", "LR Art. 9 para 2")
    assert last["reason"] == "履行款已经确认，更正履行情况"


def test_what_is_only_entered_changes_nothing(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    body = {"debtor": listing["debtor"], "amount": "1.00", "paid_on": "2026-03-02"}
    desk.done("/payments", body)
    assert desk.get(f"/listings/{listing['id']}").get_json() == listing
    assert told(session, listing) == []


@pytest.mark.every_engine
def test_payments_add_up(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    for amount in ("0.01", "97999.98"):
        files.paid(desk, listing["debtor"], amount)
    assert [body["amount_outstanding"] for body in told(session, listing)] == [
        "97999.99",
        "0.01",
    ]
    assert [body["performance"] for body in told(session, listing)] == ["partial", "partial"]


def test_full_payment_ends_nothing_by_itself_and_is_told(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    after = desk.get(f"/listings/{listing['id']}").get_json()
    assert (after["state"], after["performance"]) == ("published", "full")
    assert after["amount_outstanding"] == "0.00"
    assert after["restriction"]["state"] == "in_force"
    assert shown(session, listing)["performance"] == {
        "state": "full",
        "performed": "已履行98000.00元",
        "outstanding": None,
    }
    (duty,) = desk.get("/deadlines", kind="remove_listing").get_json()["items"]
    assert (duty["kind"], duty["record"]) == ("remove_listing", listing["id"])
    # Thursday: the third working day after Monday.
    assert duty["due_on"] == "2026-03-05"
    session.rollback()
    files.removed(desk, listing["id"], "LR10-1")
    assert desk.get("/deadlines", state="open").get_json()["items"] == []


@pytest.mark.every_engine
def test_what_one_debtor_pays_is_told_of_everybody_in_the_case(
    desk: Desk, session: Session
) -> None:
    case = files.case_of(desk)
    first = files.published(desk, files.debtor_of(desk, case))
    documents = [{"type": "resident_id", "number": OTHER_ADULT}]
    other = files.debtor_of(desk, case, name="王测试", documents=documents)
    second, third = files.published(desk, other), files.case_of(desk, number="(2025)川0107执9号")
    elsewhere = files.published(desk, files.debtor_of(desk, third))
    files.paid(desk, first["debtor"], "38000.00")
    for listing in (first, second):
        assert [body["amount_outstanding"] for body in told(session, listing)] == ["60000.00"]
    assert told(session, elsewhere) == []


def test_of_an_obligation_that_is_no_money_only_the_state_is_known(
    desk: Desk, session: Session
) -> None:
    case = files.case_of(desk, amount=None, obligation="腾退房屋")
    listing = files.published(desk, files.debtor_of(desk, case), outstanding="房屋尚未腾退")
    files.paid(desk, listing["debtor"], "500.00")
    assert shown(session, listing)["performance"] == {
        "state": "partial",
        "performed": None,
        "outstanding": "房屋尚未腾退",
    }
    (body,) = told(session, listing)
    assert (body["performance"], body["amount_outstanding"]) == ("partial", None)


def test_what_was_paid_before_publication_is_published(desk: Desk, session: Session) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    files.paid(desk, debtor["id"], "38000.00")
    listing = files.published(desk, debtor)
    assert (listing["performance"], listing["amount_outstanding"]) == ("partial", "60000.00")
    assert shown(session, listing)["performance"]["outstanding"] == "未履行60000.00元"
    assert told(session, listing) == []


def test_the_age_stays_the_one_at_publication(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    listing = files.published(desk)
    before = shown(session, listing)
    session.rollback()
    clock.set(clock().replace(year=2029))
    files.paid(desk, listing["debtor"], "38000.00")
    after = shown(session, listing)
    assert {**after, "performance": None} == {**before, "performance": None}
