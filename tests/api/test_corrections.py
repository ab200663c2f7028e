"""Corrections by courts above (责令纠正、直接纠正): in a review or of their own motion."""

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy.orm import Session

from registry.clock import SHANGHAI
from tests.api import files, remedies
from tests.api.chain import Chain
from tests.api.refusals import findings
from tests.api.remedies import duties, kinds
from tests.api.test_at_once import at_once, statuses, times
from tests.api.test_revocations import lists, revoked
from tests.clocks import SetClock

ORDERED: dict[str, object] = {"facts": {}, "wrong_since": None}


def test_a_correction_ordered_in_a_review_is_carried_out_late_and_counts(
    chain: Chain, clock: SetClock
) -> None:
    listing = files.published(chain.court)
    objection = remedies.dismissed(chain.court, listing, "2026-03-02")
    review = chain.intermediate.done("/reviews", remedies.review_body(objection))
    clock.set(datetime(2026, 9, 29, 9, 0, tzinfo=SHANGHAI))
    body = remedies.correction_body(review=review["id"])
    drafted = chain.intermediate.done("/corrections", body)
    assert (drafted["state"], drafted["listing"]) == ("draft", listing["id"])
    path = f"/corrections/{drafted['id']}"
    # The court below learns of it when it is signed.
    assert chain.court.get(path).status_code == 404
    assert chain.court.get("/corrections").get_json()["items"] == []
    assert "correction.drafted" not in kinds(chain.court, listing["id"])
    signed = chain.intermediate.done(f"{path}/signature", by="president", version=1)
    assert (signed["state"], signed["corrected"]) == ("ordered", None)
    (told,) = chain.court.get("/corrections", state="ordered").get_json()["items"]
    assert told == signed
    assert duties(chain.court) == {"carry_out_correction": ("2026-10-09",)}
    assert duties(chain.intermediate) == {}
    decided = chain.court.get(f"/reviews/{review['id']}").get_json()
    assert (decided["state"], decided["reason"]) == ("correction_ordered", signed["reason"])
    found = chain.court.get(f"/objections/{objection['id']}").get_json()
    assert (found["state"], found["corrected"]) == ("upheld", None)
    assert chain.court.get(f"/listings/{listing['id']}").get_json() == listing
    clock.set(datetime(2026, 10, 12, 9, 0, tzinfo=SHANGHAI))
    done = revoked(chain.court, listing, **ORDERED, ordered_by=signed["number"])
    assert duties(chain.court) == {}
    by = {"on": "2026-10-12", "by": "sign_revocation", "decision": done["id"]}
    for desk in (chain.court, chain.intermediate):
        assert desk.get(path).get_json()["corrected"] == by
        assert desk.get(f"/objections/{objection['id']}").get_json()["corrected"] == by
        corrected = desk.get(f"/reviews/{review['id']}").get_json()
        assert (corrected["state"], corrected["corrected_on"]) == ("corrected", "2026-10-12")
    (late,) = chain.court.get("/deadlines", kind="carry_out_correction").get_json()["items"]
    assert (late["due_on"], late["done_on"]) == ("2026-10-09", "2026-10-12")
    assert late["punctuality"] == "done_late"


def test_a_direct_correction_in_a_review_is_made_with_the_signature(
    chain: Chain, session: Session
) -> None:
    listing = files.published(chain.court)
    objection = remedies.dismissed(chain.court, listing, "2026-03-02")
    review = chain.intermediate.done("/reviews", remedies.review_body(objection))
    about = {"review": review["id"], "mode": "direct", "order_too": True}
    problem = chain.high.refused("/corrections", remedies.correction_body(**about))
    assert findings(problem) == {"supervision.next_higher_court": "LR Art. 12"}
    done = remedies.corrected(chain.intermediate, **about)
    assert (done["state"], done["corrected"]["by"]) == ("carried_out", "sign_revocation")
    found = chain.court.get(f"/listings/{listing['id']}").get_json()
    assert (found["state"], found["restriction"]["state"]) == ("revoked", "revoked")
    assert lists(session) == set()
    assert duties(chain.court) == duties(chain.intermediate) == {}
    for path in (f"/objections/{objection['id']}", f"/reviews/{review['id']}"):
        assert chain.court.get(path).get_json()["state"] == "corrected"
    decision = chain.court.get(f"/revocations/{done['corrected']['decision']}").get_json()
    assert decision["drafted"]["by"] == done["drafted"]["by"]
    assert decision["signed"]["by"] == done["signed"]["by"]
    assert decision["ordered_by"] == "(2026)川01执监7号"
    # The agencies are told by the revocation itself.
    assert kinds(chain.court, listing["id"])[-3:] == [
        "correction.made",
        "listing.revocation_drafted",
        "listing.revoked",
    ]


