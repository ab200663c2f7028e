"""Orders by themselves (单独办理的限制消费令): on whose motion, for how long, after which grace,
and how one that is wrong is revoked.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.journal import read
from registry.models.deadlines import Deadline
from registry.models.publication import PublicEntry
from registry.timetable import jobs_of
from tests.api import files, orders
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

GRACE = {"months": 2, "reason": "已部分履行"}


@pytest.fixture
def debtor(desk: Desk) -> dict[str, Any]:
    """Give a debtor who is not listed."""
    return files.debtor_of(desk, files.case_of(desk))


def body(debtor: dict[str, Any], **changes: object) -> dict[str, object]:
    return {"debtor": debtor["id"], "reason": "未按执行通知履行", **changes}


def signed(desk: Desk, debtor: dict[str, Any], **changes: object) -> dict[str, Any]:
    order = desk.done("/restrictions", body(debtor, **changes))
    return desk.done(f"/restrictions/{order['id']}/signature", by="president", version=1)


def last(session: Session) -> str:
    session.rollback()
    return read.after(session, 0, limit=1_000)[-1].kind


def shown(session: Session) -> int:
    session.rollback()
    return len(session.scalars(select(PublicEntry.id)).all())


@pytest.mark.parametrize(
    ("changes", "rule", "article"),
    [
        ({"initiative": "creditor"}, "order_procedure.on_whose_motion", "CR Art. 4"),
        (
            {"initiative": "creditor", "applied_on": "2026-03-03"},
            "procedure.nothing_in_the_future",
            "LR Art. 5",
        ),
        ({"ends_on": "2026-03-01"}, "order_procedure.period_not_over", "CR Art. 5"),
        (
            {"facts": {"adequate_property_controlled": True}},
            "restriction.hold_off",
            "2019 Opinion 16(1)",
        ),
        (
            {"facts": {"creditor_asks_to_hold_off": True}},
            "restriction.hold_off",
            "2019 Opinion 16(1)",
        ),
        (
            {"facts": {"campus_loan_student": True}},
            "restriction.campus_loan_student",
            "2019 Opinion 16(3)",
        ),
    ],
)
def test_what_bars_an_order_by_itself_is_named(
    desk: Desk, debtor: dict[str, Any], changes: dict[str, object], rule: str, article: str
) -> None:
    problem = desk.refused("/restrictions", body(debtor, **changes))
    assert (problem["code"], findings(problem)) == ("restriction.ineligible", {rule: article})


def test_nobody_is_restricted_before_the_notice_has_run(desk: Desk) -> None:
    case = files.case_of(desk)
    early = files.debtor_of(desk, case, performance_due_on="2026-03-02")
    problem = desk.refused("/restrictions", body(early))
    assert findings(problem) == {"restriction.notice_period_over": "CR Art. 1 para 1"}


def test_a_judge_sets_a_students_protection_aside_with_a_reason(
    desk: Desk, debtor: dict[str, Any]
) -> None:
    student = body(
        debtor,
        facts={"campus_loan_student": True},
        overrides=[{"rule": "restriction.campus_loan_student", "reason": "已就业，收入稳定"}],
    )
    assert "restriction.campus_loan_student" in findings(desk.refused("/restrictions", student))
    order = desk.done("/restrictions", student, by="judge")
    for step, by in (("signature", "president"), ("imposition", "clerk")):
        order = desk.done(f"/restrictions/{order['id']}/{step}", by=by, version=order["version"])
    assert order["state"] == "in_force"


@pytest.mark.every_engine
def test_an_order_with_a_period_is_over_after_its_last_day(
    app: Flask, desk: Desk, clock: SetClock, session: Session, debtor: dict[str, Any]
) -> None:
    asked = {"initiative": "creditor", "applied_on": "2026-03-01", "ends_on": "2026-03-20"}
    order = orders.in_force(desk, debtor, **asked)
    assert (order["initiative"], order["applied_on"]) == ("creditor", "2026-03-01")
    assert (order["ends_on"], order["weighed"]) == ("2026-03-20", "未按执行通知履行")
    (job,) = (job for job in jobs_of(app) if job.name == "end-restrictions")
    forward_to(clock, date(2026, 3, 20))
    job.run()
    assert desk.get(f"/restrictions/{order['id']}").get_json()["state"] == "in_force"
    assert search(desk) == 1
    # The day after, the public finds it no more, even before the job; then everybody is told.
    forward_to(clock, date(2026, 3, 21))
    assert search(desk) == 0
    job.run()
    job.run()
    over = desk.get(f"/restrictions/{order['id']}").get_json()
    assert (over["state"], over["lift_ground"]) == ("lifted", "CR5-period")
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert kinds.count("restriction.lifted") == 1


def test_a_listed_debtor_is_owed_a_new_order_by_a_person(
    app: Flask, desk: Desk, clock: SetClock, session: Session, debtor: dict[str, Any]
) -> None:
    orders.in_force(desk, debtor, ends_on="2026-03-20")
    listing = files.published(desk, debtor)
    forward_to(clock, date(2026, 3, 21))
    (job,) = (job for job in jobs_of(app) if job.name == "end-restrictions")
    job.run()
    assert last(session) == "restriction.lifted"
    duty = session.scalars(select(Deadline).where(Deadline.kind == "issue_restriction")).one()
    assert (str(duty.record_id), duty.done_on) == (listing["id"], None)
    session.rollback()
    orders.in_force(desk, debtor)
    assert session.scalars(select(Deadline.done_on)).all() == [date(2026, 3, 21)]


def test_an_order_waits_in_grace_and_is_imposed_or_dropped_as_a_person_records(
    desk: Desk, clock: SetClock, session: Session, debtor: dict[str, Any]
) -> None:
    order = signed(desk, debtor)
    path = f"/restrictions/{order['id']}"
    problem = desk.refused(f"{path}/grace", GRACE, by="clerk", version=order["version"])
    assert set(findings(problem)) == {"authority.role_fits_act"}
    four = desk.refused(f"{path}/grace", {**GRACE, "months": 4}, by="judge", version=2)
    assert four["errors"][0]["code"] == "out_of_range"
    granted = desk.done(f"{path}/grace", GRACE, by="judge", version=order["version"])
    assert granted["state"] == "in_grace"
    assert granted["grace"] == {
        "months": 2,
        "ends_on": "2026-05-06",
        "provisional": False,
        "outcome": None,
    }
    (due,) = desk.get("/deadlines", state="open").get_json()["items"]
    assert (due["record_kind"], due["due_on"]) == ("restriction", "2026-05-09")
    assert shown(session) == 0
    early = desk.refused(f"{path}/imposition", by="clerk", version=granted["version"])
    assert set(findings(early)) == {"grace.nothing_published", "grace.outcome_recorded"}
    unperformed = {"outcome": "not_performed", "reason": "期满未履行"}
    outcome = f"{path}/grace/outcome"
    problem = desk.refused(outcome, unperformed, by="judge", version=granted["version"])
    assert set(findings(problem)) == {"grace.not_judged_early"}
    no_cause = desk.refused(f"{path}/drop", {"reason": "x"}, by="judge", version=granted["version"])
    assert set(findings(no_cause)) == {"grace.dropped_for_cause"}
    forward_to(clock, date(2026, 5, 7))
    judged = desk.done(outcome, unperformed, by="judge", version=granted["version"])
    again = desk.refused(outcome, unperformed, by="judge", version=judged["version"])
    assert (again["status"], again["code"]) == (409, "restriction.not_in_grace")
    imposed = desk.done(f"{path}/imposition", version=judged["version"])
    assert (imposed["state"], imposed["imposed_on"]) == ("in_force", "2026-05-07")
    assert desk.get("/deadlines", state="open").get_json()["items"] == []


def test_what_is_performed_in_grace_restricts_nobody(
    desk: Desk, session: Session, debtor: dict[str, Any]
) -> None:
    order = signed(desk, debtor)
    path = f"/restrictions/{order['id']}"
    granted = desk.done(f"{path}/grace", GRACE, by="judge", version=order["version"])
    files.paid(desk, debtor["id"])
    performed = {"outcome": "performed", "reason": "已全部履行"}
    done = desk.done(f"{path}/grace/outcome", performed, by="judge", version=granted["version"])
    assert (done["state"], done["grace"]["outcome"]) == ("dropped", "performed")
    assert last(session) == "restriction.dropped"
    assert shown(session) == 0
    late = desk.refused(f"{path}/imposition", version=done["version"])
    assert (late["status"], late["code"]) == (409, "restriction.wrong_state")


def test_an_order_is_dropped_before_it_binds_and_not_after(
    desk: Desk, debtor: dict[str, Any]
) -> None:
    order = signed(desk, debtor)
    path = f"/restrictions/{order['id']}/drop"
    dropped = desk.done(path, {"reason": "已达成和解"}, by="judge", version=order["version"])
    assert dropped["state"] == "dropped"
    order = orders.in_force(desk, debtor)
    path = f"/restrictions/{order['id']}/drop"
    problem = desk.refused(path, {"reason": "x"}, by="judge", version=order["version"])
    assert (problem["status"], problem["code"]) == (409, "restriction.wrong_state")


@pytest.mark.every_engine
def test_a_wrong_order_is_revoked_for_everybody_whom_it_binds(desk: Desk, session: Session) -> None:
    order, (person,) = orders.of_entity(desk, orders.REPRESENTATIVE)
    path = f"/restrictions/{order['id']}/revocations"
    nothing_wrong = desk.refused(path, {"reason": "x", "wrong_since": "2026-03-02"})
    assert set(findings(nothing_wrong)) == {"revocation.cause_shown"}
    held = {"reason": "查封财产足以清偿", "facts": {"adequate_property_controlled": True}}
    later = desk.refused(path, {**held, "wrong_since": "2026-03-03"})
    assert set(findings(later)) == {"revocation.wrong_from_the_start"}
    draft = desk.done(path, {**held, "wrong_since": "2026-03-01"})
    assert draft["opens_claim"] is False
    sign = f"/restriction-changes/{draft['id']}/signature"
    assert set(findings(desk.refused(sign, {}, by="clerk", version=1))) == {
        "authority.role_fits_act",
        "authority.two_persons",
    }
    done = desk.done(sign, {}, by="judge", version=1)
    assert (done["state"], done["restriction"]["state"]) == ("signed", "revoked")
    # It bound somebody, and should never have.
    assert done["opens_claim"] is True
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert kinds[-2:] == ["restriction.revoked", "restriction.revoked"]
    assert orders.persons(desk, order["id"])[0]["id"] == person["id"]
    assert orders.persons(desk, order["id"])[0]["state"] == "revoked"
    assert shown(session) == 0


def test_an_order_that_a_listing_makes_mandatory_is_not_revoked_by_itself(desk: Desk) -> None:
    listing = files.published(desk)
    path = f"/restrictions/{listing['restriction']['id']}/revocations"
    wrong = {"reason": "x", "ordered_by": "(2026)川01执监7号"}
    assert findings(desk.refused(path, wrong)) == {
        "restriction.listing_implies_restriction": "CR Art. 1 para 2"
    }


@pytest.mark.every_engine
def test_an_exemption_holds_on_its_last_day_and_no_longer(
    desk: Desk, clock: SetClock, session: Session, debtor: dict[str, Any]
) -> None:
    order = orders.in_force(desk, debtor)
    granted = orders.exempted(desk, order["id"])
    told = read.after(session, 0, limit=1_000)[-1]
    assert '"ends_on":"2026-03-20"' in told.body
    assert granted["ends_on"] == "2026-03-20"
    session.rollback()
    before = desk.done("/permissions/exemptions", orders.exemption_body(order["id"]))
    path, verified = f"/permissions/{before['id']}/grant", {"verified": True, "reason": "属实"}
    forward_to(clock, date(2026, 3, 21))
    problem = desk.refused(path, verified, by="judge", version=1)
    assert set(findings(problem)) == {"exemption.approved_beforehand"}
    forward_to(clock, date(2026, 3, 20))
    assert desk.done(path, verified, by="judge", version=1)["state"] == "granted"


def search(desk: Desk) -> int:
    answer = desk.client().get("/api/v1/public/entries", query_string={"name": "李测试"})
    return len(answer.get_json()["items"])


def forward_to(clock: SetClock, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    clock.forward(moment - clock())
    assert timedelta(0) == moment - clock()
