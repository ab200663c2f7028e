"""Own codes (本人查询码): issued to the court when it serves a decision, told once, and given to
the debtor with the paper; by case number, own number and this code he is recognised.

A debtor has one code in a case. A court may issue another, for the paper it is about to serve or
for one that was lost; the earlier one then fits no more.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.identity import number_index
from registry.models.cases import Debtor, EnforcementCase
from registry.models.listings import Listing, RestrictionOrder
from registry.models.own_codes import OwnCode
from registry.models.subjects import Subject
from registry.rules import own_records
from registry.rules.authority import Act
from registry.services.access import wrong_codes
from registry.services.access.wrong_codes import MOST_BY_CLIENT, MOST_ON_ONE, Tried
from registry.services.acts import eligibility, records
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.parties import debtor_journal
from registry.vault import Vault
from schemas import verification_codes
from schemas.case_numbers import CaseNumberError, parse_case_number
from schemas.characters import compact
from schemas.codes import SubjectKind
from schemas.free_text import mask_numbers_in_text
from schemas.identifiers import parse_number
from schemas.refusals import RefusedValueError

SERVED = "随决定书送达"
# Compared with where nobody fits, so that this takes as long to tell.
_NOTHING = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOwnCode:
    """A code to be issued, and why: the decision is about to be served, or a code was lost."""

    debtor_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A code with the debtor whose it is, told this once."""

    kept: OwnCode
    matter: Matter
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognise:
    """Case number, own number and code as somebody typed them, and where they came from."""

    case_number: str
    id_number: str
    code: str
    client: str


def issue(session: Session, order: IssueOwnCode, *, actor: CourtActor, now: datetime) -> Issued:
    """Issue a code in place of the one before.

    :raises ServiceError: ``debtor.not_found``, ``own_code.ineligible``.
    """
    sought = Sought(id=order.debtor_id, court_code=actor.court_code, to_change=True)
    matter = records.matter(session, sought)
    court = matter.case.court_code
    authority = eligibility.authority(Act.RECORD_SERVICE, actor, court_code=court)
    law = own_records.code_findings(is_signed=_is_signed(session, matter))
    eligibility.require("own_code.ineligible", (*authority, *law))
    reason = mask_numbers_in_text(order.reason)
    return _issue(session, matter, reason=reason, actor=actor, now=now)


def on_service(
    session: Session,
    matter: Matter,
    *,
    decided_at: datetime | None,
    actor: CourtActor,
    now: datetime,
) -> str | None:
    """Issue a code with the service of a decision; none where one was issued for it before.

    :param decided_at: when the decision was signed.
    """
    kept = _of(session, matter.debtor.id)
    if kept is not None and decided_at is not None and kept.issued_at >= decided_at:
        return None
    return _issue(session, matter, reason=SERVED, actor=actor, now=now).code


def recognise(session: Session, order: Recognise, *, now: datetime, vault: Vault) -> Matter | None:
    """Return the debtor whom all three fit; which of them does not is never told.

    :raises ServiceError: ``verification.too_many`` after too many wrong ones.
    """
    wrong_codes.refuse_too_many(session, _tried(order, vault), now=now)
    typed = verification_codes.read(order.code)
    indexes = _indexes(order.id_number, on=legal_day(now), vault=vault)
    chosen = (
        select(Debtor.id, OwnCode.digest)
        .join(EnforcementCase, EnforcementCase.id == Debtor.case_id)
        .join(Subject, Subject.id == Debtor.subject_id)
        .outerjoin(OwnCode, OwnCode.debtor_id == Debtor.id)
        .where(
            EnforcementCase.number == _folded(order.case_number),
            Subject.number_index.in_(indexes),
        )
    )
    found = session.execute(chosen).first()
    kept = _NOTHING if found is None or found.digest is None else found.digest
    is_right = hmac.compare_digest(kept, wrong_codes.digest_of(typed or ""))
    if found is None or typed is None or not is_right:
        return None
    return records.matter_of(session, found.id)


def note_wrong(session: Session, order: Recognise, *, now: datetime, vault: Vault) -> None:
    """Count a failed attempt, and forget those that are long past."""
    wrong_codes.note(session, _tried(order, vault), now=now)


def _tried(order: Recognise, vault: Vault) -> tuple[Tried, ...]:
    # By both numbers: a case number alone is public, and would let anybody shut the door.
    case_number, own = _folded(order.case_number), compact(order.id_number)
    return (
        Tried(vault.blind_index("own records", case_number, own), MOST_ON_ONE),
        Tried(vault.blind_index("verifying client", order.client), MOST_BY_CLIENT),
    )


def _folded(case_number: str) -> str:
    try:
        return parse_case_number(case_number).normal
    except CaseNumberError:
        # No store is asked for what cannot be read.
        return "".join(filter(str.isprintable, compact(case_number)))


def _indexes(number: str, *, on: date, vault: Vault) -> list[bytes]:
    """Return the indexes of a number, as that of a person and as that of an organisation."""
    return [number_index(vault, kind, _read(kind, number, on=on)) for kind in SubjectKind]


def _read(kind: SubjectKind, number: str, *, on: date) -> str:
    try:
        return parse_number(kind, number, on=on).value or ""
    except RefusedValueError:
        return compact(number)


def _of(session: Session, debtor_id: int) -> OwnCode | None:
    return session.scalars(select(OwnCode).where(OwnCode.debtor_id == debtor_id)).one_or_none()


def _is_signed(session: Session, matter: Matter) -> bool:
    """Tell whether anything was decided about a debtor that could be served on him."""
    for decision in (Listing, RestrictionOrder):
        signed = select(decision.id).where(
            decision.debtor_id == matter.debtor.id, decision.signed_at.is_not(None)
        )
        if session.execute(signed).first() is not None:
            return True
    return False


def _issue(
    session: Session, matter: Matter, *, reason: str, actor: CourtActor, now: datetime
) -> Issued:
    code = verification_codes.made_of(secrets.choice)
    kept = _of(session, matter.debtor.id)
    if kept is None:
        kept = OwnCode(public_id=uuid4(), debtor_id=matter.debtor.id, version=0)
        session.add(kept)
    kept.digest = wrong_codes.digest_of(code)
    kept.issued_by, kept.issued_at = actor.staff_id, now
    kept.version += 1
    debtor_journal.note(
        session,
        events.OWN_CODE_ISSUED,
        kept.public_id,
        matter,
        {"debtor": str(matter.debtor.public_id), "number_of_codes": kept.version},
        Why(reason=reason, basis=str(own_records.CODE_AFTER_SIGNATURE.article)),
        actor=actor.journal,
        now=now,
    )
    return Issued(kept, matter, code)
