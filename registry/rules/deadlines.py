"""Deadlines (期限): when each clock of the law runs out, who is reminded before and who is told
after.

A day that depends on a year whose holidays are not arranged yet is provisional, and is computed
anew when the arrangement arrives. Nothing is ever imposed or published by the passing of time: a
clock runs out into a reminder and an escalation, save where a job ends a burden or resumes a
suspended order.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from registry.rules import (
    clocks_of_appeals,
    clocks_of_cases,
    clocks_of_lists,
    clocks_of_notices,
    clocks_of_others,
)
from registry.rules.articles import Article, Instrument
from registry.rules.calendar import (
    Calendar,
    Due,
    days_after,
    months_after,
    working_days_after,
    working_days_before,
)
from registry.rules.calendar_arithmetic import add_months
from registry.rules.clock import Clock, Reckoning, Unit
from registry.rules.findings import Computation, Mark
from registry.rules.policy import DEFAULT, Policy
from schemas.codes import DeadlineKind
from schemas.deadline_codes import Punctuality as Punctuality

DUE = Computation(
    "deadlines.due",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 85),
    "各项期限按其单位和计算方式确定届满日；诉讼期间遇节假日顺延，纳入期限、限制消费、暂时解除等不顺延。",
    "Every clock runs out as its unit and its reckoning say; procedural periods move off a "
    "holiday, listings, orders and suspensions do not.",
    mark=Mark.LIKELY,
)
RECOMPUTED = Computation(
    "deadlines.recomputed",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 85),
    "年度节假日安排公布之后，暂定的届满日重新计算。",
    "When the arrangement of a year arrives, the days that depend on it are computed anew.",
    mark=Mark.DERIVED,
)
REMINDERS = Computation(
    "deadlines.reminders",
    Article(Instrument.REGISTER_RULES, 19),
    "届满之前若干工作日提醒责任人。",
    "The owner of a duty is reminded so many working days before it is due.",
)
ESCALATIONS = Computation(
    "deadlines.escalations",
    Article(Instrument.REGISTER_RULES, 19),
    "逾期之后若干工作日逐级上报。",
    "A missed duty is escalated so many working days after it was due.",
)
PUNCTUALITY = Computation(
    "deadlines.punctuality",
    Article(Instrument.REGISTER_RULES, 19),
    "届满当日办理的为按期办理。",
    "What is done on the due day is done in time.",
)
COMPUTATIONS = (DUE, RECOMPUTED, REMINDERS, ESCALATIONS, PUNCTUALITY)

ALL = (
    clocks_of_lists.CLOCKS
    + clocks_of_notices.CLOCKS
    + clocks_of_appeals.CLOCKS
    + clocks_of_cases.CLOCKS
    + clocks_of_others.CLOCKS
)
BY_NAME = MappingProxyType({clock.name: clock for clock in ALL})

_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that was set going: since when, for how long where that was chosen, and the day that
    was computed.
    """

    clock: Clock
    start: date
    due: Due
    length: int | None = None


def due(clock: Clock, start: date, calendar: Calendar, *, length: int | None = None) -> Due:
    """Return the day on which a clock runs out that was set going on ``start``.

    :param length: how long, where the clock leaves a choice; its shortest otherwise.
    :raises ValueError: a length that the clock does not allow.
    """
    last = _last_day(clock, start, calendar, length=length)
    if not clock.then_working_days:
        return last
    then = working_days_after(last.on, clock.then_working_days, calendar)
    return Due(then.on, provisional=then.provisional or last.provisional)


def _last_day(clock: Clock, start: date, calendar: Calendar, *, length: int | None) -> Due:
    count = _length(clock, length)
    if clock.unit is Unit.WORKING_DAYS:
        return working_days_after(start, count, calendar)
    if clock.unit is Unit.DAYS:
        return days_after(start, count, calendar)
    months = count * _MONTHS[clock.unit]
    if clock.reckoning is Reckoning.PERIOD:
        return months_after(start, months, calendar)
    day = add_months(start, months)
    if clock.reckoning is Reckoning.EXCEEDED:
        day += timedelta(days=1)
    return Due(day, provisional=False)


def start(clock: Clock, on: date, calendar: Calendar, *, length: int | None = None) -> Running:
    """Return a clock as set going on a day."""
    return Running(clock, on, due(clock, on, calendar, length=length), length)


def recomputed(running: Running, calendar: Calendar) -> Running | None:
    """Return a running clock with its day computed anew, or None where nothing changes."""
    again = start(running.clock, running.start, calendar, length=running.length)
    return None if again == running else again


def of_kind(kind: DeadlineKind) -> tuple[Clock, ...]:
    """Return the clocks that open a duty of this kind, the clocks of the law first."""
    return tuple(clock for clock in ALL if clock.kind is kind)


def reminders(due_on: date, calendar: Calendar, *, policy: Policy = DEFAULT) -> tuple[date, ...]:
    """Return the days on which the owner of a duty is reminded, first to last."""
    days = {
        working_days_before(due_on, count, calendar) for count in policy.remind_working_days_before
    }
    return tuple(sorted(days))


def escalations(due_on: date, calendar: Calendar, *, policy: Policy = DEFAULT) -> tuple[date, ...]:
    """Return the days on which a duty that is still open is escalated, first to last."""
    days = {
        working_days_after(due_on, count, calendar).on
        for count in policy.escalate_working_days_after
    }
    return tuple(sorted(days))


def punctuality(due_on: date, done_on: date | None, *, on: date) -> Punctuality:
    """Return how a duty stands on a day; the due day itself is in time."""
    if done_on is not None:
        return Punctuality.DONE if done_on <= due_on else Punctuality.DONE_LATE
    return Punctuality.OPEN if on <= due_on else Punctuality.OVERDUE


def _length(clock: Clock, length: int | None) -> int:
    if length is None:
        return clock.limit
    if not clock.limit <= length <= (clock.longest or clock.limit):
        raise ValueError(f"the clock {clock.name} does not run for {length} {clock.unit}")
    return length
