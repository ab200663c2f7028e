"""Deadlines as a court reads them (期限查询): which duties there are, and how many of each kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.models.cases import EnforcementCase
from registry.models.deadlines import Deadline
from registry.services.acts import courts_above
from schemas.codes import Bearer, DeadlineKind

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which deadlines of a court are wanted; None where anything will do.

    :ivar is_open: only open ones, or only done ones.
    :ivar overdue_on: only those that were open and past their day on this day.
    """

    kind: DeadlineKind | None = None
    bearer: Bearer | None = None
    is_open: bool | None = None
    overdue_on: date | None = None
    due_before: date | None = None
    record_id: UUID | None = None
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many duties of one kind are open, how many of them this week, and how many overdue."""

    kind: DeadlineKind
    bearer: Bearer
    open: int
    due_this_week: int
    overdue: int
    provisional: int


def find(
    session: Session, court_code: str, wanted: Wanted, *, after: int, limit: int
) -> Sequence[Deadline]:
    """Return deadlines of a court in the order in which they were opened.

    :param after: the key of the deadline to go on after.
    """
    chosen = select(Deadline).where(Deadline.court_code == court_code, Deadline.id > after)
    chosen = _narrowed(chosen, wanted)
    return session.scalars(chosen.order_by(Deadline.id).limit(limit)).all()


def one(session: Session, court_code: str, deadline_id: UUID) -> Deadline:
    """Return a deadline of a court, or of one below it.

    :raises ServiceError: ``deadline.not_found``.
    """
    chosen = select(Deadline).where(Deadline.public_id == deadline_id)
    found = session.execute(chosen).scalar_one_or_none()
    if found is None or not courts_above.readable(session, court_code, wanted=found.court_code):
        raise ServiceError(ErrorKind.NOT_FOUND, "deadline.not_found")
    return found


def counts(session: Session, court_code: str, *, on: date) -> tuple[Count, ...]:
    """Return how many duties of each kind are open for a court, by the name of the kind."""
    sunday = on + timedelta(days=DAYS_OF_A_WEEK - on.isoweekday())
    week = Deadline.due_on.between(on, sunday)
    rows = session.execute(
        select(
            Deadline.kind,
            Deadline.bearer,
            func.count(Deadline.id),
            func.sum(case((week, 1), else_=0)),
            func.sum(case((Deadline.due_on < on, 1), else_=0)),
            func.sum(case((Deadline.provisional, 1), else_=0)),
        )
        .where(Deadline.court_code == court_code, Deadline.done_on.is_(None))
        .group_by(Deadline.kind, Deadline.bearer)
        .order_by(Deadline.kind, Deadline.bearer)
    )
    return tuple(
        Count(DeadlineKind(kind), Bearer(bearer), *map(int, numbers))
        for kind, bearer, *numbers in rows
    )


def cases_of(session: Session, found: Sequence[Deadline]) -> dict[int, EnforcementCase]:
    """Return the cases that deadlines belong to, by their keys."""
    keys = {deadline.case_id for deadline in found if deadline.case_id is not None}
    chosen = select(EnforcementCase).where(EnforcementCase.id.in_(keys))
    return {known.id: known for known in session.scalars(chosen)}


def _narrowed(chosen: Select[Deadline], wanted: Wanted) -> Select[Deadline]:
    if wanted.kind is not None:
        chosen = chosen.where(Deadline.kind == wanted.kind)
    if wanted.bearer is not None:
        chosen = chosen.where(Deadline.bearer == wanted.bearer)
    if wanted.is_open is not None:
        open_ones = Deadline.done_on.is_(None)
        chosen = chosen.where(open_ones if wanted.is_open else ~open_ones)
    if wanted.overdue_on is not None:
        chosen = chosen.where(Deadline.done_on.is_(None), Deadline.due_on < wanted.overdue_on)
    if wanted.due_before is not None:
        chosen = chosen.where(Deadline.due_on < wanted.due_before)
    if wanted.record_id is not None:
        chosen = chosen.where(Deadline.record_id == wanted.record_id)
    if wanted.case_id is not None:
        about = select(EnforcementCase.id).where(EnforcementCase.public_id == wanted.case_id)
        chosen = chosen.where(Deadline.case_id == about.scalar_subquery())
    return chosen
