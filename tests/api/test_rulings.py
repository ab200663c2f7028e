"""Rulings on a case over the API (裁定): what they open, bar and leave alone."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from tests.api import files, orders
from tests.api.desk import ADULT, Desk, number
from tests.api.proceedings import duties, ruled, ruling_body, standing
from tests.api.refusals import findings
from tests.api.test_at_once import at_once, statuses, times
from tests.clocks import SetClock

THIRD_ADULT = number("510199", "19790303", "003")
ENDS = {
    "suspension": ("suspended", "LR10-5", "LR Art. 10(5)"),
    "non_enforcement": ("not_enforced", "LR10-6", "LR Art. 10(6)"),
    "termination": ("terminated", "LR10-7", "LR Art. 10(7)"),
}


@pytest.mark.parametrize("kind", ENDS)
def test_a_ruling_opens_the_removal_that_a_person_then_makes(desk: Desk, kind: str) -> None:
    state, ground, article = ENDS[kind]
    listing = files.published(desk)
    case = listing["case"]["id"]
    wanted = {"listing": listing["id"], "ground": ground, "reason": "依裁定删除"}
    assert set(findings(desk.refused("/removals", wanted)).values()) == {article}
    drafted = desk.done(f"/cases/{case}/rulings", ruling_body(kind))
    assert (drafted["state"], drafted["case_state"], drafted["signed"]) == ("draft", "open", None)
    assert desk.refused("/removals", wanted)["status"] == 422
    signed = desk.done(f"/rulings/{drafted['id']}/signature", by="judge", version=1)
    assert (signed["state"], signed["case_state"]) == ("signed", state)
    # Nothing is removed by itself: the duty has its day, and a person proposes and another signs.
    assert desk.get(f"/listings/{listing['id']}").get_json()["state"] == "published"
    (duty,) = duties(desk, "remove_listing")
    assert (duty["record"], duty["basis"]) == (listing["id"], article)
    assert (duty["opened_on"], duty["due_on"]) == ("2026-03-02", "2026-03-05")
    (debtor,) = standing(desk, case)["debtors"]
    assert (debtor["state"], debtor["ruling"]) == (state, signed["id"])
    (proposed,) = debtor["to_remove"]
    assert (proposed["listing"], proposed["ground"]) == (listing["id"], ground)
    removal = files.removed(desk, listing["id"], ground)
    assert removal["listing"]["state"] == "removed"
    assert removal["facts"]["ruling_number"] == "(2025)川0107执1234号之一"
    # The debt survives, and so does the order (Consumption Rules Art. 9).
    assert removal["restrictions"] == []
    assert duties(desk, "remove_listing") == []
    again = files.listing_body(listing["debtor"])
    assert desk.refused("/listings", again)["code"] == "listing.ineligible"
    other = files.debtor_of(desk, {"id": case}, **orders.SOMEBODY_ELSE)
    order = {"debtor": other["id"], "reason": "未履行"}
    assert findings(desk.refused("/restrictions", order)) == {
        "rulings.order_in_enforcement": "CR Art. 1"
    }
    assert desk.get(f"/cases/{case}").get_json()["state"] == state


def test_nobody_is_listed_signed_for_or_published_while_a_case_is_suspended(desk: Desk) -> None:
    case = files.case_of(desk)
    third = {"name": "陈测试", "documents": [{"type": "resident_id", "number": THIRD_ADULT}]}
    first, second, debtor = (
        files.debtor_of(desk, case),
        files.debtor_of(desk, case, **orders.SOMEBODY_ELSE),
        files.debtor_of(desk, case, **third),
    )
    drafted = files.drafted(desk, first)
    ready = files.served(desk, files.signed(desk, files.drafted(desk, second)))
    suspended = ruled(desk, case["id"], "suspension", cause="other")
    barred = {"rulings.not_suspended": "CPL Art. 267"}
    assert findings(desk.refused("/listings", files.listing_body(debtor["id"]))) == barred
    path = f"/listings/{drafted['id']}/signature"
    assert findings(desk.refused(path, by="president", version=1)) == barred
    path = f"/listings/{ready['id']}/publication"
    assert findings(desk.refused(path, version=ready["version"])) == barred
    # Suspended for another cause than retrial and bankruptcy: no ground of removal either.
    stands = standing(desk, case["id"])["debtors"]
    assert [(each["state"], each["to_remove"]) for each in stands] == [("suspended", [])] * 3
    assert suspended["cause"] == "other"
    resumed = ruled(desk, case["id"], "resumption")
    assert resumed["case_state"] == "open"
    assert desk.done(path, version=ready["version"])["state"] == "published"


def test_a_resumption_takes_back_the_ground_that_the_suspension_opened(
    desk: Desk, clock: SetClock
) -> None:
    listing = files.published(desk)
    case = listing["case"]["id"]
    ruled(desk, case, "suspension")
    removal = desk.done(
        "/removals", {"listing": listing["id"], "ground": "LR10-5", "reason": "再审中止"}
    )
    clock.forward(timedelta(days=1))
    ruled(desk, case, "resumption", ruled_on="2026-03-03")
    assert duties(desk, "remove_listing") == []
    path = f"/removals/{removal['id']}/signature"
    problem = desk.refused(path, by="judge", version=1)
    assert findings(problem) == {"removal.suspended_by_ruling": "LR Art. 10(5)"}
    assert standing(desk, case)["debtors"][0]["to_remove"] == []


def test_a_listing_with_a_term_is_not_proposed_for_removal(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    ruled(desk, listing["case"]["id"], "termination")
    assert duties(desk, "remove_listing") == []
    (stands,) = standing(desk, listing["case"]["id"])["debtors"]
    assert stands["to_remove"] == []
    wanted = {"listing": listing["id"], "ground": "LR10-7", "reason": "终结执行"}
    assert findings(desk.refused("/removals", wanted)) == {
        "removal.not_for_a_term": "LR Art. 10 para 2"
    }


def test_completion_needs_all_that_is_owed_and_lifts_what_no_listing_keeps(desk: Desk) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    order = orders.in_force(desk, debtor)
    body = ruling_body("completion")
    path = f"/cases/{case['id']}/rulings"
    assert findings(desk.refused(path, body)) == {"rulings.performed": "Register Rule 27"}
    files.paid(desk, debtor["id"])
    done = ruled(desk, case["id"], "completion")
    assert done["case_state"] == "completed"
    lifted = desk.get(f"/restrictions/{order['id']}").get_json()
    assert (lifted["state"], lifted["lift_ground"]) == ("lifted", "LR10-1")
    # What has ended is not ruled on again.
    problem = desk.refused(path, ruling_body("resumption"))
    assert (problem["status"], problem["code"]) == (409, "case.wrong_state")
    assert problem["facts"]["state"] == "completed"


def test_a_completed_case_keeps_the_order_of_a_listing_until_that_is_removed(desk: Desk) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    ruled(desk, listing["case"]["id"], "completion")
    path = f"/restrictions/{listing['restriction']['id']}"
    assert desk.get(path).get_json()["state"] == "in_force"
    files.removed(desk, listing["id"], "LR10-1")
    assert desk.get(path).get_json()["state"] == "lifted"


def test_a_ruling_about_one_of_two_debtors_changes_nothing_for_the_other(desk: Desk) -> None:
    case = files.case_of(desk)
    first, second = (
        files.debtor_of(desk, case),
        files.debtor_of(desk, case, **orders.SOMEBODY_ELSE),
    )
    listings = [files.published(desk, debtor) for debtor in (first, second)]
    body = ruling_body("suspension", cause="bankruptcy")
    path = f"/cases/{case['id']}/rulings"
    # Nobody is named, and persons have no bankruptcy here.
    assert findings(desk.refused(path, body)) == {"rulings.bankrupt_named": "CPL Interp. Art. 511"}
    assert findings(desk.refused(path, {**body, "debtor": first["id"]})) == {
        "rulings.bankrupt_person": "Shenzhen Bankruptcy Regulation"
    }
    done = ruled(desk, case["id"], "suspension", debtor=first["id"])
    assert (done["case_state"], done["debtor"]) == ("open", first["id"])
    (duty,) = duties(desk, "remove_listing")
    assert duty["record"] == listings[0]["id"]
    states = {each["debtor"]: each["state"] for each in standing(desk, case["id"])["debtors"]}
    assert states == {first["id"]: "suspended", second["id"]: "open"}
    wanted = {"listing": listings[1]["id"], "ground": "LR10-5", "reason": "x"}
    assert findings(desk.refused("/removals", wanted)) == {
        "removal.suspended_by_ruling": "LR Art. 10(5)"
    }
    again = ruled(desk, case["id"], "resumption", debtor=first["id"])
    assert again["case_state"] == "open"
    assert {each["state"] for each in standing(desk, case["id"])["debtors"]} == {"open"}
    assert duties(desk, "remove_listing") == []


def test_a_ruling_that_cannot_be_is_refused_with_its_rule_and_changes_nothing(
    desk: Desk, other_desk: Desk
) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    path = f"/cases/{case['id']}/rulings"
    for changes, rule in (
        ({"ruled_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
        ({"ruled_on": "2025-11-02"}, "rulings.after_filing"),
        ({"cause": "other"}, "rulings.cause_stated"),
    ):
        problem = desk.refused(path, ruling_body("termination", **changes))
        assert list(findings(problem)) == [rule], changes
    assert list(findings(desk.refused(path, ruling_body("suspension", cause=None)))) == [
        "rulings.cause_stated"
    ]
    for kind in ("round_closing", "referral"):
        assert desk.refused(path, ruling_body(kind))["errors"][0]["pointer"] == "/kind"
    assert desk.refused(path, ruling_body("resumption"))["code"] == "case.wrong_state"
    stranger = files.debtor_of(desk, files.case_of(desk, number="(2025)川0107执7号"))
    unknown = ruling_body("termination", debtor=stranger["id"])
    assert desk.refused(path, unknown)["code"] == "debtor.not_found"
    assert other_desk.refused(path, ruling_body("termination"))["code"] == "case.not_found"
    assert desk.refused(path, ruling_body("termination"), by="auditor")["status"] == 422
    assert desk.refused(path, ruling_body("termination"), by="president")["status"] == 422
    made = desk.done(path, ruling_body("suspension", reason=f"当事人{ADULT}死亡"), by="judge")
    assert ADULT not in made["reason"]
    sign = f"/rulings/{made['id']}/signature"
    assert findings(desk.refused(sign, by="judge", version=1)) == {
        "authority.two_persons": "Register Rule 3"
    }
    assert findings(desk.refused(sign, by="clerk", version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    assert desk.refused(sign, by="president", version=2)["code"] == "record.stale"
    assert other_desk.refused(sign, by="president", version=1)["code"] == "ruling.not_found"
    assert standing(desk, case["id"])["state"] == "open"
    key = "one-key"
    done = desk.done(sign, by="president", version=1, key=key)
    assert desk.done(sign, by="president", version=1, key=key) == done
    assert desk.refused(sign, by="president", version=2)["code"] == "ruling.wrong_state"
    problem = desk.refused(path, ruling_body("termination", ruled_on="2026-03-01"))
    assert findings(problem) == {"rulings.after_the_last": "CPL Art. 157"}
    assert [each["id"] for each in desk.get(path).get_json()["items"]] == [made["id"]]
    assert desk.get(f"/rulings/{made['id']}").get_json() == done
    assert debtor["case"]["id"] == case["id"]


def test_a_draft_that_nobody_has_signed_is_withdrawn_and_comes_to_nothing(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    case = files.case_of(desk)
    made = desk.done(f"/cases/{case['id']}/rulings", ruling_body("termination"))
    path, why = f"/rulings/{made['id']}/withdrawal", {"reason": "文号有误"}
    assert other_desk.refused(path, why, version=1)["code"] == "ruling.not_found"
    assert desk.refused(path, why, version=2)["code"] == "record.stale"
    assert desk.done(path, why, version=1)["state"] == "withdrawn"
    for again, body in ((path, why), (f"/rulings/{made['id']}/signature", None)):
        problem = desk.refused(again, body, by="judge", version=2)
        assert (problem["status"], problem["code"]) == (409, "ruling.wrong_state")
    assert standing(desk, case["id"])["state"] == "open"
    assert times(session, "ruling.withdrawn") == 1
    # It may be drafted anew, and what is signed is not withdrawn.
    signed = ruled(desk, case["id"], "termination")
    problem = desk.refused(f"/rulings/{signed['id']}/withdrawal", why, version=2)
    assert problem["code"] == "ruling.wrong_state"


def test_facts_of_these_grounds_are_not_taken_from_anybody(desk: Desk) -> None:
    listing = files.published(desk)
    for stated in ({"ruling_number": "(2026)川01破1号"}, {"inquiries": ["2026-03-02"]}):
        body = {"listing": listing["id"], "ground": "LR10-5", "reason": "x", "facts": stated}
        (error,) = desk.refused("/removals", body)["errors"]
        assert error["code"] == "unknown"


@pytest.mark.every_engine
def test_two_rulings_signed_at_once_bring_one_about(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    case = listing["case"]["id"]
    path = f"/cases/{case}/rulings"
    made = [desk.done(path, ruling_body(kind)) for kind in ("termination", "non_enforcement")]
    answers = at_once(
        *(
            partial(desk.post, f"/rulings/{one['id']}/signature", by=by, version=1)
            for one in made
            for by in ("judge", "president")
        )
    )
    assert statuses(answers)[200] == 1
    assert times(session, "case.terminated") + times(session, "case.not_enforced") == 1
    assert len(duties(desk, "remove_listing")) == 1
