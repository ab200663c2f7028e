"""Objections to the closing of a round (执行异议): fifteen days, and ten for a review."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.cases import EnforcementCase
from registry.models.courts import Staff
from registry.models.proceedings import CaseRuling
from schemas.case_codes import EnforcementState, RulingKind, RulingState
from tests.api import files, remedies
from tests.api.chain import Chain
from tests.api.refusals import findings
from tests.api.remedies import Record, duties
from tests.clocks import MORNING


def round_closed(chain: Chain, session: Session) -> Record:
    """Close the round of a case today."""
    case = files.case_of(chain.court)
    kept = session.scalars(
        select(EnforcementCase).where(EnforcementCase.public_id == UUID(case["id"]))
    ).one()
    people = session.scalars(select(Staff.id).where(Staff.court_code == chain.court.court)).all()
    kept.state = EnforcementState.ROUND_CLOSED
    session.add(
        CaseRuling(
            public_id=uuid4(),
            case_id=kept.id,
            kind=RulingKind.ROUND_CLOSING,
            number="(2026)川0107执1234号之一",
            ruled_on=date(2026, 3, 2),
            reason="无财产可供执行",
            content="{}",
            state=RulingState.SIGNED,
            drafted_by=people[0],
            drafted_at=MORNING,
            signed_by=people[1],
            signed_at=MORNING,
            version=2,
        )
    )
    session.commit()
    return case


def body_of(case: Record, **changes: object) -> dict[str, object]:
    return {
        "case": case["id"],
        "objector": "creditor",
        "statement": "被执行人名下尚有房产",
        "received_on": "2026-03-02",
        **changes,
    }


def resumed(chain: Chain, case: Record) -> Record:
    """Take enforcement up again by a ruling."""
    body = {
        "kind": "resumption",
        "number": "(2026)川0107执恢5号",
        "ruled_on": "2026-03-02",
        "reason": "异议成立",
    }
    made = chain.court.done(f"/cases/{case['id']}/rulings", body)
    path = f"/rulings/{made['id']}/signature"
    return chain.court.done(path, by="judge", version=1)


def test_a_founded_objection_to_a_closing_is_corrected_by_the_resumption(
    chain: Chain, session: Session
) -> None:
    case = round_closed(chain, session)
    for changes, rule in (
        ({"objector": "bound_person"}, "objections.by_a_party"),
        ({"in_writing": False}, "objections.by_a_party"),
        ({"received_on": "2026-03-01"}, "objections.after_the_decision"),
    ):
        problem = chain.court.refused("/objections", body_of(case, **changes))
        assert set(findings(problem)) == {rule}
    objection = chain.court.done("/objections", body_of(case))
    assert (objection["disputed"], objection["ground"]) == ("round_closing", None)
    (duty,) = chain.court.get("/deadlines", state="open").get_json()["items"]
    assert (duty["kind"], duty["due_on"]) == ("decide_enforcement_objection", "2026-03-17")
    assert duty["basis"] == "CPL Art. 236"
    remedies.decided(chain.court, objection, "upheld")
    assert duties(chain.court) == {"carry_out_correction": ("2026-03-05",)}
    ruling = resumed(chain, case)
    found = chain.court.get(f"/objections/{objection['id']}").get_json()
    by = {"on": "2026-03-02", "by": "resume_enforcement", "decision": ruling["id"]}
    assert (found["state"], found["corrected"]) == ("corrected", by)
    assert "carry_out_correction" not in duties(chain.court)
    problem = chain.court.refused("/objections", body_of(case))
    assert (problem["status"], problem["code"]) == (409, "case.wrong_state")


def test_a_dismissed_one_is_reviewed_and_its_correction_ordered(
    chain: Chain, session: Session
) -> None:
    case = round_closed(chain, session)
    objection = chain.court.done("/objections", body_of(case))
    objection = remedies.decided(chain.court, objection, "dismissed")
    remedies.served(chain.court, objection, "2026-03-02")
    assert duties(chain.court) == {"apply_for_enforcement_review": ("2026-03-12",)}
    review = chain.intermediate.done("/reviews", remedies.review_body(objection))
    assert duties(chain.court) == {}
    for changes in ({"mode": "direct"}, {"act": "amend"}):
        body = remedies.correction_body(review=review["id"], **changes)
        assert chain.intermediate.refused("/corrections", body)["status"] == 422
    ordered = remedies.corrected(chain.intermediate, review=review["id"])
    assert (ordered["listing"], ordered["restriction"]) == (None, None)
    assert duties(chain.court) == {"carry_out_correction": ("2026-03-05",)}
    ruling = resumed(chain, case)
    for path in (f"/corrections/{ordered['id']}", f"/objections/{objection['id']}"):
        assert chain.court.get(path).get_json()["corrected"]["decision"] == ruling["id"]
    assert chain.court.get(f"/reviews/{review['id']}").get_json()["state"] == "corrected"
    assert "carry_out_correction" not in duties(chain.court)
