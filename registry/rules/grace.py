"""The grace period (宽限期), point 15 of the 2019 Opinion: one to three months for a decision to
list or to restrict, in which nothing is published and nothing is restricted.

It is for the court to grant, case by case. At its end a person records performance or
non-performance: the passing of time publishes nothing. Then all bars are tested again, and the
decision is dropped or published. The period is one that the court sets for an act of the debtor, so
Civil Procedure Law Art. 85 moves its last day off a holiday.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.assessment import Assessment
from registry.rules.calendar import Calendar, Due, months_after
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    stated,
    yes_or_no,
)
from schemas.remedy_codes import GraceOutcome

SHORTEST_MONTHS = 1
LONGEST_MONTHS = 3
OUTCOME_WORKING_DAYS = 3

_POINT_15 = Article(Instrument.OPINION_2019, 15)

FOR_A_DECISION = Rule(
    "grace.for_a_decision",
    _POINT_15,
    "宽限期适用于已经决定纳入名单或者限制消费、尚未公布或者采取措施的被执行人。",
    "Grace is for a decision to list or restrict that is made and not yet published or in force.",
)
WITHIN_LIMITS = Rule(
    "grace.within_limits",
    _POINT_15,
    "宽限期为一至三个月，多次给予的合并计算。",
    "A grace period is one to three months, all grants for one decision taken together.",
)
REASON_STATED = Rule(
    "grace.reason_stated",
    _POINT_15,
    "是否给予宽限期由法院根据案件具体情况决定，应当说明理由。",
    "Grace is granted case by case and for a stated reason; nobody has it as of right.",
)
NOTHING_PUBLISHED = Rule(
    "grace.nothing_published",
    _POINT_15,
    "宽限期内不公布失信或者限制消费信息，也不采取措施。",
    "While a grace period runs nothing is published and nothing is restricted.",
)
OUTCOME_RECORDED = Rule(
    "grace.outcome_recorded",
    _POINT_15,
    "宽限期届满后，经办人认定仍未履行的，才可以公布；期满本身不产生公布的效果。",
    "After a grace period a decision is published only once a person has recorded that nothing was "
    "performed.",
)
NOT_JUDGED_EARLY = Rule(
    "grace.not_judged_early",
    _POINT_15,
    "宽限期届满之前不得认定未履行；已履行的可以随时认定。",
    "Non-performance is recorded only after the last day; performance on any day.",
)
RECORDED_AS_IT_IS = Rule(
    "grace.recorded_as_it_is",
    _POINT_15,
    "认定的履行情况应当与已确认的履行相符。",
    "What is recorded agrees with what was confirmed as performed.",
    mark=Mark.DERIVED,
)
DROPPED_FOR_CAUSE = Rule(
    "grace.dropped_for_cause",
    _POINT_15,
    "宽限期内已履行的，或者期满重新审查时有不得纳入、不得限制情形的，不再公布或者采取措施。",
    "A decision is dropped when it was performed in grace, or when a bar stands at the new test.",
)
RULES = (
    FOR_A_DECISION,
    WITHIN_LIMITS,
    REASON_STATED,
    NOTHING_PUBLISHED,
    OUTCOME_RECORDED,
    NOT_JUDGED_EARLY,
    RECORDED_AS_IT_IS,
    DROPPED_FOR_CAUSE,
)

ENDS = Computation(
    "grace.ends_on",
    _POINT_15,
    "宽限期自给予之日起算，届满于对应日；对应日为法定休假日的，顺延至其后第一个工作日。",
    "A grace period ends on the corresponding day, or on the first working day after it.",
    mark=Mark.DERIVED,
)
OUTCOME_DUE = Computation(
    "grace.outcome_due",
    Article(Instrument.REGISTER_RULES, 23),
    "宽限期届满后三个工作日内认定履行情况，期限系本名单库自定。",
    "What a grace period came to is recorded within 3 working days of its last day, which is the "
    "register's own rule.",
)
COMPUTATIONS = (ENDS, OUTCOME_DUE)


@dataclass(frozen=True, slots=True)
class GraceGrant:
    """A grace period to be granted: the decision that it is for, and how long it is to be.

    ``months_before`` are those granted earlier for the same decision.
    """

    months: int
    reason: str | None
    decided_on: date | None
    published_on: date | None = None
    months_before: int = 0


@dataclass(frozen=True, slots=True)
class Grace:
    """A grace period that was granted: its last day, and what a person recorded of it."""

    ends_on: date
    outcome: GraceOutcome | None = None


def ends_on(granted_on: date, months: int, calendar: Calendar) -> Due:
    """Return the last day of a grace period, on which performance is still in time."""
    return months_after(granted_on, months, calendar)


def grant_findings(grant: GraceGrant, *, on: date) -> tuple[Finding, ...]:
    """Return whether a grace period may be granted on a day."""
    decided = grant.decided_on is not None and grant.decided_on <= on
    total = grant.months + grant.months_before
    return (
        FOR_A_DECISION.finding(
            decided and grant.published_on is None,
            decided_on=day_or_none(grant.decided_on),
            published_on=day_or_none(grant.published_on),
        ),
        WITHIN_LIMITS.finding(
            grant.months >= SHORTEST_MONTHS and total <= LONGEST_MONTHS,
            months=str(grant.months),
            months_before=str(grant.months_before),
        ),
        REASON_STATED.finding(stated(grant.reason), reason_stated=yes_or_no(stated(grant.reason))),
    )


def is_running(grace: Grace, *, on: date) -> bool:
    """Tell whether a grace period runs on a day; its last day belongs to it."""
    return on <= grace.ends_on


def outcome_findings(
    grace: Grace, outcome: GraceOutcome, *, performed: bool, on: date
) -> tuple[Finding, ...]:
    """Return whether a person may record this outcome on a day; ``performed`` says whether all is
    confirmed as performed.
    """
    unperformed = outcome is GraceOutcome.NOT_PERFORMED
    return (
        NOT_JUDGED_EARLY.finding(
            not (unperformed and is_running(grace, on=on)),
            outcome=outcome,
            ends_on=grace.ends_on.isoformat(),
            on=on.isoformat(),
        ),
        RECORDED_AS_IT_IS.finding(
            performed is not unperformed, outcome=outcome, performed=yes_or_no(performed)
        ),
    )


def publication_findings(grace: Grace | None, *, on: date) -> tuple[Finding, ...]:
    """Return whether grace stands in the way of publication, or of an order's taking effect; the
    bars are to be tested again beside it.
    """
    if grace is None:
        return (NOTHING_PUBLISHED.finding(True, grace="none"),)
    ends, outcome = grace.ends_on.isoformat(), grace.outcome or "none"
    return (
        NOTHING_PUBLISHED.finding(not is_running(grace, on=on), ends_on=ends, on=on.isoformat()),
        OUTCOME_RECORDED.finding(grace.outcome is GraceOutcome.NOT_PERFORMED, outcome=outcome),
    )


def drop_findings(grace: Grace | None, tested_again: Assessment) -> tuple[Finding, ...]:
    """Return whether a decision is dropped: performed in grace, or barred when the bars are tested
    again, with a grace period before it or without one.
    """
    outcome = None if grace is None else grace.outcome
    performed = outcome is GraceOutcome.PERFORMED
    barred_by = ",".join(finding.rule for finding in tested_again.barred_by)
    return (
        DROPPED_FOR_CAUSE.finding(
            performed or not tested_again.allowed,
            outcome=outcome or "none",
            barred_by=barred_by or "none",
        ),
    )
