"""Revocation (撤销): what should never have been listed is ended for everybody at once."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files, orders
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

UNABLE = {"found_unable": True}


def body_of(listing: dict[str, Any], **changes: object) -> dict[str, object]:
    """Return a revocation as a clerk drafts it."""
    return {
        "listing": listing["id"],
        "reason": "公布之前已经查明没有履行能力",
        "wrong_since": "2026-02-20",
        "facts": UNABLE,
        **changes,
    }


def revoked(desk: Desk, listing: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Draft a revocation and sign it."""
    made = desk.done("/revocations", body_of(listing, **changes))
    return desk.done(f"/revocations/{made['id']}/signature", by="judge", version=made["version"])


def pay(desk: Desk, listing: dict[str, Any], on: str) -> None:
    """Have all paid on a day, and confirmed today."""
    body = {"debtor": listing["debtor"], "amount": "98000.00", "paid_on": on}
    payment = desk.done("/payments", body)
    desk.done(f"/payments/{payment['id']}/confirmation", by="judge", version=1)


def lists(session: Session) -> set[str]:
    """Return the public lists that have an entry."""
    found = set(session.scalars(select(PublicEntry.list_name)))
    session.rollback()
    return found


def test_a_draft_ends_nothing_and_begins_three_working_days(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    made = desk.done("/revocations", body_of(listing))
    assert (made["state"], made["signed"], made["opens_claim"]) == ("draft", None, False)
    assert made["listing"]["state"] == "published"
    assert (made["wrong_since"], made["ordered_by"]) == ("2026-02-20", None)
    assert lists(session) == {"dishonest", "restricted"}
    (duty,) = desk.get("/deadlines", state="open").get_json()["items"]
    assert (duty["kind"], duty["record"]) == ("revoke_listing", listing["id"])
    assert (duty["due_on"], duty["basis"]) == ("2026-03-05", "LR Art. 9 para 1")
    assert desk.get(f"/revocations/{made['id']}").get_json() == made


@pytest.mark.every_engine
def test_a_signed_revocation_ends_the_listing_and_keeps_a_lawful_order(
    desk: Desk, session: Session
) -> None:
    listing = files.published(desk)
    done = revoked(desk, listing)
    assert (done["state"], done["opens_claim"]) == ("signed", True)
    about = done["listing"]
    assert (about["state"], about["end_ground"]) == ("revoked", "LR9")
    assert (about["ended_on"], about["restriction"]["state"]) == ("2026-03-02", "in_force")
    assert lists(session) == {"restricted"}
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    last = desk.get(f"/listings/{listing['id']}/history").get_json()["items"][-1]
    assert (last["kind"], last["basis"]) == ("listing.revoked", "LR Art. 9 para 1")
    assert last["body"]["ended"] == {"ground": "LR9", "on": "2026-03-02"}


@pytest.mark.parametrize(
    "changes",
    [{"order_too": True}, {"facts": {"adequate_property_controlled": True}}],
    ids=["as the court says", "as the law says"],
)
def test_the_mandatory_order_falls_with_it(
    desk: Desk, session: Session, changes: dict[str, object]
) -> None:
    listing = files.published(desk)
    done = revoked(desk, listing, **changes)
    assert done["listing"]["restriction"]["state"] == "revoked"
    assert lists(session) == set()
    entries = read.after(session, 0, limit=1_000)[-2:]
    assert [entry.kind for entry in entries] == ["listing.revoked", "restriction.revoked"]
    assert str(entries[1].record_id) == listing["restriction"]["id"]
    assert orjson.loads(entries[1].body)["ended"] == {"ground": "LR9", "on": "2026-03-02"}


@pytest.mark.parametrize("paid_on", ["2026-02-27", "2026-03-02"])
def test_payment_before_publication_is_a_cause(desk: Desk, paid_on: str) -> None:
    listing = files.published(desk)
    pay(desk, listing, paid_on)
    done = revoked(desk, listing, facts={}, wrong_since=paid_on)
    # An order against who has paid is not lawful by itself.
    assert done["listing"]["restriction"]["state"] == "revoked"


def test_payment_after_publication_is_none(desk: Desk, clock: SetClock) -> None:
    listing = files.published(desk)
    clock.forward(timedelta(days=1))
    pay(desk, listing, "2026-03-03")
    problem = desk.refused("/revocations", body_of(listing, facts={}))
    assert findings(problem) == {"revocation.cause_shown": "LR Art. 9 para 1"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"wrong_since": "2026-03-03"}, "revocation.wrong_from_the_start"),
        ({"wrong_since": None}, "revocation.wrong_from_the_start"),
        ({"facts": {}}, "revocation.cause_shown"),
    ],
)
def test_what_was_not_wrong_from_the_start_is_not_revoked(
    desk: Desk, changes: dict[str, object], rule: str
) -> None:
    listing = files.published(desk)
    problem = desk.refused("/revocations", body_of(listing, **changes))
    assert problem["code"] == "listing_change.ineligible"
    assert findings(problem) == {rule: "LR Art. 9 para 1"}
    assert desk.get(f"/listings/{listing['id']}").get_json() == listing


