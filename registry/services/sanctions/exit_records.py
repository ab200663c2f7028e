"""Records of exit restrictions (限制出境记录): finding them, saying what the law says of them, and
journalling what is done to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.events import Kind
from registry.journal import append
from registry.journal.bodies import Body, RecordReference
from registry.journal.entry import Actor, Entry
from registry.models.cases import Debtor, EnforcementCase
from registry.models.exit_restrictions import ExitEnding, ExitRestriction
from registry.models.subjects import Subject
from registry.rules import exit_restriction, minors, states
from registry.rules.exit_restriction import ExitFacts
from registry.rules.findings import Finding
from registry.services.acts import eligibility, records
from registry.services.acts.records import FRESH, Matter, Sought
from registry.services.cases import case_states
from registry.services.facts import listing_law
from registry.services.parties import subjects
from registry.vault import Vault
from schemas.act_codes import Act
from schemas.codes import Initiative, SubjectKind
from schemas.exit_codes import ExitCapacity, ExitState

BASIS = exit_restriction.ON_WHOSE_MOTION.article
Held = tuple[ExitRestriction, Matter]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSince:
    """What is known today of an exit restriction that was decided before."""

    case_unresolved: bool = True
    holds_capacity: bool = True
    incapable: bool = False


NOTHING_NEW = KnownSince()


def find(session: Session, sought: Sought) -> Held:
    """Return an exit restriction with what it is about, its case locked where it is to change.

    :raises ServiceError: ``exit_restriction.not_found``.
    """
    path = _cases().join(ExitRestriction, ExitRestriction.debtor_id == Debtor.id)
    path = path.where(ExitRestriction.public_id == sought.id)
    records.case_key(session, path, sought, "exit_restriction")
    chosen = select(ExitRestriction).where(ExitRestriction.public_id == sought.id)
    found = session.execute(chosen, execution_options=FRESH).scalar_one()
    return found, records.matter_of(session, found.debtor_id)


def ending(session: Session, sought: Sought) -> tuple[ExitEnding, ExitRestriction, Matter]:
    """Return a decision that ends an exit restriction, with that and what it is about.

    :raises ServiceError: ``exit_ending.not_found``.
    """
    path = (
        _cases()
        .join(ExitRestriction, ExitRestriction.debtor_id == Debtor.id)
        .join(ExitEnding, ExitEnding.exit_restriction_id == ExitRestriction.id)
        .where(ExitEnding.public_id == sought.id)
    )
    records.case_key(session, path, sought, "exit_ending")
    decision = session.execute(
        select(ExitEnding).where(ExitEnding.public_id == sought.id), execution_options=FRESH
    ).scalar_one()
    chosen = select(ExitRestriction).where(ExitRestriction.id == decision.exit_restriction_id)
    found = session.execute(chosen, execution_options=FRESH).scalar_one()
    return decision, found, records.matter_of(session, found.debtor_id)


def of_case(session: Session, case: EnforcementCase) -> Sequence[ExitRestriction]:
    """Return the exit restrictions of a case, in the order in which they were drafted."""
    return session.scalars(
        select(ExitRestriction)
        .join(Debtor, Debtor.id == ExitRestriction.debtor_id)
        .where(Debtor.case_id == case.id)
        .order_by(ExitRestriction.id)
        .execution_options(**FRESH)
    ).all()


def in_force(session: Session, case: EnforcementCase) -> list[ExitRestriction]:
    """Return who is kept from leaving in a case now."""
    return [one for one in of_case(session, case) if one.state == ExitState.IN_FORCE]


def law(
    session: Session,
    held: Held,
    *,
    on: date,
    vault: Vault,
    known: KnownSince | None = None,
) -> tuple[Finding, ...]:
    """Return what the law says of keeping somebody from leaving on a day.

    :param known: the facts as they are known since, where it was decided before.
    """
    found, matter = held
    since = known or KnownSince()
    unresolved = since.case_unresolved
    if known is None:
        ended = states.has_ended(case_states.standing(matter))
        unresolved = not ended and not listing_law.is_paid(session, matter)
    identity = subjects.identity_of(
        session, matter.subject, matter.debtor.identity_version, vault=vault
    ).identity
    is_minor = identity.birth_on is not None and minors.is_minor(identity.birth_on, on=on)
    facts = ExitFacts(
        debtor_kind=SubjectKind(matter.subject.kind),
        person=ExitCapacity(found.capacity),
        initiative=Initiative(found.initiative),
        case_unresolved=unresolved,
        # It is the decision of the court itself that is tested.
        court_decides=True,
        incapable=found.incapable or is_minor or since.incapable,
        applied_in_writing=found.applied_on is not None,
        necessity=found.necessity,
        never_held_capacity=not since.holds_capacity,
    )
    return exit_restriction.exit_findings(facts)


def authority(
    session: Session, act: Act, matter: Matter, actor: CourtActor, *, drafted_by: int | None = None
) -> tuple[Finding, ...]:
    """Return whether this person may do an act about an exit restriction.

    :param drafted_by: the key of who drafted what is being signed.
    """
    drafter = records.staff_id(session, drafted_by)
    court = matter.case.court_code
    return eligibility.authority(act, actor, court_code=court, drafter=drafter)


def reference(session: Session, held: Held) -> RecordReference:
    """Return what journal bodies about the person who is kept from leaving begin with."""
    found, matter = held
    subject = session.get_one(Subject, found.subject_id)
    return subjects.reference_to(session, matter.case, subject, found.identity_version)


def subject_id(session: Session, found: ExitRestriction) -> UUID:
    """Return the public id of who is kept from leaving."""
    return session.get_one(Subject, found.subject_id).public_id


def journal(
    session: Session,
    kind: Kind,
    held: Held,
    body: Body,
    *,
    reason: str,
    actor: CourtActor | Actor,
    now: datetime,
) -> None:
    """Journal an act about an exit restriction, under the person whom it binds."""
    found, _ = held
    append.record(
        session,
        Entry(
            kind=kind,
            body=body,
            actor=actor.journal if isinstance(actor, CourtActor) else actor,
            reason=reason,
            basis=str(BASIS),
            occurred_at=now,
            subject_id=subject_id(session, found),
            record_id=found.public_id,
        ),
    )


def _cases() -> Select[int]:
    return select(EnforcementCase.id).select_from(EnforcementCase).join(Debtor)
