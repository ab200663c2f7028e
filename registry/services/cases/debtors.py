"""Debtors (被执行人): entering the subject against whom a case is being enforced.

A court's act needs the full number of the debtor (Listing Rules Art. 6). What a resident identity
number says of birth and sex is taken from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.identity import Document, Identity
from registry.models.cases import Debtor, EnforcementCase
from registry.rules.authority import Act
from registry.rules.decision import FIELDS_OF_PERSONS
from registry.rules.identification import NUMBER_IN_FULL
from registry.services.acts import eligibility, records
from registry.services.acts.eligibility import invalid
from registry.services.acts.reasons import Why
from registry.services.acts.records import Matter, Sought
from registry.services.parties import debtor_journal, subjects
from registry.services.parties.subjects import Enrolment
from registry.vault import Vault
from schemas.characters import has_control_character
from schemas.codes import DocumentType, Sex, SubjectKind
from schemas.free_text import mask_numbers_in_text
from schemas.identifiers import Number, parse_number
from schemas.names import clean_name, fold_name
from schemas.refusals import IdentifierError

LONGEST_NAME = 255
Stated = TypeVar("Stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStated:
    """A person as a court states him, with at least one full number."""

    name: str
    documents: tuple[tuple[DocumentType, str], ...]
    sex: Sex | None = None
    birth_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDebtor(PersonStated):
    """A debtor to be entered in a case."""

    case_id: UUID
    kind: SubjectKind
    legal_representative: str | None = None
    performance_due_on: date | None = None


def add(
    session: Session, order: AddDebtor, *, actor: CourtActor, now: datetime, vault: Vault
) -> Matter:
    """Enter a debtor; the subject is found by its number, or made known.

    :raises ServiceError: ``case.not_found``, ``debtor.ineligible``, ``request.invalid`` for numbers
        that are none or contradict what is stated, ``debtor.exists``.
    """
    sought = Sought(id=order.case_id, court_code=actor.court_code, to_change=True)
    case = records.case(session, sought)
    findings = eligibility.authority(Act.ENTER_CASE, actor, court_code=case.court_code)
    eligibility.require("debtor.ineligible", findings)
    identity = identity_stated(order, on=legal_day(now))
    _require_particulars(identity)
    enrolled = subjects.enrol(session, identity, vault=vault, now=now)
    known = _in_case(session, case, enrolled.subject.id)
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "debtor.exists", {"debtor": known.public_id})
    debtor = Debtor(
        public_id=uuid4(),
        case_id=case.id,
        subject_id=enrolled.subject.id,
        identity_version=enrolled.version,
        performance_due_on=order.performance_due_on,
        entered_at=now,
    )
    session.add(debtor)
    session.flush()
    matter = Matter(case, debtor, enrolled.subject)
    _journal(session, matter, actor=actor, now=now)
    return matter


def enrol_person(
    session: Session, case: EnforcementCase, person: PersonStated, *, now: datetime, vault: Vault
) -> Enrolment:
    """Find, or make known, a person beside the debtor whom an act in his case is about.

    :raises ServiceError: ``request.invalid`` as for :func:`add`.
    """
    stated = AddDebtor(
        case_id=case.public_id,
        kind=SubjectKind.NATURAL,
        name=person.name,
        documents=person.documents,
        sex=person.sex,
        birth_on=person.birth_on,
    )
    identity = identity_stated(stated, on=legal_day(now))
    return subjects.enrol(session, identity, vault=vault, now=now)


def of_case(session: Session, case: EnforcementCase) -> Sequence[Matter]:
    """Return the debtors of a case in the order in which they were entered."""
    return records.matters_of(session, case.id)


def _journal(session: Session, matter: Matter, *, actor: CourtActor, now: datetime) -> None:
    said = {
        "debtor": str(matter.debtor.public_id),
        "flagged": matter.subject.flagged,
    }
    debtor_journal.note(
        session,
        events.DEBTOR_ADDED,
        matter.case.public_id,
        matter,
        said,
        Why(reason="录入被执行人", basis=str(NUMBER_IN_FULL.article)),
        actor=actor.journal,
        now=now,
    )


def _in_case(session: Session, case: EnforcementCase, subject_id: int) -> Debtor | None:
    return session.execute(
        select(Debtor).where(Debtor.case_id == case.id, Debtor.subject_id == subject_id)
    ).scalar_one_or_none()


def identity_stated(order: AddDebtor, *, on: date) -> Identity:
    """Return the identity that a court states of somebody, with full numbers.

    :raises ServiceError: ``request.invalid``.
    """
    natural = order.kind is SubjectKind.NATURAL
    name = _name(order.name, "/name")
    numbers = tuple(_numbers(order, on=on))
    stated = (order.sex, order.birth_on)
    if not natural and stated != (None, None):
        pointer = "/sex" if order.sex else "/birth_on"
        raise invalid(pointer, "not_for_organisations")
    if natural and order.legal_representative is not None:
        raise invalid("/legal_representative", "not_for_persons")
    if not natural and order.legal_representative is None:
        raise invalid("/legal_representative", "required")
    if order.birth_on is not None and order.birth_on > on:
        raise invalid("/birth_on", "in_future")
    resident = next((n for n in numbers if n.type is DocumentType.RESIDENT_ID), None)
    representative = order.legal_representative
    return Identity(
        kind=order.kind,
        name=name,
        documents=tuple(Document(n.type, n.value) for n in numbers if n.value is not None),
        sex=_agreed("/sex", order.sex, resident.sex if resident else None),
        birth_on=_agreed("/birth_on", order.birth_on, resident.birth_on if resident else None),
        legal_representative=(
            None if representative is None else _name(representative, "/legal_representative")
        ),
    )


def _require_particulars(identity: Identity) -> None:
    """Require of a person what the law has an entry tell besides name and number.

    A resident identity number says it, and every passport states it; a decision to list could not
    be made without, and an identity is not changed once it is recorded.
    """
    if identity.kind is not SubjectKind.NATURAL:
        return
    held = {"sex": ("/sex", identity.sex), "age": ("/birth_on", identity.birth_on)}
    for field in FIELDS_OF_PERSONS:
        pointer, stated = held[field]
        if stated is None:
            raise invalid(pointer, "required")


def _numbers(order: AddDebtor, *, on: date) -> Iterator[Number]:
    seen: set[DocumentType] = set()
    for place, (document, text) in enumerate(order.documents):
        pointer = f"/documents/{place}/number"
        try:
            number = parse_number(order.kind, text, on=on, document=document)
        except IdentifierError as error:
            raise invalid(pointer, error.code) from None
        if number.value is None:
            raise invalid(pointer, "number_masked")
        if document in seen:
            raise invalid(f"/documents/{place}/type", "duplicate")
        seen.add(document)
        yield number


def _name(text: str, pointer: str) -> str:
    if has_control_character(text):
        raise invalid(pointer, "control_character")
    name = clean_name(text)
    if not name:
        raise invalid(pointer, "blank")
    # Folding may make a name longer, and the folded one is what is searched.
    if max(len(name), len(fold_name(name))) > LONGEST_NAME:
        raise invalid(pointer, "too_long", str(LONGEST_NAME))
    if mask_numbers_in_text(name) != name:
        raise invalid(pointer, "number_in_name")
    return name


def _agreed(pointer: str, stated: Stated | None, by_number: Stated | None) -> Stated | None:
    if stated is not None and by_number is not None and stated != by_number:
        raise invalid(pointer, "contradicts_number")
    return by_number if stated is None else stated
