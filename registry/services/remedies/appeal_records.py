"""Records of appeals (复议记录：制裁与限制出境): finding them with what they are about, and
journalling what is done to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.events import Kind
from registry.journal import append
from registry.journal.bodies import RecordReference
from registry.journal.entry import Actor, Entry
from registry.models.appeals import Appeal
from registry.models.breaches import Sanction
from registry.models.cases import EnforcementCase
from registry.models.exit_restrictions import ExitRestriction
from registry.rules import appeals
from registry.rules.appeal_decisions import Weight
from registry.services.acts import courts_above, records
from registry.services.acts.records import FRESH, Matter, Sought
from registry.services.sanctions import breach_records, exit_records
from registry.services.sanctions.breach_records import Broken
from schemas.appeal_codes import Appealed, AppealState
from schemas.breach_codes import SanctionState
from schemas.exit_codes import ExitState
from schemas.restriction_codes import SanctionKind

_OPEN_EXITS = (ExitState.SIGNED, ExitState.IN_FORCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """What an appeal is about: a sanction, with its breach, or an exit restriction.

    :ivar subject_id: the public id of whoever is concerned, and ``reference`` what journal bodies
        about that person begin with.
    """

    record: Sanction | ExitRestriction
    matter: Matter
    subject_id: UUID
    reference: RecordReference
    broken: Broken | None = None

    @property
    def about(self) -> Appealed:
        """Return which of the two it is."""
        is_exit = isinstance(self.record, ExitRestriction)
        return Appealed.EXIT_RESTRICTION if is_exit else Appealed.SANCTION

    @property
    def decided_on(self) -> date | None:
        """Return when it was signed."""
        signed_at = self.record.signed_at
        return None if signed_at is None else legal_day(signed_at)

    @property
    def is_open(self) -> bool:
        """Tell whether it stands, and is one of what may be appealed against."""
        if isinstance(self.record, Sanction):
            refers = self.record.kind == SanctionKind.REFERRAL
            return self.record.state == SanctionState.SIGNED and not refers
        return self.record.state in _OPEN_EXITS

    @property
    def weight(self) -> Weight | None:
        """Return how heavy a sanction is; none for an exit restriction."""
        if isinstance(self.record, Sanction):
            return Weight(self.record.fine or Decimal(0), self.record.detention_days)
        return None


Found = tuple[Appeal, Contested]


def sanction(session: Session, sought: Sought) -> Contested:
    """Return a sanction that is appealed against.

    :raises ServiceError: ``sanction.not_found``.
    """
    made, broken = breach_records.sanction(session, sought)
    who = broken.who
    return Contested(
        record=made,
        matter=broken.matter,
        subject_id=who.subject_id,
        reference=who.reference(session),
        broken=broken,
    )


def exit_restriction(session: Session, sought: Sought) -> Contested:
    """Return an exit restriction that is appealed against.

    :raises ServiceError: ``exit_restriction.not_found``.
    """
    found, matter = held = exit_records.find(session, sought)
    return Contested(
        record=found,
        matter=matter,
        subject_id=exit_records.subject_id(session, found),
        reference=exit_records.reference(session, held),
    )


def find(session: Session, sought: Sought) -> Found:
    """Return an appeal with what it is about.

    :raises ServiceError: ``appeal.not_found``.
    """
    path = select(EnforcementCase.id).join(Appeal).where(Appeal.public_id == sought.id)
    courts = select(EnforcementCase.court_code, Appeal.court_code).join(Appeal)
    at = session.execute(courts.where(Appeal.public_id == sought.id)).one_or_none()
    if at is not None and sought.from_above and at[1] == sought.court_code:
        # The court that received an appeal finds it wherever the case has gone meanwhile.
        sought = replace(sought, court_code=at[0])
    records.case_key(session, path, sought, "appeal")
    chosen = select(Appeal).where(Appeal.public_id == sought.id)
    found = session.execute(chosen, execution_options=FRESH).scalar_one()
    return found, contested(session, found)


def contested(session: Session, found: Appeal) -> Contested:
    """Return what an appeal is about."""
    case = session.get_one(EnforcementCase, found.case_id)
    known = Sought(id=_about(session, found), court_code=case.court_code)
    if found.sanction_id is not None:
        return sanction(session, known)
    return exit_restriction(session, known)


def before(session: Session, about: Contested) -> int:
    """Return how many appeals against a decision wait, or were decided."""
    is_exit = isinstance(about.record, ExitRestriction)
    column = Appeal.exit_restriction_id if is_exit else Appeal.sanction_id
    known = select(Appeal.id).where(
        column == about.record.id, Appeal.state != AppealState.WITHDRAWN
    )
    return len(session.scalars(known).all())


def superiors(session: Session, about: Contested) -> tuple[str, ...]:
    """Return the courts above the enforcing one, nearest first."""
    return courts_above.superiors(session, about.matter.case.court_code)


def journal(
    session: Session,
    kind: Kind,
    found: Found,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
    hidden: bool = False,
    said: Mapping[str, object] | None = None,
) -> None:
    """Journal an act about an appeal, or about what it changes.

    :param said: what its body says beside whom and what it is about.
    :param hidden: whether it stands in the history of the appeal alone, as a draft does.
    """
    appeal, about = found
    facts = {"appeal": str(appeal.public_id), "about": about.about.value, **(said or {})}
    append.record(
        session,
        Entry(
            kind=kind,
            body={**about.reference.as_body(), **facts},
            actor=actor,
            reason=reason,
            basis=str(appeals.application_clock(about.about).article),
            occurred_at=now,
            subject_id=about.subject_id,
            record_id=appeal.public_id if hidden else about.record.public_id,
        ),
    )


def _about(session: Session, found: Appeal) -> UUID:
    if found.sanction_id is not None:
        return session.get_one(Sanction, found.sanction_id).public_id
    return session.get_one(ExitRestriction, found.exit_restriction_id).public_id