def test_any_court_above_corrects_of_its_own_motion_whatever_the_law_lets_correct(
    chain: Chain,
) -> None:
    court = chain.court
    listing = files.published(court)
    after = {"conduct": "有履行能力而拒不履行部分义务，证号110199199001010010"}
    amended = remedies.corrected(
        chain.high, listing=listing["id"], mode="direct", act="amend", after=after
    )
    assert amended["corrected"]["by"] == "sign_amendment"
    found = court.get(f"/listings/{listing['id']}").get_json()
    assert (found["state"], found["conduct"]) == (
        "published",
        amended["content"]["after"]["conduct"],
    )
    assert "199001010010" not in found["conduct"]
    removal = {"ground": "LR10-1", "facts": {}}
    about = {"listing": listing["id"], "mode": "direct", "act": "remove", "removal": removal}
    problem = chain.supreme.refused("/corrections", remedies.correction_body(**about))
    assert problem["code"] == "correction.ineligible"
    assert findings(problem) == {"removal.performed": "LR Art. 10(1)"}
    files.paid(court, listing["debtor"])
    removed = remedies.corrected(chain.supreme, **about)
    assert removed["corrected"]["by"] == "sign_removal"
    found = court.get(f"/listings/{listing['id']}").get_json()
    assert (found["state"], found["restriction"]["state"]) == ("removed", "lifted")
    problem = chain.supreme.refused("/corrections", remedies.correction_body(**about))
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")
    assert duties(court) == {}
    assert court.get("/corrections").get_json()["items"] == [amended, removed]


def test_an_order_is_lifted_from_above_once_no_listing_needs_it(chain: Chain) -> None:
    listing = files.published(chain.court)
    order = listing["restriction"]["id"]
    lift = {"ground": "CR9-security", "facts": {"effective_security": True}}
    about = {"restriction": order, "mode": "direct", "act": "lift", "lift": lift}
    problem = chain.intermediate.refused("/corrections", remedies.correction_body(**about))
    assert "restriction.listing_implies_restriction" in findings(problem)
    ordered = remedies.corrected(chain.intermediate, restriction=order, act="lift")
    assert duties(chain.court) == {"carry_out_correction": ("2026-03-05",)}
    problem = chain.high.refused(
        "/corrections", remedies.correction_body(restriction=order, act="lift")
    )
    assert problem["code"] == "correction.pending"
    assert problem["facts"] == {"correction": ordered["id"]}
    revoked(chain.court, listing, facts={}, ordered_by="(2026)川01执监8号", wrong_since=None)
    done = remedies.corrected(chain.intermediate, **about)
    assert done["corrected"]["by"] == "sign_lift"
    # What was ordered before is thereby done too.
    found = chain.court.get(f"/corrections/{ordered['id']}").get_json()
    assert (found["state"], found["corrected"]["by"]) == ("carried_out", "sign_lift")
    assert duties(chain.court) == {}


