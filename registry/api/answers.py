"""Answers to courts (法院接口答复): records as :mod:`schemas.court_answers` describes them.

Numbers are masked here and nowhere else; no answer to a court shows one in full.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.api import proposal_answers
from registry.clock import SHANGHAI, legal_day
from registry.identity import Identity
from registry.models.cases import EnforcementCase
from registry.models.journal import JournalEntry
from registry.models.listings import Listing, RemovalDecision, RestrictionOrder
from registry.rules.minors import age_on
from registry.services.acts import records
from registry.services.acts.records import Matter
from registry.services.cases import debtors
from registry.services.clocks import grace_days
from registry.services.endings import removals
from registry.services.facts import listing_law
from registry.services.parties import subjects
from registry.services.restrictions import restrictions
from registry.vault import Vault
from schemas.amounts import format_amount
from schemas.codes import DocumentType, OrderState, SubjectKind
from schemas.masking import mask_number

Answer = Mapping[str, Any]


def case(session: Session, found: EnforcementCase, *, vault: Vault, now: datetime) -> Answer:
    """Return a case with its debtors."""
    paid = listing_law.confirmed(session, found.id)
    court = records.court(session, found.court_code)
    return {
        "id": found.public_id,
        "version": found.version,
        "number": found.number,
        "court": {"code": court.code, "name": court.name},
        "filed_on": found.filed_on,
        "basis": {"number": found.basis_number, "body": found.basis_body},
        "obligation": found.obligation,
        "amount": _amount(found.amount),
        "paid": format_amount(paid),
        "outstanding": None if found.amount is None else format_amount(found.amount - paid),
        "source": found.source,
        "state": found.state,
        "debtors": [
            debtor(session, matter, vault=vault, now=now)
            for matter in debtors.of_case(session, found)
        ],
    }


def debtor(session: Session, matter: Matter, *, vault: Vault, now: datetime) -> Answer:
    """Return a debtor, numbers masked."""
    version = matter.debtor.identity_version
    identity = subjects.identity_of(session, matter.subject, version, vault=vault).identity
    born_on = identity.birth_on
    return {
        "id": matter.debtor.public_id,
        "case": case_named(matter.case),
        "subject": {
            "id": matter.subject.public_id,
            "kind": matter.subject.kind,
            "flagged": matter.subject.flagged,
        },
        "name": identity.name,
        "sex": identity.sex,
        "age": age_on(born_on, on=legal_day(now)) if born_on else None,
        "documents": documents(identity),
        "legal_representative": identity.legal_representative,
        "performance_due_on": matter.debtor.performance_due_on,
    }


def documents(identity: Identity) -> list[Answer]:
    """Return the documents of somebody, numbers masked."""
    return [
        {"type": kind, "number_masked": mask_number(number, identity.kind)}
        for kind, number in _numbers(identity)
    ]


def listing(session: Session, found: Listing, matter: Matter) -> Answer:
    """Return a listing with the order that goes with it, or that is in force beside it."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    with_it = restrictions.of_listing(session, found) or restrictions.in_force(session, matter)
    service = None
    if found.served_on is not None:
        service = {"method": found.service_method, "on": found.served_on}
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "debtor": matter.debtor.public_id,
        "case": case_named(matter.case),
        "source": found.source,
        "grounds": listing_law.grounds_of(found),
        "conduct": found.conduct,
        "reason": found.reason,
        "initiative": found.initiative,
        "applied_on": found.applied_on,
        "standing": found.standing,
        "withheld": None
        if found.withheld_for is None
        else {"cause": found.withheld_for, "reason": found.withheld_reason},
        "extension_years": found.extension_years,
        "performance": found.performance,
        "performed": found.performed,
        "outstanding": found.outstanding,
        "amount_outstanding": _amount(found.amount_outstanding),
        "drafted": made_by(people, found.drafted_by, found.drafted_at),
        "signed": made_by(people, found.signed_by, found.signed_at),
        "grace": _grace(session, found),
        "service": service,
        "published_on": found.published_on,
        "ends_on": found.ends_on,
        "ended_on": found.ended_on,
        "end_ground": found.end_ground,
        "restriction": None if with_it is None else order(session, with_it, matter),
        "capacity_proposal": proposal_answers.open_for(session, found),
    }


