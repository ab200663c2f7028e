"""Answers about credit repair (信用修复答复), as :mod:`schemas.court_repairs` describes them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.api import answers
from registry.models.listings import RemovalDecision
from registry.services.acts import records
from registry.services.repairs import certificates, repair_records
from registry.services.repairs.repair_records import Found
from schemas import verification_codes


def repair(session: Session, found: Found, *, code: str | None = None) -> answers.Answer:
    """Return an application and what became of it.

    :param code: the code of its certificate, where it was issued just now.
    """
    asked, listing, matter = found
    issued = certificates.of_repair(session, asked.id)
    people = records.staff_ids(
        session, asked.received_by, asked.drafted_by, asked.decided_by, asked.withdrawn_by
    )
    chosen = select(RemovalDecision.public_id).where(RemovalDecision.id == asked.removal_id)
    return {
        "id": asked.public_id,
        "version": asked.version,
        "state": asked.state,
        "case": answers.case_named(matter.case),
        "debtor": matter.debtor.public_id,
        "listing": {
            "id": listing.public_id,
            "version": listing.version,
            "state": listing.state,
            "ended_on": listing.ended_on,
        },
        "path": asked.path,
        "received_on": asked.received_on,
        "statement": asked.statement,
        "documents": repair_records.documents_of(asked),
        "missing": repair_records.missing(asked),
        "certificate_wanted": asked.certificate_wanted,
        "received": answers.made_by(people, asked.received_by, asked.received_at),
        "outcome": asked.outcome,
        "reason": asked.reason,
        "facts": None if asked.facts is None else repair_records.read_facts(asked.facts),
        "ground": asked.ground,
        "suspended_until": asked.suspended_until,
        "drafted": answers.made_by(people, asked.drafted_by, asked.drafted_at),
        "decided": answers.made_by(people, asked.decided_by, asked.decided_at),
        "withdrawn": answers.made_by(people, asked.withdrawn_by, asked.withdrawn_at),
        "removal": session.scalars(chosen).one_or_none(),
        "certificate": issued
        and {
            "id": issued.public_id,
            "number": issued.number,
            "code": None if code is None else verification_codes.written(code),
        },
        "stays": [code for code in (asked.stays or "").split(",") if code],
    }
