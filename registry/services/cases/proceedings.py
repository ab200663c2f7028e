"""What happens in a case (案件进程): finding rulings, inquiries, clues and referrals, and locking
their case while an act changes them.
"""

from collections.abc import Sequence
from functools import cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.cases import EnforcementCase
from registry.models.proceedings import (
    BankruptcyReferral,
    CaseRuling,
    PropertyClue,
    PropertyInquiry,
)
from registry.services.acts import plans, records
from registry.services.acts.records import FRESH, Matter, Sought
from registry.services.cases import debtors

Found = TypeVar("Found", CaseRuling, PropertyInquiry, PropertyClue)


def ruling(session: Session, sought: Sought) -> tuple[CaseRuling, EnforcementCase]:
    """Return a ruling with its case.

    :raises ServiceError: ``ruling.not_found``.
    """
    return _find(session, CaseRuling, sought, "ruling")


def inquiry(session: Session, sought: Sought) -> tuple[PropertyInquiry, EnforcementCase]:
    """Return an inquiry with its case.

    :raises ServiceError: ``inquiry.not_found``.
    """
    return _find(session, PropertyInquiry, sought, "inquiry")


def clue(session: Session, sought: Sought) -> tuple[PropertyClue, EnforcementCase]:
    """Return a clue with its case.

    :raises ServiceError: ``clue.not_found``.
    """
    return _find(session, PropertyClue, sought, "clue")


def referral_of(session: Session, ruling_id: int) -> BankruptcyReferral | None:
    """Return the referral that a ruling made, once it is signed."""
    return session.execute(
        select(BankruptcyReferral).where(BankruptcyReferral.ruling_id == ruling_id),
        execution_options=FRESH,
    ).scalar_one_or_none()


def of_case(session: Session, kind: type[Found], case: EnforcementCase) -> Sequence[Found]:
    """Return everything of one kind in a case, as it was entered."""
    return session.scalars(_of_kind(kind), {"case": case.id}, execution_options=FRESH).all()


@cache
def _of_kind(kind: type[Found]) -> Select[Found]:
    return select(kind).where(kind.case_id == bindparam("case")).order_by(kind.id)


def debtor(session: Session, case: EnforcementCase, debtor_id: UUID | None) -> Matter | None:
    """Return the debtor of a case that an act names, or none where it names nobody.

    :raises ServiceError: ``debtor.not_found`` for one of another case.
    """
    if debtor_id is None:
        return None
    for matter in debtors.of_case(session, case):
        if matter.debtor.public_id == debtor_id:
            return matter
    raise ServiceError(ErrorKind.NOT_FOUND, "debtor.not_found")


def expect(record: PropertyInquiry | PropertyClue | BankruptcyReferral, version: int) -> None:
    """Make sure that a change is meant for the version of the record that is there.

    :raises ServiceError: ``record.stale``.
    """
    if plans.is_stale(record.version, version):
        raise ServiceError(ErrorKind.STALE, "record.stale", {"version": record.version})


def _find(
    session: Session, kind: type[Found], sought: Sought, name: str
) -> tuple[Found, EnforcementCase]:
    path = (
        select(EnforcementCase.public_id)
        .join(kind, kind.case_id == EnforcementCase.id)
        .where(kind.public_id == sought.id)
    )
    case_id = session.execute(path).scalar_one_or_none()
    not_found = ServiceError(ErrorKind.NOT_FOUND, f"{name}.not_found")
    if case_id is None:
        raise not_found
    of_case = Sought(
        id=case_id,
        court_code=sought.court_code,
        to_change=sought.to_change,
        from_above=sought.from_above,
    )
    try:
        case = records.case(session, of_case)
    except ServiceError:
        raise not_found from None
    chosen = select(kind).where(kind.public_id == sought.id)
    return session.execute(chosen, execution_options=FRESH).scalar_one(), case
