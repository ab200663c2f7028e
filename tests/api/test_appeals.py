"""Appeals (复议): against fines, detentions and exit restrictions, straight to the court above."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.journal import read
from tests.api import exits, files, orders
from tests.api.chain import Chain
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.api.remedies import duties
from tests.clocks import SetClock

Record = dict[str, Any]


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)


def fined(desk: Desk, **changes: object) -> Record:
    """Have a breach fined and the fine served."""
    order = orders.in_force(desk, files.debtor_of(desk, files.case_of(desk)))
    made = exits.sanctioned(desk, exits.shown(desk, order["id"])["id"], **changes)
    body = {"method": "direct", "served_on": "2026-03-02"}
    return desk.done(f"/sanctions/{made['id']}/service", body, version=made["version"])


def appeal_body(**changes: object) -> dict[str, object]:
    """Return an appeal as a clerk of the next higher court enters it."""
    return {
        "statement": "处罚过重",
        "applied_on": "2026-03-02",
        "received_on": "2026-03-02",
        **changes,
    }


def decided(desk: Desk, appeal: Record, outcome: str, **changes: object) -> Record:
    """Draft the decision on an appeal and sign it."""
    path = f"/appeals/{appeal['id']}"
    body = {"outcome": outcome, "reason": "经审查", **changes}
    drafted = desk.done(f"{path}/decision", body, version=appeal["version"])
    return desk.done(f"{path}/signature", by="judge", version=drafted["version"])


def kinds(session: Session) -> list[str]:
    session.rollback()
    return [entry.kind for entry in read.after(session, 0, limit=1_000)]


@pytest.mark.every_engine
def test_a_fine_is_appealed_against_and_made_less(chain: Chain) -> None:
    both = {"kind": "fine_and_detention", "fine": "5000.00", "detention_days": 10}
    made = fined(chain.court, **both)
    assert (made["service_method"], made["served_on"]) == ("direct", "2026-03-02")
    assert duties(chain.court) == {"apply_for_review": ("2026-03-05",)}
    above = chain.intermediate
    appeal = above.done("/appeals", appeal_body(sanction=made["id"]))
    assert (appeal["state"], appeal["about"], appeal["court_code"]) == (
        *("received", "sanction", above.court),
    )
    # The party has appealed, and the court above decides within five days, the last a Saturday.
    assert duties(chain.court) == {}
    assert duties(above) == {"decide_review": ("2026-03-09",)}
    path = f"/appeals/{appeal['id']}"
    body = {"outcome": "changed", "reason": "拘留不当", "fine": "5000.00", "detention_days": 0}
    drafted = above.done(f"{path}/decision", body, version=1)
    below = chain.court.get(path).get_json()
    assert (below["outcome"], below["drafted"], below["reason"]) == (None, None, None)
    by_drafter = above.refused(f"{path}/signature", by="clerk", version=drafted["version"])
    assert set(findings(by_drafter)) == {"authority.role_fits_act", "authority.two_persons"}
    done = above.done(f"{path}/signature", by="judge", version=drafted["version"])
    assert (done["state"], done["opens_claim"]) == ("changed", True)
    left = chain.court.get(f"/sanctions/{made['id']}").get_json()
    assert (left["state"], left["kind"], left["fine"], left["detention_days"]) == (
        *("signed", "fine", "5000.00", 0),
    )
    assert duties(above) == {}
    again = above.refused("/appeals", appeal_body(sanction=made["id"]))
    assert findings(again) == {"appeals.once": "CPL Art. 119"}
    for desk in (chain.court, above):
        (item,) = desk.get("/appeals", sanction=made["id"]).get_json()["items"]
        assert item == done


def test_a_fine_that_is_revoked_counts_for_nothing(chain: Chain) -> None:
    made = fined(chain.court)
    appeal = chain.intermediate.done("/appeals", appeal_body(sanction=made["id"]))
    done = decided(chain.intermediate, appeal, "revoked")
    assert (done["state"], done["opens_claim"]) == ("revoked", True)
    left = chain.court.get(f"/sanctions/{made['id']}").get_json()
    assert left["state"] == "revoked"
    # The breach may be sanctioned anew, since nothing stands for it.
    body = exits.sanction_body(made["breach"], fine="1000.00")
    assert chain.court.done("/sanctions", body)["state"] == "draft"


@pytest.mark.every_engine
def test_an_exit_restriction_is_revoked_on_appeal_and_everybody_is_told(
    chain: Chain, session: Session
) -> None:
    debtor = files.debtor_of(chain.court, files.case_of(chain.court))
    found = exits.in_force(chain.court, debtor["id"])
    found = exits.served(chain.court, found)
    assert duties(chain.court) == {"apply_for_review": ("2026-03-12",)}
    appeal = chain.intermediate.done("/appeals", appeal_body(exit_restriction=found["id"]))
    assert duties(chain.intermediate) == {"decide_review": ("2026-03-17",)}
    less = {"outcome": "changed", "reason": "x", "fine": "1.00"}
    path = f"/appeals/{appeal['id']}/decision"
    problem = chain.intermediate.refused(path, less, version=1)
    assert findings(problem) == {"appeal_decisions.changed_to_less": "CPL Interp. Art. 186"}
    done = decided(chain.intermediate, appeal, "revoked")
    assert (done["state"], done["opens_claim"]) == ("revoked", True)
    left = chain.court.get(f"/exit-restrictions/{found['id']}").get_json()
    assert (left["state"], left["end_ground"], left["ended_on"]) == (
        *("revoked", "revoked", "2026-03-02"),
    )
    assert kinds(session)[-2:] == ["appeal.decided", "exit_restriction.revoked"]


def test_an_exit_restriction_that_bound_nobody_yet_is_dropped_on_appeal(chain: Chain) -> None:
    debtor = files.debtor_of(chain.court, files.case_of(chain.court))
    found = exits.served(chain.court, exits.signed(chain.court, debtor["id"]))
    appeal = chain.intermediate.done("/appeals", appeal_body(exit_restriction=found["id"]))
    done = decided(chain.intermediate, appeal, "revoked")
    assert done["opens_claim"] is False
    left = chain.court.get(f"/exit-restrictions/{found['id']}").get_json()
    assert (left["state"], left["imposed_on"]) == ("dropped", None)
    path = f"/exit-restrictions/{found['id']}/imposition"
    late = chain.court.refused(path, version=left["version"])
    assert (late["status"], late["code"]) == (409, "exit_restriction.wrong_state")


def test_what_is_dismissed_stands(chain: Chain) -> None:
    made = fined(chain.court)
    appeal = chain.intermediate.done("/appeals", appeal_body(sanction=made["id"]))
    path = f"/appeals/{appeal['id']}"
    early = chain.intermediate.refused(f"{path}/signature", by="judge", version=1)
    assert early["code"] == "appeal.not_drafted"
    done = decided(chain.intermediate, appeal, "dismissed")
    assert (done["state"], done["opens_claim"]) == ("dismissed", False)
    assert chain.court.get(f"/sanctions/{made['id']}").get_json() == made
    twice = {"outcome": "revoked", "reason": "x"}
    late = chain.intermediate.refused(f"{path}/decision", twice, version=done["version"])
    assert late["code"] == "appeal.wrong_state"


def test_an_appeal_that_was_withdrawn_does_not_count(chain: Chain) -> None:
    made = fined(chain.court)
    above, body = chain.intermediate, appeal_body(sanction=made["id"])
    appeal = above.done("/appeals", body)
    gone = above.done(f"/appeals/{appeal['id']}/withdrawal", {"reason": "服从处罚"}, version=1)
    assert (gone["state"], gone["withdrawn"]) == (
        *("withdrawn", {"on": "2026-03-02", "reason": "服从处罚"}),
    )
    assert duties(above) == {}
    assert above.done("/appeals", body)["state"] == "received"


@pytest.mark.parametrize(
    ("applied_on", "changes", "in_time"),
    [
        ("2026-03-05", {}, True),
        ("2026-03-06", {}, False),
        ("2026-03-19", {"obstacle": "洪水", "obstacle_ended_on": "2026-03-09"}, True),
        ("2026-03-20", {"obstacle": "洪水", "obstacle_ended_on": "2026-03-09"}, False),
    ],
)
def test_an_appeal_against_a_fine_is_open_for_three_days_and_ten_after_an_obstacle(
    chain: Chain, clock: SetClock, applied_on: str, changes: dict[str, object], in_time: bool
) -> None:
    made = fined(chain.court)
    clock.set(at(2026, 3, 20))
    days = {"applied_on": applied_on, "received_on": "2026-03-20"}
    body = appeal_body(sanction=made["id"], **days, **changes)
    if in_time:
        assert chain.intermediate.done("/appeals", body)["applied_on"] == applied_on
        return
    problem = chain.intermediate.refused("/appeals", body)
    assert findings(problem) == {"appeals.sanction_in_time": "CPL Interp. Art. 185"}
    assert duties(chain.intermediate) == {}


def test_only_the_next_higher_court_takes_an_appeal_and_only_from_who_is_concerned(
    chain: Chain,
) -> None:
    made = fined(chain.court)
    body = appeal_body(sanction=made["id"])
    problem = chain.high.refused("/appeals", body)
    assert findings(problem) == {"appeals.to_the_next_higher_court": "CPL Art. 119"}
    own = chain.court.refused("/appeals", body)
    assert set(findings(own)) == {
        "appeals.to_the_next_higher_court",
        "supervision.court_above",
    }
    for desk in (chain.sibling, chain.elsewhere):
        problem = desk.refused("/appeals", body)
        assert (problem["status"], problem["code"]) == (404, "sanction.not_found")
    for changes, rule in (
        ({"appellant": "somebody_else"}, "appeals.by_the_person_concerned"),
        ({"applied_on": "2026-03-01"}, "appeals.after_the_decision"),
        ({"received_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
    ):
        assert set(findings(chain.intermediate.refused("/appeals", {**body, **changes}))) == {rule}


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"sanction": None}, "/sanction", "required"),
        (
            {"exit_restriction": "00000000-0000-4000-8000-000000000001"},
            "/exit_restriction",
            "unknown",
        ),
        ({"obstacle_ended_on": "2026-03-02"}, "/obstacle", "required"),
        ({"applied_on": "yesterday"}, "/applied_on", "not_a_date"),
    ],
)
def test_what_an_appeal_has_to_say(
    chain: Chain, changes: dict[str, object], pointer: str, code: str
) -> None:
    made = "00000000-0000-4000-8000-000000000002"
    problem = chain.intermediate.refused("/appeals", appeal_body(sanction=made) | changes)
    assert problem["errors"][0]["pointer"] == pointer
    assert problem["status"] == 422
    assert problem["errors"][0]["code"] == code


def test_a_change_never_makes_a_sanction_worse_nor_unlawful(chain: Chain) -> None:
    made = fined(chain.court)
    appeal = chain.intermediate.done("/appeals", appeal_body(sanction=made["id"]))
    path = f"/appeals/{appeal['id']}/decision"
    for left in ({"fine": "5000.01"}, {"fine": "5000.00"}, {"detention_days": 1}):
        problem = chain.intermediate.refused(
            path, {"outcome": "changed", "reason": "x", **left}, version=1
        )
        assert set(findings(problem)) == {"appeal_decisions.changed_to_less"}, left
    for body, pointer in (
        ({"outcome": "changed", "reason": "x"}, "/fine"),
        ({"outcome": "dismissed", "reason": "x", "fine": "1.00"}, "/fine"),
        ({"outcome": "revoked", "reason": "x", "detention_days": 1}, "/detention_days"),
    ):
        problem = chain.intermediate.refused(path, body, version=1)
        assert problem["errors"][0]["pointer"] == pointer


def test_a_referral_is_not_appealed_against(chain: Chain, clock: SetClock) -> None:
    first = fined(chain.court)
    order = chain.court.get(f"/breaches/{first['breach']}").get_json()["restriction"]
    clock.set(at(2026, 3, 9))
    days = {"received_on": "2026-03-09", "happened_on": "2026-03-08"}
    breach = exits.shown(chain.court, order, **days)
    referral = {"kind": "referral", "fine": None, "referred_to": "成都市公安局"}
    made = exits.sanctioned(chain.court, breach["id"], **referral)
    days = {"applied_on": "2026-03-09", "received_on": "2026-03-09"}
    problem = chain.intermediate.refused("/appeals", appeal_body(sanction=made["id"], **days))
    assert findings(problem) == {"appeals.decision_open": "CPL Art. 119"}


def test_an_appeal_stays_with_its_court_and_is_assessed_before(chain: Chain) -> None:
    made = fined(chain.court)
    question = {"act": "receive_appeal", "planned": appeal_body(sanction=made["id"])}
    asked = chain.intermediate.post("/assessments", question).get_json()
    assert asked["allowed"] is True
    assert "appeals.sanction_in_time" in {one["rule"] for one in asked["findings"]}
    appeal = chain.intermediate.done("/appeals", appeal_body(sanction=made["id"]))
    path = f"/appeals/{appeal['id']}"
    assert chain.high.get(path).status_code == 200
    assert chain.sibling.get(path).status_code == 404
    body = {"outcome": "revoked", "reason": "x"}
    problem = chain.high.refused(f"{path}/decision", body, version=1)
    assert set(findings(problem)) == {"supervision.court_above"}
