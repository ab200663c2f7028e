"""Objections (纠正申请): received, examined, decided by two people, corrected or dismissed; and
what they are about stands meanwhile.
"""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from registry.journal import read
from tests.api import files, remedies
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.api.remedies import duties, kinds
from tests.api.test_at_once import at_once, statuses
from tests.api.test_revocations import lists, revoked
from tests.clocks import SetClock


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)


def test_a_founded_objection_is_corrected_by_the_revocation_that_it_asks_for(
    desk: Desk, clock: SetClock, session: Session
) -> None:
    listing = files.published(desk)
    clock.set(at(2026, 9, 22))
    objection = remedies.received(desk, listing, received_on="2026-09-20")
    assert (objection["state"], objection["disputed"]) == ("received", "listing")
    assert (objection["outcome"], objection["corrected"]) == (None, None)
    # Fifteen days from a Sunday end in the National Day holiday, so on the first day after it.
    assert duties(desk) == {"examine_objection": ("2026-10-08",)}
    # What is objected to stands meanwhile.
    assert desk.get(f"/listings/{listing['id']}").get_json() == listing
    assert lists(session) == {"dishonest", "restricted"}
    path = f"/objections/{objection['id']}"
    drafted = desk.done(
        f"{path}/decision", {"outcome": "dismissed", "reason": "尚在核实"}, version=1
    )
    again = {"outcome": "upheld", "reason": "纳入时已经查明没有履行能力"}
    drafted = desk.done(f"{path}/decision", again, version=drafted["version"])
    assert (drafted["state"], drafted["outcome"], drafted["signed"]) == ("received", "upheld", None)
    clock.set(at(2026, 9, 29))
    upheld = desk.done(f"{path}/signature", by="judge", version=drafted["version"])
    assert (upheld["state"], upheld["corrected"]) == ("upheld", None)
    # Three working days: 30 September, 8 and 9 October.
    assert duties(desk) == {"carry_out_correction": ("2026-10-09",)}
    assert lists(session) == {"dishonest", "restricted"}
    done = revoked(desk, listing)
    corrected = desk.get(path).get_json()
    assert corrected["state"] == "corrected"
    by = {"on": "2026-09-29", "by": "sign_revocation", "decision": done["id"]}
    assert corrected["corrected"] == by
    assert duties(desk) == {}
    assert kinds(desk, listing["id"])[-6:] == [
        "objection.decision_drafted",
        "objection.decision_drafted",
        "objection.upheld",
        "listing.revocation_drafted",
        "listing.revoked",
        "objection.corrected",
    ]
    assert all("李测试" not in entry.body for entry in read.after(session, 0, limit=1_000))
    problem = desk.refused(f"{path}/withdrawal", {"reason": "x"}, version=corrected["version"])
    assert (problem["status"], problem["code"]) == (409, "objection.wrong_state")


def test_what_is_inaccurate_is_amended_and_the_rest_stands(desk: Desk) -> None:
    listing = files.published(desk)
    wrong = remedies.received(desk, listing, ground="LR11-2", statement="金额有误")
    baseless = remedies.received(desk, listing)
    remedies.decided(desk, wrong, "upheld")
    remedies.decided(desk, baseless, "upheld")
    after = {"conduct": "有履行能力而拒不履行部分义务"}
    made = desk.done("/amendments", {"listing": listing["id"], "reason": "更正", "after": after})
    assert desk.get(f"/objections/{wrong['id']}").get_json()["state"] == "upheld"
    desk.done(f"/amendments/{made['id']}/signature", by="judge", version=1)
    found = desk.get(f"/objections/{wrong['id']}").get_json()
    assert found["state"] == "corrected"
    by = {"on": "2026-03-02", "by": "sign_amendment", "decision": made["id"]}
    assert found["corrected"] == by
    # An amendment does not answer who should not be listed at all.
    assert desk.get(f"/objections/{baseless['id']}").get_json()["state"] == "upheld"
    assert duties(desk) == {"carry_out_correction": ("2026-03-05",)}
    revoked(desk, listing, order_too=True)
    assert desk.get(f"/objections/{baseless['id']}").get_json()["state"] == "corrected"
    found = desk.get("/objections", listing=listing["id"], state="corrected").get_json()["items"]
    assert [item["id"] for item in found] == [wrong["id"], baseless["id"]]
    assert desk.get("/objections", state="received").get_json()["items"] == []


