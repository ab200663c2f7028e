"""Review (复议), Listing Rules Art. 12: within ten days of the dismissal's service, at the next
higher court, which decides within fifteen; the original decision runs on.

Who was kept by force majeure may ask within ten days of the end of the obstacle that the period be
extended (Civil Procedure Law Art. 86). The next higher court dismisses, orders the correction, or
corrects directly.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    stated,
    yes_or_no,
)
from schemas.codes import ListingState, OrderState
from schemas.remedy_codes import ObjectionState

APPLICATION_DAYS = 10
DECISION_DAYS = 15
OBSTACLE_DAYS = 10

_ARTICLE_12 = Article(Instrument.LISTING_RULES, 12)

DISMISSED_BEFORE = Rule(
    "reviews.dismissed_before",
    _ARTICLE_12,
    "对驳回决定不服的，才可以申请复议。",
    "Review is of a dismissal.",
)
IN_TIME = Rule(
    "reviews.in_time",
    _ARTICLE_12,
    "复议应当自驳回决定送达之日起十日内申请；因不可抗拒的事由耽误的，障碍消除后十日内可以申请顺延。",
    "Review is applied for within 10 days of the dismissal's service; after an obstacle, within 10 "
    "days of its end.",
)
TO_THE_NEXT_HIGHER_COURT = Rule(
    "reviews.to_the_next_higher_court",
    _ARTICLE_12,
    "复议应当向上一级人民法院申请。",
    "Review is applied for at the next higher court.",
)
AFTER_THE_DISMISSAL = Rule(
    "reviews.after_the_dismissal",
    _ARTICLE_12,
    "复议申请不得早于驳回决定，收到日期不得早于申请日期。",
    "Review is applied for after the dismissal, and received after it was applied for.",
    mark=Mark.DERIVED,
)
DECIDED_WITH_REASONS = Rule(
    "reviews.decided_with_reasons",
    _ARTICLE_12,
    "复议决定应当说明理由。",
    "A review is decided with reasons.",
)
RULES = (
    DISMISSED_BEFORE,
    IN_TIME,
    TO_THE_NEXT_HIGHER_COURT,
    AFTER_THE_DISMISSAL,
    DECIDED_WITH_REASONS,
)

APPLICATION_ENDS = Computation(
    "reviews.application_ends_on",
    _ARTICLE_12,
    "复议申请期间自驳回决定送达之日起十日。",
    "Review is open for 10 days from the service of the dismissal.",
)
DECISION_DUE = Computation(
    "reviews.decision_due",
    _ARTICLE_12,
    "上一级法院应当自收到复议申请之日起十五日内作出决定。",
    "The next higher court decides within 15 days of receiving the application.",
)
RESTORATION_ENDS = Computation(
    "reviews.restoration_ends_on",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 86),
    "因不可抗拒的事由耽误期限的，在障碍消除后十日内可以申请顺延。",
    "Who was kept by force majeure applies within 10 days of the end of the obstacle.",
)
STATE_MEANWHILE = Computation(
    "reviews.state_meanwhile",
    _ARTICLE_12,
    "复议期间，不停止原决定的执行。",
    "What is under objection or review keeps running as it is.",
)
COMPUTATIONS = (APPLICATION_ENDS, DECISION_DUE, RESTORATION_ENDS, STATE_MEANWHILE)

_DISMISSED = frozenset({ObjectionState.DISMISSED, ObjectionState.DISMISSAL_SERVED})


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """An application for review: of what, when, and where.

    ``served_on`` is None while the dismissal is not served, so that the period has not begun.
    ``obstacle_ended_on`` is the end of an obstacle that the court accepts as force majeure.
    """

    objection: ObjectionState
    served_on: date | None
    applied_on: date
    to_next_higher_court: bool
    obstacle_ended_on: date | None = None


def review_findings(facts: ReviewFacts, calendar: Calendar) -> tuple[Finding, ...]:
    """Return whether a review is to be decided."""
    return (
        DISMISSED_BEFORE.finding(facts.objection in _DISMISSED, objection=facts.objection),
        IN_TIME.finding(
            _is_in_time(facts, calendar),
            served_on=day_or_none(facts.served_on),
            applied_on=facts.applied_on.isoformat(),
            obstacle_ended_on=day_or_none(facts.obstacle_ended_on),
        ),
        TO_THE_NEXT_HIGHER_COURT.finding(
            facts.to_next_higher_court,
            to_next_higher_court=yes_or_no(facts.to_next_higher_court),
        ),
    )


def received_findings(
    *, dismissed_on: date | None, applied_on: date, received_on: date
) -> tuple[Finding, ...]:
    """Return whether an application came after the dismissal, and in its own order."""
    return (
        AFTER_THE_DISMISSAL.finding(
            (dismissed_on is None or applied_on >= dismissed_on) and received_on >= applied_on,
            dismissed_on=day_or_none(dismissed_on),
            applied_on=applied_on.isoformat(),
            received_on=received_on.isoformat(),
        ),
    )


def decision_findings(reason: str | None) -> tuple[Finding, ...]:
    """Return whether a review may be decided, whichever way."""
    return (DECIDED_WITH_REASONS.finding(stated(reason), reason_stated=yes_or_no(stated(reason))),)


def application_ends_on(served_on: date, calendar: Calendar) -> Due:
    """Return the last day for an application for review."""
    return days_after(served_on, APPLICATION_DAYS, calendar)


def restoration_ends_on(obstacle_ended_on: date, calendar: Calendar) -> Due:
    """Return the last day to ask for an extension after an obstacle."""
    return days_after(obstacle_ended_on, OBSTACLE_DAYS, calendar)


def decision_due(received_on: date, calendar: Calendar) -> Due:
    """Return by when the next higher court decides."""
    return days_after(received_on, DECISION_DAYS, calendar)


def state_meanwhile(state: ListingState | OrderState) -> ListingState | OrderState:
    """Return in which state a record is while it is under objection or review: its own."""
    return state


def _is_in_time(facts: ReviewFacts, calendar: Calendar) -> bool:
    if facts.served_on is None:
        return True
    if facts.applied_on <= application_ends_on(facts.served_on, calendar).on:
        return True
    ended_on = facts.obstacle_ended_on
    if ended_on is None:
        return False
    return ended_on <= facts.applied_on <= restoration_ends_on(ended_on, calendar).on
