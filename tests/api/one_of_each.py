"""One record of each kind (各类记录各一), for tests that ask about every operation."""

from functools import partial

from tests.api import (
    capacity,
    exits,
    files,
    orders,
    proceedings,
    remedies,
    repairs,
    screened,
    watched,
)
from tests.api.beginnings import after
from tests.api.desk import Desk


def one_of_each(desk: Desk) -> dict[str, str]:
    """Make one record of each kind; return their ids by the names that paths and bodies use."""
    return after(desk.beginnings, desk.app, (desk.court, "one of each"), partial(_made, desk))


def _made(desk: Desk) -> dict[str, str]:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    listing = files.published(desk, debtor)
    ordered = {"listing": listing["id"], "reason": "x", "ordered_by": "(2026)川01执复7号"}
    revocation = desk.begun("/revocations", ordered)
    wrong = {"listing": listing["id"], "reason": "x", "after": {"conduct": "x"}}
    amendment = desk.begun("/amendments", wrong)
    payment = desk.begun(
        "/payments", {"debtor": debtor["id"], "amount": "1.00", "paid_on": "2026-03-02"}
    )
    removal = desk.begun(
        "/removals",
        {
            "listing": listing["id"],
            "ground": "LR10-1",
            "reason": "x",
            "facts": {"enforcement_completed": True},
        },
    )
    alone = orders.in_force(desk, files.debtor_of(desk, case, **orders.SOMEBODY_ELSE))
    lift = orders.lift_drafted(desk, alone["id"])
    fixed = files.published(desk, files.debtor_of(desk, case, **orders.ENTITY), grounds=["LR1-4"])
    longer = {"listing": fixed["id"], "reason": "x", "years": 1, "several_dishonest_acts": True}
    extension = desk.begun("/extensions", longer)
    repair = repairs.received(desk, fixed["id"])
    report = capacity.verified_report(desk, debtor["id"])
    change = {"changed_on": "2026-03-02", "change": "x"}
    supplement = desk.begun(f"/property-reports/{report['id']}/supplements", change)
    seen = desk.begun("/evidence", capacity.ruling_body(debtor["id"]))
    sign = desk.begun("/evasion-signs", capacity.sign_body(debtor["id"]))
    weighed = capacity.assessment_body(debtor["id"], signs_weighed="x")
    assessment = desk.begun("/capacity-assessments", weighed)
    capacity.signed(desk, assessment)
    proposal = desk.get(f"/listings/{listing['id']}").get_json()["capacity_proposal"]
    assessment = desk.begun("/capacity-assessments", weighed)
    permission = orders.suspension_asked(desk, alone["id"])
    ruling = desk.begun(f"/cases/{case['id']}/rulings", proceedings.ruling_body("suspension"))
    inquiry = proceedings.inquired(desk, case["id"], "2026-03-02", "no_reply")
    clue = proceedings.clue_given(desk, case["id"], "2026-03-02")
    objection = remedies.received(desk, listing)
    exit_restriction = exits.in_force(desk, debtor["id"])
    exit_ending = exits.lift_drafted(desk, exit_restriction["id"])
    breach = exits.shown(desk, alone["id"])
    sanction = desk.begun("/sanctions", exits.sanction_body(breach["id"]))
    asked = {**screened.STATED, "watch_until": watched.UNTIL}
    screening = desk.begun("/screenings", asked)
    return {
        "screening_id": screening["id"],
        "exit_id": exit_restriction["id"],
        "ending_id": exit_ending["id"],
        "breach_id": breach["id"],
        "breach": breach["id"],
        "sanction_id": sanction["id"],
        "case_id": case["id"],
        "ruling_id": ruling["id"],
        "inquiry_id": inquiry["id"],
        "clue_id": clue["id"],
        "objection_id": objection["id"],
        "objection": objection["id"],
        "debtor_id": debtor["id"],
        "debtor": debtor["id"],
        "listing_id": listing["id"],
        "listing": listing["id"],
        "order_id": listing["restriction"]["id"],
        "amendment_id": amendment["id"],
        "revocation_id": revocation["id"],
        "payment_id": payment["id"],
        "extension_id": extension["id"],
        "repair_id": repair["id"],
        "removal_id": removal["id"],
        "restriction": alone["id"],
        "lift_id": lift["id"],
        "permission_id": permission["id"],
        "evidence_id": seen["id"],
        "report_id": report["id"],
        "supplement_id": supplement["id"],
        "sign_id": sign["id"],
        "assessment_id": assessment["id"],
        "proposal_id": proposal["id"],
    }
