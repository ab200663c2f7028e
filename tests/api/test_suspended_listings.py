"""Suspended listings (暂停公布): where local rules know them, until a day that a person keeps."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Settings
from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files, repairs
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock
from tests.engines.migrated import settings_for

CAUSE = ["application", "undertaking", "identity", "proof_of_cause", "creditor_consent"]
STATED: dict[str, Any] = {
    "cause_shown": True,
    "creditor_agrees": True,
    "suspended_until": "2026-06-02",
}


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of a place whose rules know a suspension."""
    return replace(settings_for(database_url), policy='{"suspends_for_public_interest": true}')


def public_lists(session: Session) -> set[str]:
    """Return the public lists that have an entry."""
    found = set(session.scalars(select(PublicEntry.list_name)))
    session.rollback()
    return found


def test_a_listing_is_suspended_until_its_day_and_resumed_by_a_person(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    listing = files.published(desk)
    asked = repairs.received(desk, listing["id"], path="public_interest", documents=CAUSE)
    for changes in ({"suspended_until": None}, {"suspended_until": "2027-03-03"}):
        body = repairs.draft_body(**{**STATED, **changes})
        problem = desk.refused(f"/repairs/{asked['id']}/draft", body, version=1)
        assert findings(problem) == {"listing_suspension.last_day_fixed": "Register Rule 12"}
    done = repairs.decided(desk, asked, **STATED)
    assert (done["state"], done["listing"]["state"]) == ("granted", "suspended")
    assert {"debt", "order"} <= set(done["stays"])
    assert public_lists(session) == {"restricted"}
    (duty,) = desk.get("/deadlines", state="open").get_json()["items"]
    assert (duty["kind"], duty["due_on"]) == ("resume_listing", "2026-06-02")
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert kinds[-2:] == ["listing.suspended", "repair.granted"]
    session.rollback()
    # It stands: nobody is listed beside it, and what is paid is known when it comes back.
    problem = desk.refused("/listings", files.listing_body(listing["debtor"]))
    assert problem["code"] == "listing.already_listed"
    files.paid(desk, listing["debtor"], "98.00")

    path, why = f"/listings/{listing['id']}/resumption", {"reason": "期满"}
    version = desk.get(f"/listings/{listing['id']}").get_json()["version"]
    problem = desk.refused(path, why, by="judge", version=version)
    assert findings(problem) == {"listing_suspension.resumed_on_its_day": "Register Rule 12"}
    assert findings(desk.refused(path, why, by="clerk", version=version))
    clock.forward(timedelta(days=93))
    done = desk.done(path, why, by="judge", version=version)
    assert (done["state"], done["published_on"]) == ("published", "2026-03-02")
    assert (done["performance"], done["amount_outstanding"]) == ("partial", "97902.00")
    assert public_lists(session) == {"dishonest", "restricted"}
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    problem = desk.refused(path, why, by="judge", version=done["version"])
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")


def test_who_pays_meanwhile_is_removed_and_not_resumed(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    asked = repairs.received(desk, listing["id"], path="public_interest", documents=CAUSE)
    repairs.decided(desk, asked, **STATED)
    files.paid(desk, listing["debtor"])
    version = desk.get(f"/listings/{listing['id']}").get_json()["version"]
    body = {"reason": "事由消失", "cause_ended": True}
    problem = desk.refused(
        f"/listings/{listing['id']}/resumption", body, by="judge", version=version
    )
    assert "listing_suspension.resumed_while_owed" in findings(problem)
    files.removed(desk, listing["id"], "LR10-1")
    assert public_lists(session) == set()
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert kinds[-2:] == ["listing.removed", "restriction.lifted"]
    session.rollback()
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