def test_an_objection_to_an_order_takes_the_same_course_and_ends_with_its_lift(desk: Desk) -> None:
    listing = files.published(desk)
    order = listing["restriction"]["id"]
    body = remedies.objection_body(listing, ground="LR11-3", restriction=order)
    del body["listing"]
    # Nobody is bound by the order beside him, whatever somebody claims to be.
    problem = desk.refused("/objections", {**body, "objector": "bound_person"})
    assert findings(problem) == {"objections.by_the_person_concerned": "LR Art. 11"}
    objection = desk.done("/objections", body)
    assert (objection["restriction"], objection["listing"]) == (order, None)
    assert duties(desk) == {"examine_objection": ("2026-03-17",)}
    upheld = remedies.decided(desk, objection, "upheld")
    assert upheld["state"] == "upheld"
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    found = desk.get(f"/objections/{objection['id']}").get_json()
    assert (found["state"], found["corrected"]["by"]) == ("corrected", "sign_lift")
    assert duties(desk) == {}
    found = desk.get("/objections", restriction=order).get_json()["items"]
    assert [item["id"] for item in found] == [objection["id"]]


def test_a_dismissal_is_served_and_opens_ten_days(desk: Desk, clock: SetClock) -> None:
    listing = files.published(desk)
    clock.set(at(2026, 9, 24))
    objection = remedies.received(desk, listing, received_on="2026-09-24")
    dismissed = remedies.decided(desk, objection, "dismissed", "信息与决定书一致")
    assert (dismissed["state"], dismissed["reason"]) == ("dismissed", "信息与决定书一致")
    assert duties(desk) == {}
    path = f"/objections/{objection['id']}/service"
    for on, rule in (
        ("2026-09-23", "objections.served_after_dismissal"),
        ("2026-09-26", "procedure.nothing_in_the_future"),
    ):
        clock.set(at(2026, 9, 25))
        body = {"method": "direct", "served_on": on}
        problem = desk.refused(path, body, version=dismissed["version"])
        assert set(findings(problem)) == {rule}
    served = remedies.served(desk, dismissed, "2026-09-25")
    assert (served["state"], served["service"]) == (
        "dismissal_served",
        {"method": "direct", "on": "2026-09-25"},
    )
    # The tenth day, 5 October, is a holiday.
    assert duties(desk) == {"apply_for_review": ("2026-10-08",)}
    problem = desk.refused(path, body, version=served["version"])
    assert (problem["status"], problem["code"]) == (409, "objection.wrong_state")


def test_what_the_register_knows_to_be_over_is_not_upheld_by_dismissing(desk: Desk) -> None:
    listing = files.published(desk)
    objection = remedies.received(desk, listing, ground="LR11-3")
    path, dismissal = f"/objections/{objection['id']}", {"outcome": "dismissed", "reason": "未履行"}
    drafted = desk.done(f"{path}/decision", dismissal, version=1)
    files.paid(desk, listing["debtor"])
    problem = desk.refused(f"{path}/signature", by="judge", version=drafted["version"])
    assert findings(problem) == {"objections.corrected_where_founded": "LR Art. 12"}
    upheld = {"outcome": "upheld", "reason": "已全部履行"}
    drafted = desk.done(f"{path}/decision", upheld, version=drafted["version"])
    desk.done(f"{path}/signature", by="judge", version=drafted["version"])
    removal = files.removed(desk, listing["id"], "LR10-1")
    found = desk.get(path).get_json()
    assert found["corrected"]["decision"] == removal["id"]
    assert found["corrected"]["by"] == "sign_removal"


def test_an_objection_upheld_after_its_listing_ended_leaves_nothing_to_do(desk: Desk) -> None:
    listing = files.published(desk)
    first, second = (remedies.received(desk, listing, ground=f"LR11-{n}") for n in (1, 3))
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    for objection in (first, second):
        found = remedies.decided(desk, objection, "upheld")
        assert (found["state"], found["corrected"]["by"]) == ("corrected", "sign_removal")
    assert duties(desk) == {}
    problem = desk.refused("/objections", remedies.objection_body(listing))
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
    case = files.case_of(desk, number="(2025)川0107执5号")
    draft = files.drafted(desk, files.debtor_of(desk, case))
    problem = desk.refused("/objections", remedies.objection_body(draft))
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"ground": None}, {"objections.ground_stated": "LR Art. 11"}),
        ({"objector": "creditor"}, {"objections.by_the_person_concerned": "LR Art. 11"}),
        ({"objector": "bound_person"}, {"objections.by_the_person_concerned": "LR Art. 11"}),
        ({"in_writing": False}, {"objections.in_writing": "LR Art. 12"}),
        ({"received_on": "2026-03-03"}, {"procedure.nothing_in_the_future": "LR Art. 5"}),
        ({"received_on": "2026-03-01"}, {"objections.after_the_decision": "LR Art. 11"}),
    ],
    ids=str,
)
def test_what_is_no_objection_is_not_received(
    desk: Desk, changes: dict[str, object], rules: dict[str, str]
) -> None:
    listing = files.published(desk)
    problem = desk.refused("/objections", remedies.objection_body(listing, **changes))
    assert problem["code"] == "objection.ineligible"
    assert findings(problem) == rules
    assert desk.get("/objections").get_json()["items"] == []
    assert duties(desk) == {}