def test_a_court_above_needs_no_other_cause(desk: Desk) -> None:
    listing = files.published(desk)
    ordered: dict[str, object] = {
        "facts": {},
        "wrong_since": None,
        "ordered_by": "(2026)川01执复7号",
    }
    assert revoked(desk, listing, **ordered)["listing"]["state"] == "revoked"


def test_two_people_revoke_and_each_may(desk: Desk, other_desk: Desk) -> None:
    listing = files.published(desk)
    for login in ("president", "auditor"):
        problem = desk.refused("/revocations", body_of(listing), by=login)
        assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    made = desk.done("/revocations", body_of(listing), by="judge")
    path = f"/revocations/{made['id']}/signature"
    assert findings(desk.refused(path, by="judge", version=1)) == {
        "authority.two_persons": "Register Rule 3"
    }
    assert findings(desk.refused(path, by="clerk", version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    assert desk.refused(path, by="president", version=2)["status"] == 412
    assert other_desk.refused(path, by="judge", version=1)["code"] == "listing_change.not_found"
    desk.done(path, by="president", version=1)
    problem = desk.refused(path, by="president", version=2)
    assert (problem["status"], problem["code"]) == (409, "listing_change.wrong_state")


@pytest.mark.every_engine
def test_only_what_stands_is_revoked_and_once(desk: Desk) -> None:
    listing = files.drafted(desk)
    problem = desk.refused("/revocations", body_of(listing))
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
    case = files.case_of(desk, number="(2025)川0107执5号")
    second = files.published(desk, files.debtor_of(desk, case))
    first, again = (desk.done("/revocations", body_of(second)) for _ in range(2))
    desk.done(f"/revocations/{first['id']}/signature", by="judge", version=1)
    problem = desk.refused(f"/revocations/{again['id']}/signature", by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")


def test_who_was_listed_wrongly_may_be_listed_rightly(desk: Desk) -> None:
    listing = files.published(desk)
    revoked(desk, listing, order_too=True)
    debtor = desk.get(f"/debtors/{listing['debtor']}").get_json()
    again = files.published(desk, debtor)
    assert (again["state"], again["restriction"]["state"]) == ("published", "in_force")


def test_an_order_that_is_suspended_falls_with_its_listing(desk: Desk) -> None:
    listing = files.published(desk)
    order = listing["restriction"]["id"]
    granted = orders.suspended(desk, order)
    revoked(desk, listing, order_too=True)
    assert desk.get(f"/restrictions/{order}").get_json()["state"] == "revoked"
    assert desk.get(f"/permissions/{granted['id']}").get_json()["state"] == "ended"
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
