"""Exit restrictions (限制出境): whom one may bind and on whose motion, and how it ends."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry.journal import read
from tests.api import exits, files, orders, proceedings
from tests.api.courts_above import Courts
from tests.api.desk import ADULT, MINOR, OTHER_COURT, Desk
from tests.api.refusals import findings


@pytest.fixture
def debtor(desk: Desk) -> dict[str, Any]:
    """Give a debtor who is not listed."""
    return files.debtor_of(desk, files.case_of(desk))


def kinds(session: Session) -> list[str]:
    session.rollback()
    found = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    return [kind for kind in found if kind != "act.refused"]


def due(desk: Desk) -> list[str]:
    items = desk.get("/deadlines", state="open").get_json()["items"]
    return [one["due_on"] for one in items if one["kind"] == "lift_exit_restriction"]


@pytest.mark.every_engine
def test_one_is_drafted_signed_served_and_imposed_and_everybody_is_told(
    desk: Desk, session: Session, debtor: dict[str, Any]
) -> None:
    made = exits.drafted(desk, debtor["id"])
    assert (made["state"], made["capacity"], made["imposed_on"]) == ("draft", "debtor", None)
    path = f"/exit-restrictions/{made['id']}"
    early = desk.refused(f"{path}/imposition", version=made["version"])
    assert (early["status"], early["code"]) == (409, "exit_restriction.wrong_state")
    by_clerk = desk.refused(f"{path}/signature", by="judge", version=made["version"])
    assert set(findings(by_clerk)) == {"authority.president_signs_what_weighs_as_much"}
    signed = desk.done(f"{path}/signature", by="president", version=made["version"])
    served = exits.served(desk, signed)
    assert served["service"] == {"method": "direct", "on": "2026-03-02"}
    again = {"method": "post", "served_on": "2026-03-02"}
    twice = desk.refused(f"{path}/service", again, version=served["version"])
    assert (twice["status"], twice["code"]) == (409, "exit_restriction.served")
    imposed = desk.done(f"{path}/imposition", version=served["version"])
    assert (imposed["state"], imposed["imposed_on"]) == ("in_force", "2026-03-02")
    assert kinds(session)[-4:] == [
        "exit_restriction.drafted",
        "exit_restriction.signed",
        "exit_restriction.served",
        "exit_restriction.imposed",
    ]
    (shown,) = desk.get(f"/cases/{imposed['case']}/exit-restrictions").get_json()["items"]
    assert shown == imposed
    assert ADULT not in str(shown)


@pytest.mark.parametrize(
    ("changes", "rule", "article"),
    [
        ({"applied_on": None}, "exit_restriction.on_whose_motion", "CPL Art. 266"),
        ({"initiative": "court"}, "exit_restriction.on_whose_motion", "CPL Art. 266"),
        ({"incapable": True}, "exit_restriction.whom_it_may_bind", "CPL Art. 266"),
        ({"applied_on": "2026-03-03"}, "procedure.nothing_in_the_future", "LR Art. 5"),
        (
            {"capacity": "principal", "person": orders.SOMEBODY_ELSE},
            "exit_restriction.whom_it_may_bind",
            "CPL Art. 266",
        ),
    ],
)
def test_what_bars_one_is_named(
    desk: Desk, debtor: dict[str, Any], changes: dict[str, object], rule: str, article: str
) -> None:
    body = exits.exit_body(debtor["id"], **changes)
    problem = desk.refused("/exit-restrictions", body)
    assert (problem["code"], findings(problem)) == (
        "exit_restriction.ineligible",
        {rule: article},
    )


def test_a_court_acts_on_its_own_motion_where_it_says_why(
    desk: Desk, debtor: dict[str, Any]
) -> None:
    own = {"initiative": "court", "applied_on": None, "necessity": "已购买出境机票"}
    assert exits.drafted(desk, debtor["id"], **own)["necessity"] == "已购买出境机票"


def test_a_minor_stays_free_and_the_statutory_agent_is_bound(desk: Desk) -> None:
    documents = [{"type": "resident_id", "number": MINOR}]
    child = files.debtor_of(desk, files.case_of(desk), documents=documents)
    problem = desk.refused("/exit-restrictions", exits.exit_body(child["id"]))
    assert set(findings(problem)) == {"exit_restriction.whom_it_may_bind"}
    agent = {"capacity": "statutory_agent", "person": orders.SOMEBODY_ELSE}
    bound = exits.in_force(desk, child["id"], **agent)
    assert (bound["name"], bound["capacity"]) == ("王示例", "statutory_agent")
    assert bound["subject"] != child["subject"]["id"]


def test_for_an_entity_its_people_are_bound_and_the_controller_is_not(desk: Desk) -> None:
    entity = files.debtor_of(desk, files.case_of(desk), **orders.ENTITY)
    himself = desk.refused("/exit-restrictions", exits.exit_body(entity["id"]))
    assert set(findings(himself)) == {"exit_restriction.whom_it_may_bind"}
    who = {"person": orders.SOMEBODY_ELSE}
    controller = exits.exit_body(entity["id"], capacity="actual_controller", **who)
    assert desk.refused("/exit-restrictions", controller)["status"] == 422
    nobody = desk.refused("/exit-restrictions", exits.exit_body(entity["id"], capacity="principal"))
    assert [(one["pointer"], one["code"]) for one in nobody["errors"]] == [("/person", "required")]
    bound = exits.in_force(desk, entity["id"], capacity="principal", **who)
    assert bound["state"] == "in_force"
    twice = exits.exit_body(entity["id"], capacity="directly_responsible", **who)
    known = desk.refused("/exit-restrictions", twice)
    assert (known["status"], known["code"]) == (409, "exit_restriction.exists")


def test_nobody_is_bound_for_a_debt_that_is_paid(desk: Desk, debtor: dict[str, Any]) -> None:
    signed = exits.signed(desk, debtor["id"])
    files.paid(desk, debtor["id"])
    path = f"/exit-restrictions/{signed['id']}"
    problem = desk.refused(f"{path}/imposition", version=signed["version"])
    assert findings(problem) == {"exit_restriction.decided_by_court": "Exit-Entry Law Art. 12(3)"}
    reason = {"reason": "已履行完毕"}
    dropped = desk.done(f"{path}/drop", reason, by="judge", version=signed["version"])
    assert (dropped["state"], dropped["ended_on"]) == ("dropped", "2026-03-02")


def test_a_draft_is_withdrawn_by_whoever_may_draft(desk: Desk, debtor: dict[str, Any]) -> None:
    made = exits.drafted(desk, debtor["id"])
    path = f"/exit-restrictions/{made['id']}/withdrawal"
    gone = desk.done(path, {"reason": "申请人撤回"}, version=made["version"])
    assert gone["state"] == "dropped"
    assert exits.drafted(desk, debtor["id"])["state"] == "draft"


@pytest.mark.every_engine
def test_full_performance_opens_a_duty_and_the_lift_does_it(
    desk: Desk, session: Session, debtor: dict[str, Any]
) -> None:
    found = exits.in_force(desk, debtor["id"])
    lifts = f"/exit-restrictions/{found['id']}/lifts"
    performed = {"ground": "CPL266-performed", "reason": "已全部履行"}
    problem = desk.refused(lifts, performed)
    assert findings(problem) == {"exit_restriction.lift_ground": "CPL Art. 266"}
    files.paid(desk, debtor["id"])
    assert due(desk) == ["2026-03-03"]
    assert desk.get(f"/exit-restrictions/{found['id']}").get_json()["lift_due_on"] == "2026-03-03"
    made = desk.done(lifts, performed)
    assert (made["mandatory"], made["exit_restriction"]["state"]) == (True, "in_force")
    sign = f"/exit-endings/{made['id']}/signature"
    assert "authority.role_fits_act" in findings(desk.refused(sign, by="clerk", version=1))
    done = desk.done(sign, by="judge", version=made["version"])
    assert (done["state"], done["exit_restriction"]["state"]) == ("signed", "lifted")
    assert due(desk) == []
    assert kinds(session)[-1] == "exit_restriction.lifted"


@pytest.mark.parametrize(
    ("ground", "fact"),
    [("CPL266-security", "full_security"), ("CPL266-creditor", "creditor_agrees")],
)
def test_security_and_consent_leave_the_court_a_choice(
    desk: Desk, debtor: dict[str, Any], ground: str, fact: str
) -> None:
    found = exits.in_force(desk, debtor["id"])
    lifts = f"/exit-restrictions/{found['id']}/lifts"
    problem = desk.refused(lifts, {"ground": ground, "reason": "x"})
    assert set(findings(problem)) == {"exit_restriction.lift_ground"}
    made = exits.lift_drafted(desk, found["id"], ground, **{fact: True})
    assert made["mandatory"] is False
    withdrawn = desk.done(
        f"/exit-endings/{made['id']}/withdrawal", {"reason": "担保无效"}, version=made["version"]
    )
    assert (withdrawn["state"], withdrawn["exit_restriction"]["state"]) == (
        "withdrawn",
        "in_force",
    )


def test_the_completion_of_enforcement_lifts_it_in_the_same_commit(
    desk: Desk, session: Session, debtor: dict[str, Any]
) -> None:
    found = exits.in_force(desk, debtor["id"])
    files.paid(desk, debtor["id"])
    proceedings.ruled(desk, found["case"], "completion")
    over = desk.get(f"/exit-restrictions/{found['id']}").get_json()
    assert (over["state"], over["end_ground"]) == ("lifted", "CPL266-performed")
    assert due(desk) == []
    assert kinds(session).count("exit_restriction.lifted") == 1


def test_the_removal_of_a_performed_listing_lifts_it_too(
    desk: Desk, debtor: dict[str, Any]
) -> None:
    listing = files.published(desk, debtor)
    found = exits.in_force(desk, debtor["id"])
    files.paid(desk, debtor["id"])
    files.removed(desk, listing["id"], "LR10-1")
    assert desk.get(f"/exit-restrictions/{found['id']}").get_json()["state"] == "lifted"


def test_it_goes_with_its_case_and_everybody_learns_of_the_new_court(
    courts: Courts, session: Session
) -> None:
    debtor = files.debtor_of(courts.basic, files.case_of(courts.basic))
    found = exits.in_force(courts.basic, debtor["id"])
    moved = {
        "case_number": "（2025）川0107执1234号",
        "kind": "designated",
        "to_court": OTHER_COURT,
        "reason": "当地阻力较大",
    }
    courts.intermediate.done("/transfers", moved, by="judge")
    assert kinds(session)[-1] == "exit_restriction.amended"
    path = f"/exit-restrictions/{found['id']}"
    assert courts.basic.get(path).status_code == 404
    lift = exits.lift_drafted(courts.other, found["id"])
    done = courts.other.done(f"/exit-endings/{lift['id']}/signature", by="judge", version=1)
    assert done["exit_restriction"]["state"] == "lifted"


@pytest.mark.every_engine
def test_what_should_never_have_been_is_revoked(
    desk: Desk, session: Session, debtor: dict[str, Any]
) -> None:
    found = exits.in_force(desk, debtor["id"])
    path = f"/exit-restrictions/{found['id']}/revocations"
    nothing = desk.refused(path, {"reason": "x", "wrong_since": "2026-03-01"})
    assert set(findings(nothing)) == {"revocation.cause_shown"}
    wrong = {
        "reason": "该人当时已成年但无行为能力",
        "wrong_since": "2026-03-01",
        "facts": {"incapable": True},
    }
    made = desk.done(path, wrong)
    done = desk.done(f"/exit-endings/{made['id']}/signature", by="judge", version=1)
    assert (done["exit_restriction"]["state"], done["exit_restriction"]["end_ground"]) == (
        "revoked",
        "revoked",
    )
    assert (made["opens_claim"], done["opens_claim"]) == (False, True)
    assert kinds(session)[-1] == "exit_restriction.revoked"
    late = desk.refused(path, wrong)
    assert (late["status"], late["code"]) == (409, "exit_restriction.wrong_state")
