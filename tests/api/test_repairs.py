"""Credit repair (信用修复): applied for, decided by two persons, carried out at once."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files, repairs
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

CONSENT = ["application", "undertaking", "identity", "creditor_consent"]
PLAN = ["application", "undertaking", "identity", "repayment_plan", "security"]


def public_lists(session: Session) -> set[str]:
    """Return the public lists that have an entry."""
    found = set(session.scalars(select(PublicEntry.list_name)))
    session.rollback()
    return found


def last_entries(session: Session, count: int) -> list[tuple[str, dict[str, Any]]]:
    """Return the newest entries of the journal with their bodies."""
    entries = read.after(session, 0, limit=1_000)[-count:]
    found = [(entry.kind, orjson.loads(entry.body)) for entry in entries]
    session.rollback()
    return found


@pytest.mark.every_engine
def test_who_has_paid_is_repaired_by_two_persons_at_once(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    body = repairs.body_of(listing["id"], documents=["application", "undertaking"])
    made = desk.done("/repairs", body, key="one")
    assert desk.done("/repairs", body, key="one") == made
    assert (made["state"], made["missing"]) == ("received", ["identity", "proof_of_payment"])
    assert (made["outcome"], made["decided"], made["stays"]) == (None, None, [])
    (duty,) = desk.get("/deadlines", state="open").get_json()["items"]
    assert (duty["kind"], duty["due_on"]) == ("decide_repair", "2026-03-16")
    assert duty["basis"] == "Register Rule 32"
    problem = desk.refused("/repairs", body)
    assert (problem["status"], problem["code"]) == (409, "repair.already_open")
    assert problem["facts"]["repair"] == made["id"]

    # Neither the papers nor the money are there.
    path = f"/repairs/{made['id']}"
    problem = desk.refused(f"{path}/draft", repairs.draft_body(), version=1)
    assert findings(problem) == {
        "removal.performed": "LR Art. 10(1)",
        "repair.documents_complete": "Register Rule 11",
        "repair.ground_open": "LR Art. 10",
    }
    assert desk.get(path).get_json() == made
    later = {"documents": ["proof_of_payment", "identity"]}
    made = repairs.step(desk, made, "documents", body=later)
    assert made["missing"] == []
    files.paid(desk, listing["debtor"])
    problem = desk.refused(f"{path}/draft", repairs.draft_body("refused"), version=2)
    assert findings(problem) == {"repair.not_refused_for_nothing": "LR Art. 10 para 1"}

    drafted = repairs.step(desk, made, "draft", body=repairs.draft_body())
    assert (drafted["state"], drafted["ground"]) == ("drafted", "LR10-1")
    assert public_lists(session) == {"dishonest", "restricted"}
    problem = desk.refused(f"{path}/decision", by="clerk", version=3)
    assert set(findings(problem)) == {"authority.role_fits_act", "authority.two_persons"}
    done = repairs.step(desk, drafted, "decision", by="judge")
    assert (done["state"], done["listing"]["state"]) == ("granted", "removed")
    assert done["stays"] == ["judgment", "credit_record", "history", "mirrors"]
    removal = desk.get(f"/removals/{done['removal']}").get_json()
    assert (removal["state"], removal["ground"]) == ("signed", "LR10-1")
    assert [order["state"] for order in removal["restrictions"]] == ["lifted"]
    assert public_lists(session) == set()
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    (removed, lifted, (kind, told)) = last_entries(session, 3)
    assert (removed[0], lifted[0], kind) == (
        "listing.removed",
        "restriction.lifted",
        "repair.granted",
    )
    assert told["repair"]["orders_lifted"] == [listing["restriction"]["id"]]
    assert (told["repair"]["path"], told["repair"]["ground"]) == ("performed", "LR10-1")
    problem = desk.refused(f"{path}/decision", by="president", version=4)
    assert (problem["status"], problem["code"]) == (409, "repair.wrong_state")
    problem = desk.refused("/repairs", body)
    assert findings(problem) == {"repair.listing_stands": "Register Rule 31"}


def test_a_listing_with_a_term_is_repaired_by_the_president(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    asked = repairs.received(desk, listing["id"])
    problem = desk.refused(f"/repairs/{asked['id']}/draft", repairs.draft_body(), version=1)
    assert {"lifting.performed", "removal.early"} <= set(findings(problem))
    files.paid(desk, listing["debtor"])
    drafted = repairs.step(desk, asked, "draft", body=repairs.draft_body())
    assert drafted["ground"] == "LR2-early"
    problem = desk.refused(f"/repairs/{asked['id']}/decision", by="judge", version=2)
    assert findings(problem) == {"authority.president_decides_early_removal": "Register Rule 1"}
    done = repairs.step(desk, drafted, "decision", by="president")
    assert done["listing"]["state"] == "removed"
    # Who has performed all is freed of the order too (Consumption Rules Art. 9).
    order = desk.get(f"/restrictions/{listing['restriction']['id']}").get_json()
    assert (order["state"], order["lift_ground"]) == ("lifted", "CR9-performed")


def test_early_removal_for_active_performance_leaves_order_and_debt(
    desk: Desk, session: Session
) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    asked = repairs.received(desk, listing["id"], path="active_performance", documents=PLAN)
    done = repairs.decided(desk, asked, by="president", removal={"actively_performs": True})
    assert done["listing"]["state"] == "removed"
    assert {"debt", "order"} <= set(done["stays"])
    assert public_lists(session) == {"restricted"}


def test_the_creditors_consent_repairs_whom_did_not_evade(desk: Desk) -> None:
    listing = files.published(desk)
    asked = repairs.received(desk, listing["id"], path="creditor_consents", documents=CONSENT)
    agreed = {"creditor_applied_in_writing": True, "court_agrees": True}
    path = f"/repairs/{asked['id']}/draft"
    problem = desk.refused(path, repairs.draft_body(removal=agreed, evaded=True), version=1)
    assert findings(problem) == {"repair.no_evasion": "LR Art. 10(3)"}
    done = repairs.decided(desk, asked, removal=agreed)
    assert done["ground"] == "LR10-3"
    assert "order" in done["stays"]
    # The six months in which the creditor applies in vain begin.
    about = desk.get(f"/debtors/{listing['debtor']}").get_json()
    problem = desk.refused("/listings", files.listing_body(about["id"]))
    assert list(findings(problem)) == ["bars.creditor_barred"] or findings(problem)


@pytest.mark.parametrize("path", ["creditor_consents", "unable_after_round", "ruling"])
def test_these_ways_are_closed_to_a_listing_with_a_term(desk: Desk, path: str) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    every = [*CONSENT, "property_report", "ruling"]
    asked = repairs.received(desk, listing["id"], path=path, documents=every)
    problem = desk.refused(f"/repairs/{asked['id']}/draft", repairs.draft_body(), version=1)
    assert findings(problem) == {"repair.ground_open": "LR Art. 10"}
    done = repairs.decided(desk, asked, outcome="refused")
    assert (done["state"], done["listing"]["state"]) == ("refused", "published")
    assert desk.get("/deadlines", state="open").get_json()["items"] == []


def test_an_applicant_withdraws_and_applies_again(
    desk: Desk, other_desk: Desk, clock: SetClock
) -> None:
    listing = files.published(desk)
    asked = repairs.received(desk, listing["id"])
    why = {"reason": "材料尚未备齐"}
    path = f"/repairs/{asked['id']}"
    assert other_desk.refused(f"{path}/withdrawal", why, version=1)["code"] == "repair.not_found"
    assert other_desk.get(path).status_code == 404
    assert desk.refused(f"{path}/withdrawal", why, version=7)["status"] == 412
    problem = desk.refused(f"{path}/withdrawal", why, by="auditor", version=1)
    assert problem["status"] == 422
    done = repairs.step(desk, asked, "withdrawal", body=why)
    assert (done["state"], done["reason"]) == ("withdrawn", "材料尚未备齐")
    for name, body in (("draft", repairs.draft_body()), ("decision", None), ("withdrawal", why)):
        problem = desk.refused(f"{path}/{name}", body, by="clerk", version=2)
        assert (problem["status"], problem["code"]) == (409, "repair.wrong_state")
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    clock.forward(timedelta(days=1))
    again = repairs.received(desk, listing["id"], received_on="2026-03-03")
    found = desk.get("/repairs", state="received").get_json()["items"]
    assert [item["id"] for item in found] == [again["id"]]


def test_what_ended_meanwhile_is_not_repaired_again(desk: Desk) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    asked = repairs.received(desk, listing["id"])
    drafted = repairs.step(desk, asked, "draft", body=repairs.draft_body())
    files.removed(desk, listing["id"], "LR10-1")
    problem = desk.refused(f"/repairs/{asked['id']}/decision", by="judge", version=2)
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
    assert desk.get(f"/repairs/{asked['id']}").get_json()["state"] == drafted["state"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"received_on": "2026-03-01"}, 422),
        ({"received_on": "2026-03-03"}, 422),
        ({"path": "before_publication"}, 422),
        ({"documents": ["application", "application"]}, 422),
        ({"documents": ["photograph"]}, 422),
        ({"listing": "00000000-0000-4000-8000-000000000000"}, 404),
    ],
)
def test_an_application_that_cannot_be_changes_nothing(
    desk: Desk, changes: dict[str, object], status: int
) -> None:
    listing = files.published(desk)
    problem = desk.refused("/repairs", repairs.body_of(listing["id"]) | changes)
    assert problem["status"] == status
    assert desk.get("/repairs").get_json()["items"] == []
    drafted = files.drafted(
        desk, files.debtor_of(desk, files.case_of(desk, number="(2025)川0107执5号"))
    )
    problem = desk.refused("/repairs", repairs.body_of(drafted["id"]))
    assert findings(problem) == {"repair.listing_stands": "Register Rule 31"}