def test_nobody_else_orders_or_corrects_and_two_people_do(chain: Chain) -> None:
    listing = files.published(chain.court)
    for mode in ("ordered", "direct"):
        body = remedies.correction_body(listing=listing["id"], mode=mode)
        for desk in (chain.sibling, chain.elsewhere):
            problem = desk.refused("/corrections", body)
            assert (problem["status"], problem["code"]) == (404, "listing.not_found")
        problem = chain.court.refused("/corrections", body)
        assert "supervision.court_above" in findings(problem)
        problem = chain.intermediate.refused("/corrections", body, by="president")
        assert "authority.role_fits_act" in findings(problem)
        made = chain.intermediate.done("/corrections", body, by="judge")
        path = f"/corrections/{made['id']}/signature"
        problem = chain.intermediate.refused(path, by="judge", version=1)
        assert findings(problem) == {"authority.two_persons": "Register Rule 3"}
        problem = chain.intermediate.refused(path, by="clerk", version=1)
        assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
        assert chain.high.refused(path, by="judge", version=1)["code"] == (
            "correction.of_another_court"
        )
        assert chain.court.refused(path, by="judge", version=1)["status"] == 404
        assert chain.intermediate.refused(path, by="president", version=2)["status"] == 412
        withdrawn = f"/corrections/{made['id']}/withdrawal"
        assert chain.intermediate.done(withdrawn, version=1)["state"] == "withdrawn"
        problem = chain.intermediate.refused(path, by="president", version=2)
        assert (problem["status"], problem["code"]) == (409, "correction.wrong_state")
    assert chain.court.get(f"/listings/{listing['id']}").get_json() == listing
    assert chain.court.get("/corrections").get_json()["items"] == []
    assert duties(chain.court) == {}


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"mode": "direct", "act": "amend"}, "/after"),
        ({"mode": "direct", "act": "remove"}, "/removal"),
        ({"act": "amend", "after": {"conduct": "x"}}, "/after"),
        ({"act": "lift"}, "/act"),
        ({"listing": None}, "/listing"),
        ({"number": " "}, "/number"),
    ],
    ids=str,
)
def test_a_correction_says_what_it_needs_to_say(
    chain: Chain, changes: dict[str, object], pointer: str
) -> None:
    listing = files.published(chain.court)
    body = {**remedies.correction_body(listing=listing["id"]), **changes}
    problem = chain.intermediate.refused("/corrections", body)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_what_a_court_above_plans_can_be_assessed(chain: Chain) -> None:
    listing = files.published(chain.court)
    body = remedies.correction_body(listing=listing["id"], mode="direct", order_too=True)
    question = {"act": "draft_correction", "planned": body}
    found = chain.intermediate.done("/assessments", question)
    assert found["allowed"] is True
    assert {"supervision.court_above", "revocation.cause_shown"} <= {
        finding["rule"] for finding in found["findings"]
    }
    assert chain.intermediate.get("/corrections").get_json()["items"] == []
    made = chain.intermediate.done("/corrections", body)
    question = {"act": "correct_directly", "record": made["id"], "planned": {}}
    found = chain.intermediate.done("/assessments", question)
    assert found["allowed"] is False
    assert chain.court.get(f"/listings/{listing['id']}").get_json() == listing


@pytest.mark.every_engine
def test_a_direct_correction_meets_the_removal_of_the_court_itself(
    chain: Chain, session: Session
) -> None:
    listing = files.published(chain.court)
    files.paid(chain.court, listing["debtor"])
    body = {"listing": listing["id"], "ground": "LR10-1", "reason": "已全部履行", "facts": {}}
    removal = chain.court.done("/removals", body)
    about = {"mode": "direct", "order_too": True}
    made = chain.intermediate.done(
        "/corrections", remedies.correction_body(listing=listing["id"], **about)
    )
    session.rollback()
    answers = at_once(
        partial(chain.court.post, f"/removals/{removal['id']}/signature", by="judge", version=1),
        partial(
            chain.intermediate.post, f"/corrections/{made['id']}/signature", by="judge", version=1
        ),
    )
    assert statuses(answers) == {200: 1, 409: 1}
    assert times(session, "listing.removed") + times(session, "listing.revoked") == 1
    assert times(session, "restriction.lifted") + times(session, "restriction.revoked") == 1
    session.rollback()
    assert duties(chain.court) == {}
    assert lists(session) == set()
