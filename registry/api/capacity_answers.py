"""Answers about a debtor's capacity (履行能力答复), as :mod:`schemas.court_capacity_answers`
describes them.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.api import answers, proposal_answers, report_answers
from registry.api.answers import Answer
from registry.models.capacity import CapacityAssessment
from registry.models.evidence import EvidenceItem, PropertyReport, SignOfEvasion
from registry.rules import capacity
from registry.rules.findings import Finding
from registry.runtime import current_runtime
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.capacity import (
    capacity_assessments,
    capacity_evidence,
    capacity_picture,
    capacity_proposals,
    capacity_records,
)
from registry.services.rounds import inquiry_duties
from schemas.case_codes import Bearing


def evidence(session: Session, found: EvidenceItem, matter: Matter) -> Answer:
    """Return an item of evidence."""
    policy = current_runtime().policy
    return {
        **_recorded(session, found, matter),
        "kind": found.kind,
        "bearing": found.bearing,
        "result": found.result,
        "inquiry": found.inquiry_id,
        "used_until": capacity.expires_on(capacity_evidence.as_rule(found), policy),
    }


def sign(session: Session, found: SignOfEvasion, matter: Matter) -> Answer:
    """Return a sign of evasion."""
    return {**_recorded(session, found, matter), "sign": found.sign}


def assessment(session: Session, found: CapacityAssessment, matter: Matter) -> Answer:
    """Return a capacity assessment."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    used = capacity_evidence.thaw(found.used)
    reasons = found.proposed_reasons
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "debtor": matter.debtor.public_id,
        "case": answers.case_named(matter.case),
        "outcome": found.outcome,
        "reason": found.reason,
        "signs_weighed": found.signs_weighed,
        "unable_since": found.unable_since,
        "overrides": [
            {"rule": given.rule, "role": given.role, "reason": given.reason}
            for given in capacity_assessments.overrides_of(found)
        ],
        "proposal": {
            "outcome": found.proposed,
            "reasons": reasons.split(",") if reasons else [],
        },
        "evidence": used["evidence"],
        "signs": used["signs"],
        "drafted": answers.made_by(people, found.drafted_by, found.drafted_at),
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "found_on": found.found_on,
        "valid_until": found.valid_until,
        "flag": found.flag,
        "flagged_on": found.flagged_on,
        "superseded_on": found.superseded_on,
        "withdrawal": found.withdrawal,
    }


def picture(session: Session, matter: Matter, *, on: date) -> Answer:
    """Return all that is known of a debtor's capacity on a day."""
    shown = capacity_picture.of_debtor(session, matter, on=on, policy=current_runtime().policy)

    def speaking_for(bearing: Bearing) -> list[Answer]:
        items = [item for item in shown.standing.items if item.bearing == bearing]
        return [evidence(session, item, matter) for item in items]

    found = shown.finding
    return {
        "debtor": matter.debtor.public_id,
        "case": answers.case_named(matter.case),
        "on": shown.on,
        "for_inability": speaking_for(Bearing.INABILITY),
        "for_ability": speaking_for(Bearing.ABILITY),
        "for_neither": speaking_for(Bearing.NEITHER),
        "signs": [sign(session, one, matter) for one in shown.standing.signs],
        "withdrawn": shown.withdrawn,
        "reports": [
            report_answers.report(session, report, matter)
            for report in capacity_records.reports_of(session, matter.debtor.id)
        ],
        "property_found": [
            {
                "inquiry": inquiry.public_id,
                "asked": inquiry.asked,
                "made_on": inquiry.made_on,
                "answered_on": inquiry.answered_on,
            }
            for inquiry in shown.found
        ],
        "answers_awaited": [
            {
                "inquiry": inquiry.public_id,
                "asked": inquiry.asked,
                "made_on": inquiry.made_on,
                "due_on": awaiting.due_on,
                "overdue": awaiting.overdue,
            }
            for inquiry, awaiting in inquiry_duties.of_debtor(session, matter, on=on)
        ],
        "proposal": {"outcome": shown.proposal.outcome, "reasons": shown.proposal.reasons},
        "needed_for_unable": [_needed(finding) for finding in shown.needed],
        "finding": None if found is None else assessment(session, found, matter),
        "holds": shown.holds,
        "bars": shown.bars,
        "unable_elsewhere": [
            {
                "case_number": case.number,
                "court": case.court_code,
                "found_on": found_there.found_on,
                "valid_until": found_there.valid_until,
            }
            for found_there, case in shown.elsewhere
        ],
        "proposals": [
            proposal_answers.proposal(session, proposal, listing)
            for proposal, listing in capacity_proposals.open_of_debtor(session, matter)
        ],
    }


def _recorded(session: Session, found: EvidenceItem | SignOfEvasion, matter: Matter) -> Answer:
    people = records.staff_ids(session, found.recorded_by, found.withdrawn_by)
    report = select(PropertyReport.public_id).where(PropertyReport.id == found.report_id)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "debtor": matter.debtor.public_id,
        "case": answers.case_named(matter.case),
        "source": found.source,
        "dated_on": found.dated_on,
        "description": found.description,
        "report": None if found.report_id is None else session.execute(report).scalar_one(),
        "recorded": answers.made_by(people, found.recorded_by, found.recorded_at),
        "withdrawn": answers.made_by(people, found.withdrawn_by, found.withdrawn_at),
        "withdrawal": found.withdrawal,
    }


def _needed(finding: Finding) -> Answer:
    return {
        "rule": finding.rule,
        "article": finding.article,
        "facts": dict(finding.facts),
        "overridable_by": finding.overridable_by,
    }
