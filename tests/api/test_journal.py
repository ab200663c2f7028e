"""The journal over the API: every act and every refusal, once each, and no identities."""

from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.journal import read
from registry.models.journal import JournalEntry, JournalHead
from schemas.codes import Scope
from tests.api import files
from tests.api.desk import ADULT, Desk
from tests.api.test_revocations import body_of

NOBODYS = "00000000-0000-4000-8000-000000000000"


def entries(desk: Desk, record: str, *, by: str = "auditor") -> list[dict[str, Any]]:
    """Return what the journal says of a record."""
    answer = desk.get("/journal", by=by, record=record, per_page="100")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def refused(session: Session) -> list[JournalEntry]:
    """Return every refusal that was entered."""
    found = [one for one in read.after(session, 0, limit=1_000) if one.kind == "act.refused"]
    session.rollback()
    return found


@pytest.mark.every_engine
def test_who_was_refused_what_is_in_the_journal_once(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    listing = files.published(desk)
    path = f"/listings/{listing['id']}/publication"
    acts = [entry["kind"] for entry in entries(desk, listing["id"])]
    # A state, an authority and another court: each says which rule it broke.
    for _ in range(2):
        desk.refused(path, version=listing["version"], key="again")
    desk.refused("/revocations", body_of(listing), by="president")
    other_desk.refused(path, version=listing["version"])
    found = entries(desk, listing["id"])
    assert [entry["kind"] for entry in found] == [*acts, *["act.refused"] * 3]
    state, role, court = found[len(acts) :]
    assert (state["body"]["act"], state["body"]["code"]) == (
        "listings.publish",
        "listing.wrong_state",
    )
    assert (state["body"]["facts"]["state"], state["record"]) == ("published", listing["id"])
    assert (role["body"]["role"], role["basis"]) == ("president", "Register Rule 2")
    assert role["body"]["rules"] == [
        {"rule": "authority.role_fits_act", "article": "Register Rule 2"}
    ]
    assert (court["body"]["code"], court["body"]["court"], court["body"]["enforcing_court"]) == (
        "listing.not_found",
        "川0106",
        "川0107",
    )
    assert court["actor"].startswith("staff:")
    # What was refused did not happen to the listing.
    history = desk.get(f"/listings/{listing['id']}/history").get_json()["items"]
    assert [entry["kind"] for entry in history] == acts
    text = str(found)
    assert ADULT not in text
    assert "李测试" not in text
    assert "没有履行能力" not in text
    # Under another key it is another request.
    desk.refused(path, version=listing["version"], key="another")
    assert len(refused(session)) == 4


@pytest.mark.every_engine
def test_a_refusal_that_cannot_be_written_down_is_answered_all_the_same(
    desk: Desk, session: Session
) -> None:
    listing = files.published(desk)
    with transaction() as act:
        act.execute(delete(JournalHead))
    problem = desk.refused(f"/listings/{listing['id']}/publication", version=listing["version"])
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
    assert refused(session) == []


def test_what_was_never_an_act_is_not_entered(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    desk.refused("/revocations", {"listing": listing["id"]})
    desk.refused("/revocations", body_of(listing, reason=""))
    desk.refused(f"/listings/{listing['id']}/service", {}, version=1)
    desk.refused(f"/listings/{NOBODYS}/publication", version=1)
    desk.refused(f"/listings/{listing['id']}/signature", by="president", version=1)
    desk.refused(f"/listings/{listing['id']}/signature", by="president")
    desk.keys["nobody"] = "drk_unknown_secret"
    desk.refused(f"/listings/{listing['id']}/signature", by="nobody", version=1)
    assert refused(session) == []


def test_a_key_that_may_only_read_is_entered_where_it_names_a_record(
    desk: Desk, session: Session
) -> None:
    listing = files.published(desk)
    desk.keys["reader"] = desk.issue("clerk", scopes=frozenset({Scope.COURT_READ}))
    assert desk.refused("/cases", files.case_body(), by="reader")["code"] == "key.scope"
    assert refused(session) == []
    for _ in range(2):
        desk.refused("/revocations", body_of(listing), by="reader", key="k")
    (entry,) = refused(session)
    assert (str(entry.record_id), entry.actor[:6]) == (listing["id"], "staff:")


def test_a_case_of_another_court_is_refused_and_entered_without_a_record(
    desk: Desk, session: Session
) -> None:
    desk.refused("/cases", files.case_body(number="(2025)川0106执1号"))
    (entry,) = refused(session)
    assert (entry.record_id, entry.basis) == (None, "CPL Art. 235")


@pytest.mark.every_engine
def test_the_journal_of_a_case_is_read_in_pages_by_its_court_alone(
    desk: Desk, other_desk: Desk
) -> None:
    listing = files.published(desk)
    (duty,) = [listing["case"]["id"]]
    whole = entries(desk, duty)
    assert {"case.opened", "debtor.added", "listing.published", "restriction.imposed"} <= {
        entry["kind"] for entry in whole
    }
    paged: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        page = desk.get("/journal", by="judge", record=duty, per_page="3", **after).get_json()
        paged += page["items"]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert paged == whole
    for record in (duty, listing["id"], NOBODYS):
        problem = other_desk.get("/journal", record=record).get_json()
        assert (problem["status"], problem["code"]) == (404, "record.not_found")
    assert desk.get("/journal").status_code == 422