def test_people_do_what_is_theirs_and_nothing_twice(desk: Desk, other_desk: Desk) -> None:
    listing = files.published(desk)
    for by in ("president", "auditor"):
        problem = desk.refused("/objections", remedies.objection_body(listing), by=by)
        assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    body = remedies.objection_body(listing)
    first = desk.post("/objections", body, key="k")
    assert desk.post("/objections", body, key="k").get_data() == first.get_data()
    problem = desk.refused("/objections", body)
    objection = first.get_json()
    assert (problem["status"], problem["code"]) == (409, "objection.pending")
    assert problem["facts"] == {"objection": objection["id"]}
    path = f"/objections/{objection['id']}"
    problem = desk.refused(f"{path}/signature", by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "objection.not_drafted")
    decision = {"outcome": "dismissed", "reason": "理由不成立"}
    drafted = desk.done(f"{path}/decision", decision, by="judge", version=1)
    problem = desk.refused(f"{path}/signature", by="judge", version=2)
    assert findings(problem) == {"authority.two_persons": "Register Rule 3"}
    problem = desk.refused(f"{path}/signature", by="clerk2", version=2)
    assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    assert desk.refused(f"{path}/signature", by="president", version=1)["status"] == 412
    for act, sent in (("decision", decision), ("signature", None), ("withdrawal", {"reason": "x"})):
        problem = other_desk.refused(f"{path}/{act}", sent, by="judge", version=2)
        assert (problem["status"], problem["code"]) == (404, "objection.not_found")
    assert other_desk.get(path).status_code == 404
    assert other_desk.refused("/objections", body)["code"] == "listing.not_found"
    assert desk.get(path).get_json() == drafted
    withdrawn = desk.done(f"{path}/withdrawal", {"reason": "证号110199199001010010"}, version=2)
    assert withdrawn["state"] == "withdrawn"
    assert "199001010010" not in withdrawn["withdrawn"]["reason"]
    assert duties(desk) == {}
    assert duties(desk, "done")["examine_objection"] == ("2026-03-02",)
    problem = desk.refused(f"{path}/decision", decision, version=3)
    assert (problem["status"], problem["code"]) == (409, "objection.wrong_state")
    # What was withdrawn may be brought again.
    assert remedies.received(desk, listing)["id"] != objection["id"]


def test_an_objection_is_about_one_thing(desk: Desk) -> None:
    listing = files.published(desk)
    both = remedies.objection_body(listing, restriction=listing["restriction"]["id"])
    none = {**both, "listing": None, "restriction": None}
    for body, pointer in ((both, "/restriction"), (none, "/listing")):
        problem = desk.refused("/objections", body)
        (error,) = problem["errors"]
        assert (problem["status"], error["pointer"]) == (422, pointer)


@pytest.mark.every_engine
def test_one_objection_sent_twice_at_once_is_received_once(desk: Desk, clock: SetClock) -> None:
    listing = files.published(desk)
    body = remedies.objection_body(listing)
    answers = at_once(*[lambda: desk.post("/objections", body)] * 3)
    assert statuses(answers) == {201: 1, 409: 2}
    (objection,) = desk.get("/objections").get_json()["items"]
    assert duties(desk) == {"examine_objection": ("2026-03-17",)}
    decision = {"outcome": "upheld", "reason": "理由成立"}
    drafted = desk.done(f"/objections/{objection['id']}/decision", decision, version=1)
    clock.forward(timedelta(days=1))
    path, version = f"/objections/{objection['id']}/signature", drafted["version"]
    answers = at_once(
        *(lambda by=by: desk.post(path, by=by, version=version) for by in ("judge", "president"))
    )
    assert statuses(answers) == {200: 1, 412: 1}
    assert duties(desk) == {"carry_out_correction": ("2026-03-06",)}
