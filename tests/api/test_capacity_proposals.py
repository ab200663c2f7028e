"""What a finding of inability proposes: a person acts by a day, and nothing ends by itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry.journal import read
from tests.api import capacity, files
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock


@pytest.fixture
def debtor(desk: Desk) -> str:
    """Give a debtor's id."""
    return str(files.debtor_of(desk, files.case_of(desk))["id"])


def listing_of(desk: Desk, listing: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/listings/{listing['id']}").get_json()
    return found


def duties(desk: Desk) -> dict[str, str]:
    """Return the open duties by kind, with their last days."""
    items = desk.get("/deadlines", state="open").get_json()["items"]
    return {item["kind"]: item["due_on"] for item in items}


def test_who_was_unable_from_the_start_is_to_be_revoked_in_three_working_days(
    desk: Desk, debtor: str, session: Session
) -> None:
    listing = files.published(desk, {"id": debtor})
    assert listing["capacity_proposal"] is None
    finding = capacity.found_unable(desk, debtor, unable_since="2026-03-02")
    now = listing_of(desk, listing)
    proposal = now["capacity_proposal"]
    assert (proposal["proposed"], proposal["state"]) == ("revoke", "open")
    assert (proposal["basis"], proposal["due_on"]) == ("LR Art. 9 para 1", "2026-03-05")
    assert proposal["assessment"] == finding["id"]
    assert (now["state"], now["version"]) == ("published", listing["version"] + 1)
    assert duties(desk)["revoke_listing"] == "2026-03-05"
    path = f"/capacity-proposals/{proposal['id']}"
    assert desk.get(path).get_json() == proposal
    assert desk.get(f"/debtors/{debtor}/capacity").get_json()["proposals"] == [proposal]
    problem = desk.refused(f"{path}/answer", {"reason": "x"}, by="judge", version=1)
    assert findings(problem) == {"unable_listed.wrong_is_revoked": "LR Art. 9 para 1"}
    # Known today, the cause carries the revocation that was proposed.
    body = {
        "listing": listing["id"],
        "reason": "纳入时即无履行能力",
        "wrong_since": "2026-03-02",
        "facts": {"found_unable": True},
    }
    made = desk.done("/revocations", body)
    done = desk.done(f"/revocations/{made['id']}/signature", by="judge", version=1)
    assert (done["listing"]["state"], done["listing"]["capacity_proposal"]) == ("revoked", None)
    assert done["listing"]["restriction"]["state"] == "in_force"
    assert desk.get(path).get_json()["state"] == "carried_out"
    assert "revoke_listing" not in duties(desk)
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert kinds.count("capacity.proposed") == 1


def test_who_became_unable_later_is_looked_at_and_may_be_kept_for_a_reason(
    desk: Desk, other_desk: Desk, debtor: str
) -> None:
    listing = files.published(desk, {"id": debtor})
    capacity.found_unable(desk, debtor)
    proposal = listing_of(desk, listing)["capacity_proposal"]
    assert (proposal["proposed"], proposal["basis"]) == ("remove", "Register Rule 22")
    assert duties(desk)["reconsider_listing"] == proposal["due_on"] == "2026-03-05"
    path, body = f"/capacity-proposals/{proposal['id']}/answer", {"reason": "终本后再行查询"}
    assert other_desk.refused(path, body, by="judge", version=1)["code"] == (
        "capacity_proposal.not_found"
    )
    assert findings(desk.refused(path, body, by="clerk", version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    assert desk.refused(path, {"reason": " "}, by="judge", version=1)["status"] == 422
    assert desk.refused(path, body, by="judge", version=9)["status"] == 412
    kept = desk.done(path, body, by="judge", version=1, key="k")
    assert desk.done(path, body, by="judge", version=1, key="k") == kept
    assert (kept["state"], kept["answer"], kept["due_on"]) == ("kept", "终本后再行查询", None)
    now = listing_of(desk, listing)
    assert (now["state"], now["capacity_proposal"]) == ("published", None)
    assert "reconsider_listing" not in duties(desk)
    again = desk.refused(path, body, by="judge", version=2)
    assert (again["status"], again["code"]) == (409, "capacity_proposal.wrong_state")


def test_a_listing_with_other_grounds_is_reconsidered_and_one_without_art_1_1_left_alone(
    desk: Desk, debtor: str
) -> None:
    both = files.published(desk, {"id": debtor}, grounds=["LR1-1", "LR1-3"])
    case = files.case_of(desk, number="(2025)川0107执77号")
    other = files.debtor_of(desk, case)
    alone = files.published(desk, other, grounds=["LR1-4"], ability="")
    for about in (debtor, other["id"]):
        capacity.found_unable(desk, about, unable_since="2026-03-02")
    assert listing_of(desk, both)["capacity_proposal"]["proposed"] == "reconsider"
    now = listing_of(desk, alone)
    assert (now["capacity_proposal"], now["version"]) == (None, alone["version"])


def test_a_proposal_lapses_with_its_finding_and_its_duty_goes_on_with_the_next(
    desk: Desk, debtor: str, clock: SetClock
) -> None:
    listing = files.published(desk, {"id": debtor})
    capacity.found_unable(desk, debtor)
    first = listing_of(desk, listing)["capacity_proposal"]
    clock.forward(timedelta(days=1))
    capacity.found(desk, debtor)
    second = listing_of(desk, listing)["capacity_proposal"]
    assert second["id"] != first["id"]
    assert second["due_on"] == first["due_on"] == "2026-03-05"
    assert desk.get(f"/capacity-proposals/{first['id']}").get_json()["state"] == "lapsed"
    capacity.found(desk, debtor, outcome="undetermined", reason="有新的财产线索")
    now = listing_of(desk, listing)
    assert (now["state"], now["capacity_proposal"]) == ("published", None)
    assert set(duties(desk)) <= {"review_capacity"}


def test_a_person_is_reminded_of_a_finding_before_it_expires_and_soon_after_a_contradiction(
    desk: Desk, debtor: str, clock: SetClock
) -> None:
    desk.done("/evidence", capacity.ruling_body(debtor))
    finding = capacity.found(desk, debtor)
    assert duties(desk) == {"review_capacity": finding["valid_until"]}
    clock.forward(timedelta(days=1))
    desk.done("/evasion-signs", capacity.sign_body(debtor))
    assert duties(desk) == {"review_capacity": "2026-03-10"}
    clock.forward(timedelta(days=1))
    desk.done("/evidence", capacity.house_body(debtor))
    assert duties(desk) == {"review_capacity": "2026-03-10"}
    able = capacity.found(desk, debtor, outcome="able", reason="名下有房屋一套")
    assert duties(desk) == {"review_capacity": able["valid_until"]}
    items = desk.get("/deadlines", kind="review_capacity").get_json()["items"]
    assert [item["done_on"] for item in items] == ["2026-03-04", None]


def test_a_finding_in_another_case_is_shown_and_a_judge_says_why_to_list_all_the_same(
    desk: Desk, debtor: str
) -> None:
    capacity.found_unable(desk, debtor)
    case = files.case_of(desk, number="(2025)川0107执77号")
    other = files.debtor_of(desk, case)["id"]
    shown = desk.get(f"/debtors/{other}/capacity").get_json()
    assert (shown["finding"], shown["bars"]) == (None, None)
    (elsewhere,) = shown["unable_elsewhere"]
    assert (elsewhere["court"], elsewhere["found_on"]) == ("川0107", "2026-03-02")
    assert desk.get(f"/debtors/{debtor}/capacity").get_json()["unable_elsewhere"] == []
    rule = "bars.found_unable_elsewhere"
    problem = desk.refused("/listings", files.listing_body(other))
    assert findings(problem) == {rule: "LR Art. 3(4)"}
    assert problem["facts"]["findings"][0]["facts"] == {"found_by": "川0107"}
    reasoned = files.listing_body(other, overrides=[{"rule": rule, "reason": "本案另有房屋出租"}])
    assert set(findings(desk.refused("/listings", reasoned))) == {rule}
    assert desk.done("/listings", reasoned, by="judge")["state"] == "draft"
