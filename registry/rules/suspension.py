"""Temporary suspension (暂时解除), point 17(3) of the 2019 Opinion: flights and high-speed trains
only, for listed causes, one month at most, approved by the president.

The day on which the restriction is resumed is fixed with the grant, and a job resumes it on that
day. It is never moved off a holiday: the day after the last day restricts again, whatever day it
is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from registry.rules.applications import Application, application_findings
from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months
from registry.rules.findings import Computation, Finding, Rule, listed, yes_or_no
from schemas.codes import OrderState
from schemas.restriction_codes import SuspensionCause, Travel

LONGEST_MONTHS = 1
SUSPENDABLE = frozenset({Travel.FLIGHTS, Travel.HIGH_SPEED_TRAINS})

_POINT_17_3 = Article(Instrument.OPINION_2019, 17, item=3)

ORDER_IN_FORCE = Rule(
    "suspension.order_in_force",
    _POINT_17_3,
    "只有生效中的限制消费令可以暂时解除。",
    "Only an order in force is suspended.",
)
INDIVIDUAL = Rule(
    "suspension.individual",
    _POINT_17_3,
    "暂时解除只适用于被限制消费的个人。",
    "Only an individual under restriction is given a suspension.",
)
TRAVEL_ALONE = Rule(
    "suspension.travel_alone",
    _POINT_17_3,
    "只能暂时解除乘坐飞机、高铁的限制，其他限制继续有效。",
    "Only flights and high-speed trains are suspended; all else stays restricted.",
)
CAUSE_LISTED = Rule(
    "suspension.cause_listed",
    _POINT_17_3,
    "事由限于本人或者近亲属重大疾病就医、近亲属丧葬、"
    "执行或者配合执行公务、参加外事活动或者重要考试等。",
    "The cause is serious illness of the person or a close relative, a close relative's funeral, "
    "an official duty, foreign affairs or an important examination.",
)
URGENT = Rule(
    "suspension.urgent",
    _POINT_17_3,
    "应当是亟需赴外地的紧急情况。",
    "The travel is urgent.",
)
ONE_MONTH_AT_MOST = Rule(
    "suspension.one_month_at_most",
    _POINT_17_3,
    "暂时解除的期间最长不超过一个月，不因节假日顺延。",
    "A suspension lasts one month at most, and no holiday makes it longer.",
)
RULES = (
    ORDER_IN_FORCE,
    INDIVIDUAL,
    TRAVEL_ALONE,
    CAUSE_LISTED,
    URGENT,
    ONE_MONTH_AT_MOST,
)

LATEST_END = Computation(
    "suspension.latest_end",
    _POINT_17_3,
    "暂时解除最迟至起始日在次月的对应日（无对应日的为月末日）。",
    "A suspension ends on the corresponding day of the next month, or the last of that month, at "
    "the latest.",
)
RESUMES = Computation(
    "suspension.resumes_on",
    _POINT_17_3,
    "暂时解除最后一日的次日恢复限制，节假日亦同。",
    "The restriction is resumed on the day after the last day, a holiday too.",
)
COMPUTATIONS = (LATEST_END, RESUMES)


@dataclass(frozen=True, slots=True)
class SuspensionFacts:
    """A suspension to be granted from its first to its last day."""

    state: OrderState
    individual: bool
    travel: tuple[Travel, ...]
    cause: SuspensionCause | None
    urgent: bool
    starts_on: date
    ends_on: date
    application: Application


def suspension_findings(facts: SuspensionFacts) -> tuple[Finding, ...]:
    """Return whether an order may be suspended so; that the president approves is a matter of
    authority.
    """
    latest = latest_end(facts.starts_on)
    return (
        ORDER_IN_FORCE.finding(facts.state is OrderState.IN_FORCE, state=facts.state),
        INDIVIDUAL.finding(facts.individual, individual=yes_or_no(facts.individual)),
        TRAVEL_ALONE.finding(_is_suspendable(facts.travel), travel=listed(facts.travel)),
        CAUSE_LISTED.finding(facts.cause is not None, cause=facts.cause or "none"),
        URGENT.finding(facts.urgent, urgent=yes_or_no(facts.urgent)),
        ONE_MONTH_AT_MOST.finding(
            facts.starts_on <= facts.ends_on <= latest,
            starts_on=facts.starts_on.isoformat(),
            ends_on=facts.ends_on.isoformat(),
            latest_end=latest.isoformat(),
        ),
        *application_findings(facts.application),
    )


def latest_end(starts_on: date) -> date:
    """Return the last day that a suspension from this day may have."""
    return add_months(starts_on, LONGEST_MONTHS)


def resumes_on(ends_on: date) -> date:
    """Return the fixed day on which the restriction is resumed."""
    return ends_on + timedelta(days=1)


def _is_suspendable(travel: Collection[Travel]) -> bool:
    return bool(travel) and SUSPENDABLE.issuperset(travel)