def order(session: Session, found: RestrictionOrder, matter: Matter) -> Answer:
    """Return a restriction order."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    of_listing = select(Listing.public_id).where(Listing.id == found.listing_id)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "debtor": matter.debtor.public_id,
        "case": case_named(matter.case),
        "listing": session.execute(of_listing).scalar_one_or_none(),
        "acts": listing_law.acts_of(found),
        "reason": found.reason,
        "initiative": found.initiative,
        "applied_on": found.applied_on,
        "weighed": found.weighed,
        "drafted": made_by(people, found.drafted_by, found.drafted_at),
        "signed": made_by(people, found.signed_by, found.signed_at),
        "grace": _grace(session, found),
        "imposed_on": found.imposed_on,
        "ends_on": found.ends_on,
        "lifted_on": found.lifted_on,
        "lift_ground": found.lift_ground,
    }


def _grace(session: Session, found: Listing | RestrictionOrder) -> Answer | None:
    if found.grace_ends_on is None:
        return None
    return {
        "months": found.grace_months,
        "ends_on": found.grace_ends_on,
        "provisional": grace_days.is_provisional(session, found),
        "outcome": found.grace_outcome,
    }


def removal(session: Session, found: RemovalDecision, about: Listing, matter: Matter) -> Answer:
    """Return a removal decision, its listing, and the orders of the case that it has lifted."""
    people = records.staff_ids(session, found.drafted_by, found.signed_by)
    return {
        "id": found.public_id,
        "version": found.version,
        "state": found.state,
        "listing": {
            "id": about.public_id,
            "version": about.version,
            "state": about.state,
            "ended_on": about.ended_on,
        },
        "ground": found.ground,
        "reason": found.reason,
        "facts": removals.shown_facts(found.facts),
        "drafted": made_by(people, found.drafted_by, found.drafted_at),
        "signed": made_by(people, found.signed_by, found.signed_at),
        "restrictions": [
            order(session, lifted, matter) for lifted in _lifted_with(session, found, matter)
        ],
    }


def history(entries: Sequence[JournalEntry]) -> Answer:
    """Return what the journal says of one record."""
    return {"items": [entry(found) for found in entries]}


def entry(found: JournalEntry) -> Answer:
    """Return one entry of the journal."""
    return {
        "position": found.position,
        "kind": found.kind,
        "occurred_at": _moment(found.occurred_at),
        "recorded_at": _moment(found.recorded_at),
        "actor": found.actor,
        "via": found.via,
        "reason": found.reason,
        "basis": found.basis,
        "body": orjson.loads(found.body),
    }


def _numbers(identity: Identity) -> list[tuple[DocumentType, str]]:
    if identity.masked_number is None:
        return [(document.type, document.number) for document in identity.documents]
    natural = identity.kind is SubjectKind.NATURAL
    kind = DocumentType.RESIDENT_ID if natural else DocumentType.CREDIT_CODE
    return [(kind, identity.masked_number)]


def _lifted_with(
    session: Session, found: RemovalDecision, matter: Matter
) -> Sequence[RestrictionOrder]:
    if found.signed_at is None:
        return ()
    signed_on: date = legal_day(found.signed_at)
    return session.scalars(
        select(RestrictionOrder)
        .where(
            RestrictionOrder.debtor_id == matter.debtor.id,
            RestrictionOrder.state == OrderState.LIFTED,
            RestrictionOrder.lifted_on == signed_on,
            RestrictionOrder.lift_ground == found.ground,
        )
        .order_by(RestrictionOrder.id)
    ).all()


def case_named(found: EnforcementCase) -> Answer:
    """Return a case by its id and number."""
    return {"id": found.public_id, "number": found.number}


def made_by(people: Mapping[int, UUID], key: int | None, at: datetime | None) -> Answer | None:
    """Return who did something and when, or nothing where nobody did."""
    return None if key is None or at is None else {"by": people[key], "at": _moment(at)}


def _moment(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else format_amount(amount)
