"""The story over HTTP (完整流程): listed, restricted, paid, removed, lifted."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files
from tests.api.desk import Desk

pytestmark = pytest.mark.every_engine


def kinds(session: Session) -> list[str]:
    """Return the kinds of everything in the journal that is not about settings."""
    settings = {kind.name for kind in (events.COURT_ADDED, events.STAFF_ADDED, events.KEY_ISSUED)}
    found = read.after(session, 0, limit=1_000)
    return [entry.kind for entry in found if entry.kind not in settings]


def test_a_debtor_is_listed_and_restricted_pays_and_is_free_of_both(
    desk: Desk, session: Session
) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    assert case["number"] == "(2025)川0107执1234号"
    assert debtor["documents"] == [{"type": "resident_id", "number_masked": "510199***********0"}]

    listing = files.published(desk, debtor)
    assert listing["state"] == "published"
    assert listing["published_on"] == "2026-03-02"
    assert listing["ends_on"] is None
    assert listing["amount_outstanding"] == "98000.00"
    assert listing["restriction"]["state"] == "in_force"
    assert listing["restriction"]["acts"] == files.ALL_ACTS
    shown = {entry.list_name: entry for entry in session.scalars(select(PublicEntry))}
    assert set(shown) == {"dishonest", "restricted"}
    session.rollback()

    payment = files.paid(desk, debtor["id"])
    assert payment["state"] == "confirmed"
    due = desk.get("/deadlines", state="open").get_json()["items"]
    assert {(duty["kind"], duty["due_on"]) for duty in due} == {
        ("lift_restriction", "2026-03-03"),
        ("remove_listing", "2026-03-05"),
    }

    removal = files.removed(desk, listing["id"], "LR10-1")
    assert removal["listing"]["state"] == "removed"
    assert [order["state"] for order in removal["restrictions"]] == ["lifted"]
    assert session.scalars(select(PublicEntry)).all() == []
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    assert kinds(session) == [
        "case.opened",
        "debtor.added",
        "restriction.drafted",
        "listing.drafted",
        "listing.signed",
        "restriction.signed",
        "listing.served",
        "code.issued",
        "listing.published",
        "restriction.imposed",
        "payment.entered",
        "payment.confirmed",
        "listing.amended",
        "removal.drafted",
        "listing.removed",
        "restriction.lifted",
    ]
