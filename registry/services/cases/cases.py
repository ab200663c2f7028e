"""Enforcement cases (执行案件): entering one. Its number says which court has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Entry
from registry.models.cases import EnforcementCase
from registry.rules.authority import ENFORCING_COURT_ACTS, Act
from registry.rules.procedure import not_in_future
from registry.services.acts import eligibility
from schemas.case_numbers import CaseNumber, CaseNumberError, is_enforcement_case, parse_case_number
from schemas.codes import RecordSource
from schemas.free_text import mask_numbers_in_text


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case to be entered; the amount is what the instrument orders, none where it is no money."""

    number: str
    filed_on: date
    basis_number: str
    basis_body: str
    obligation: str
    amount: Decimal | None = None


def open_case(
    session: Session, order: OpenCase, *, actor: CourtActor, now: datetime
) -> EnforcementCase:
    """Enter a case of one's own court.

    :raises ServiceError: ``request.invalid`` for a number that is none, ``case.ineligible`` for
        another court's case, ``case.exists``.
    """
    number = _read_number(order.number)
    findings = eligibility.authority(Act.ENTER_CASE, actor, court_code=number.court_code)
    filed = not_in_future({"filed_on": order.filed_on}, on=legal_day(now))
    eligibility.require("case.ineligible", (*findings, filed))
    known = find_by_number(session, number.normal)
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "case.exists", {"case": known.public_id})
    case = EnforcementCase(
        public_id=uuid4(),
        number=number.normal,
        court_code=number.court_code,
        filed_on=order.filed_on,
        basis_number=mask_numbers_in_text(order.basis_number),
        basis_body=mask_numbers_in_text(order.basis_body),
        obligation=mask_numbers_in_text(order.obligation),
        amount=order.amount,
        source=RecordSource.COURT,
        version=1,
    )
    session.add(case)
    append.record(
        session,
        Entry(
            kind=events.CASE_OPENED,
            body={"case": {"number": case.number, "court_code": case.court_code}},
            actor=actor.journal,
            reason="录入执行案件",
            basis=str(ENFORCING_COURT_ACTS.article),
            occurred_at=now,
            record_id=case.public_id,
        ),
    )
    return case


def find_by_number(session: Session, number: str) -> EnforcementCase | None:
    """Return the case of a normalised number."""
    return session.execute(
        select(EnforcementCase).where(EnforcementCase.number == number)
    ).scalar_one_or_none()


def find_in_any_spelling(session: Session, number: str) -> EnforcementCase | None:
    """Return the case of a number in any spelling; one that is none finds nothing."""
    try:
        return find_by_number(session, parse_case_number(number).normal)
    except CaseNumberError:
        return None


def of_court(
    session: Session, court_code: str, *, number: str | None, after: int, limit: int
) -> Sequence[EnforcementCase]:
    """Return cases of a court in the order in which they were entered.

    :param number: the case number to look for, in any spelling; one that is none finds nothing.
    :param after: the key of the case to go on after.
    """
    chosen = select(EnforcementCase).where(
        EnforcementCase.court_code == court_code, EnforcementCase.id > after
    )
    if number is not None:
        try:
            wanted = parse_case_number(number).normal
        except CaseNumberError:
            return ()
        chosen = chosen.where(EnforcementCase.number == wanted)
    return session.scalars(chosen.order_by(EnforcementCase.id).limit(limit)).all()


def _read_number(text: str) -> CaseNumber:
    try:
        number = parse_case_number(text)
    except CaseNumberError as error:
        raise eligibility.invalid("/number", error.code) from None
    if not is_enforcement_case(number):
        raise eligibility.invalid("/number", "case_type_not_enforcement")
    return number
