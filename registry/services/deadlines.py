"""Deadlines (期限): duties with a day, opened by what makes them due and done by the act itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.deadlines import Deadline
from registry.rules.articles import Article
from registry.rules.calendar import Due
from schemas.codes import DeadlineKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a court has to do about one record, since when and by when."""

    kind: DeadlineKind
    court_code: str
    record_id: UUID
    basis: Article
    opened_on: date
    due: Due


def open_duty(session: Session, duty: Duty) -> Deadline:
    """Return the open deadline of a duty, which is entered unless the record has it already."""
    known = find_open(session, duty.record_id, duty.kind)
    if known is not None:
        return known
    deadline = Deadline(
        public_id=uuid4(),
        kind=duty.kind,
        court_code=duty.court_code,
        record_id=duty.record_id,
        basis=str(duty.basis),
        opened_on=duty.opened_on,
        due_on=duty.due.on,
        provisional=duty.due.provisional,
    )
    session.add(deadline)
    return deadline


def close(session: Session, record_id: UUID, kind: DeadlineKind, *, on: date) -> None:
    """Note that a duty about a record is done, if it had one."""
    known = find_open(session, record_id, kind)
    if known is not None:
        known.done_on = on


def of_court(
    session: Session,
    court_code: str,
    *,
    kind: DeadlineKind | None,
    is_open: bool | None,
    after: int,
    limit: int,
) -> Sequence[Deadline]:
    """Return deadlines of a court in the order in which they were opened.

    :param is_open: whether only open ones, only done ones, or both are wanted.
    :param after: the key of the deadline to go on after.
    """
    chosen = select(Deadline).where(Deadline.court_code == court_code, Deadline.id > after)
    if kind is not None:
        chosen = chosen.where(Deadline.kind == kind)
    if is_open is not None:
        open_ones = Deadline.done_on.is_(None)
        chosen = chosen.where(open_ones if is_open else ~open_ones)
    return session.scalars(chosen.order_by(Deadline.id).limit(limit)).all()


def find_open(session: Session, record_id: UUID, kind: DeadlineKind) -> Deadline | None:
    """Return the open deadline of one duty about a record."""
    return session.scalars(
        select(Deadline).where(
            Deadline.record_id == record_id,
            Deadline.kind == kind,
            Deadline.done_on.is_(None),
        )
    ).first()
