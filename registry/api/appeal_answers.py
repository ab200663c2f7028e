"""Answers about appeals (复议答复), as :mod:`schemas.court_appeals` describes them."""

from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.services.acts import records
from registry.services.remedies import appeal_effects
from registry.services.remedies.appeal_records import Found
from schemas.amounts import format_amount
from schemas.appeal_codes import Appealed


def appeal(session: Session, both: Found, *, viewer: str) -> Answer:
    """Return an appeal; a draft is seen at the court that decides, and at those above."""
    found, about = both
    people = records.staff_ids(session, found.received_by, found.drafted_by, found.signed_by)
    case, is_exit = about.matter.case, about.about is Appealed.EXIT_RESTRICTION
    is_seen = found.signed_at is not None or viewer != case.court_code
    drafted = answers.made_by(people, found.drafted_by, found.drafted_at)
    fine = None if found.fine is None else format_amount(found.fine)
    withdrawn = {"on": found.withdrawn_on, "reason": found.withdrawal}
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "case": answers.case_named(case),
        "about": about.about,
        "sanction": None if is_exit else about.record.public_id,
        "exit_restriction": about.record.public_id if is_exit else None,
        "court_code": found.court_code,
        "appellant": found.appellant,
        "statement": found.statement,
        "applied_on": found.applied_on,
        "received_on": found.received_on,
        "obstacle": found.obstacle,
        "obstacle_ended_on": found.obstacle_ended_on,
        "received": answers.made_by(people, found.received_by, found.received_at),
        "outcome": found.outcome if is_seen else None,
        "fine": fine if is_seen else None,
        "detention_days": found.detention_days if is_seen else None,
        "reason": found.reason if is_seen else None,
        "drafted": drafted if is_seen else None,
        "signed": answers.made_by(people, found.signed_by, found.signed_at),
        "opens_claim": appeal_effects.opens_claim(both),
        "withdrawn": None if found.withdrawn_on is None else withdrawn,
    }
