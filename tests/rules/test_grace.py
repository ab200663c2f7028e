"""Grace: one to three months, nothing published in it, and a person who records what it came to."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules import bars, calendar, deadlines, grace
from registry.rules.assessment import Assessment, assess
from registry.rules.calendar import Due
from registry.rules.clocks_of_lists import GRACE
from registry.rules.findings import Finding
from registry.rules.grace import Grace, GraceGrant
from schemas.remedy_codes import GraceOutcome
from tests.rules.cases import Case, Value, check_case, check_value
from tests.rules.listings import listing

ON, YESTERDAY, TOMORROW = date(2026, 6, 2), date(2026, 6, 1), date(2026, 6, 3)
GRANT = GraceGrant(months=2, reason="正在筹款，有履行意愿", decided_on=ON)
RUNNING = Grace(ends_on=ON)
PERFORMED, NOT_PERFORMED = GraceOutcome.PERFORMED, GraceOutcome.NOT_PERFORMED
CALENDAR = calendar.published()
ALLOWED = assess(bars.bar_findings(listing(), on=ON))
BARRED = assess(bars.bar_findings(listing(adequate_security=True), on=ON))


def granted(grant: GraceGrant) -> tuple[Finding, ...]:
    return grace.grant_findings(grant, on=ON)


def published(outcome: GraceOutcome | None, on: date) -> tuple[Finding, ...]:
    return grace.publication_findings(Grace(ends_on=ON, outcome=outcome), on=on)


def recorded(outcome: GraceOutcome, on: date, *, performed: bool) -> tuple[Finding, ...]:
    return grace.outcome_findings(RUNNING, outcome, performed=performed, on=on)


CASES = (
    Case(grace.FOR_A_DECISION, "signed today", True, lambda: granted(GRANT)),
    Case(
        grace.FOR_A_DECISION,
        "not decided",
        False,
        lambda: granted(replace(GRANT, decided_on=None)),
    ),
    Case(
        grace.FOR_A_DECISION,
        "to be decided tomorrow",
        False,
        lambda: granted(replace(GRANT, decided_on=TOMORROW)),
    ),
    Case(
        grace.FOR_A_DECISION,
        "published already",
        False,
        lambda: granted(replace(GRANT, published_on=ON)),
    ),
    Case(grace.WITHIN_LIMITS, "no month", False, lambda: granted(replace(GRANT, months=0))),
    Case(grace.WITHIN_LIMITS, "one month", True, lambda: granted(replace(GRANT, months=1))),
    Case(grace.WITHIN_LIMITS, "three months", True, lambda: granted(replace(GRANT, months=3))),
    Case(grace.WITHIN_LIMITS, "four months", False, lambda: granted(replace(GRANT, months=4))),
    Case(
        grace.WITHIN_LIMITS,
        "one month more after two",
        True,
        lambda: granted(replace(GRANT, months=1, months_before=2)),
    ),
    Case(
        grace.WITHIN_LIMITS,
        "one month more after three",
        False,
        lambda: granted(replace(GRANT, months=1, months_before=3)),
    ),
    Case(grace.REASON_STATED, "a reason", True, lambda: granted(GRANT)),
    Case(grace.REASON_STATED, "none", False, lambda: granted(replace(GRANT, reason=None))),
    Case(grace.REASON_STATED, "blanks", False, lambda: granted(replace(GRANT, reason=" "))),
    Case(
        grace.NOTHING_PUBLISHED,
        "no grace was granted",
        True,
        lambda: grace.publication_findings(None, on=ON),
    ),
    Case(grace.NOTHING_PUBLISHED, "the last day", False, lambda: published(NOT_PERFORMED, ON)),
    Case(
        grace.NOTHING_PUBLISHED, "the day after", True, lambda: published(NOT_PERFORMED, TOMORROW)
    ),
    Case(
        grace.OUTCOME_RECORDED,
        "over and recorded as not performed",
        True,
        lambda: published(NOT_PERFORMED, TOMORROW),
    ),
    Case(
        grace.OUTCOME_RECORDED,
        "over and nobody recorded anything",
        False,
        lambda: published(None, TOMORROW),
    ),
    Case(
        grace.OUTCOME_RECORDED,
        "recorded as performed",
        False,
        lambda: published(PERFORMED, TOMORROW),
    ),
    Case(
        grace.NOT_JUDGED_EARLY,
        "not performed, on the last day",
        False,
        lambda: recorded(NOT_PERFORMED, ON, performed=False),
    ),
    Case(
        grace.NOT_JUDGED_EARLY,
        "not performed, on the day after",
        True,
        lambda: recorded(NOT_PERFORMED, TOMORROW, performed=False),
    ),
    Case(
        grace.NOT_JUDGED_EARLY,
        "performed, before the end",
        True,
        lambda: recorded(PERFORMED, YESTERDAY, performed=True),
    ),
    Case(
        grace.RECORDED_AS_IT_IS,
        "performed and confirmed",
        True,
        lambda: recorded(PERFORMED, ON, performed=True),
    ),
    Case(
        grace.RECORDED_AS_IT_IS,
        "performed, of which nothing is confirmed",
        False,
        lambda: recorded(PERFORMED, ON, performed=False),
    ),
    Case(
        grace.RECORDED_AS_IT_IS,
        "not performed, though all is confirmed",
        False,
        lambda: recorded(NOT_PERFORMED, TOMORROW, performed=True),
    ),
    Case(
        grace.DROPPED_FOR_CAUSE,
        "performed",
        True,
        lambda: grace.drop_findings(replace(RUNNING, outcome=PERFORMED), ALLOWED),
    ),
    Case(
        grace.DROPPED_FOR_CAUSE,
        "not performed and a bar stands now",
        True,
        lambda: grace.drop_findings(replace(RUNNING, outcome=NOT_PERFORMED), BARRED),
    ),
    Case(
        grace.DROPPED_FOR_CAUSE,
        "no grace was granted and a bar stands now",
        True,
        lambda: grace.drop_findings(None, BARRED),
    ),
    Case(
        grace.DROPPED_FOR_CAUSE,
        "no grace was granted and nothing stands in the way",
        False,
        lambda: grace.drop_findings(None, ALLOWED),
    ),
    Case(
        grace.DROPPED_FOR_CAUSE,
        "not performed and nothing stands in the way",
        False,
        lambda: grace.drop_findings(replace(RUNNING, outcome=NOT_PERFORMED), ALLOWED),
    ),
)

VALUES = (
    Value(
        grace.ENDS,
        "two months to the corresponding day",
        lambda: grace.ends_on(date(2026, 4, 9), 2, CALENDAR),
        Due(date(2026, 6, 9), provisional=False),
    ),
    Value(
        grace.ENDS,
        "one month from 30 January 2026 to the end of February, a Saturday worked in exchange",
        lambda: grace.ends_on(date(2026, 1, 30), 1, CALENDAR),
        Due(date(2026, 2, 28), provisional=False),
    ),
    Value(
        grace.ENDS,
        "a last day in the spring festival moves behind it",
        lambda: grace.ends_on(date(2026, 1, 16), 1, CALENDAR),
        Due(date(2026, 2, 24), provisional=False),
    ),
    Value(
        grace.ENDS,
        "three months into a year that is not arranged",
        lambda: grace.ends_on(date(2026, 10, 13), 3, CALENDAR),
        Due(date(2027, 1, 13), provisional=True),
    ),
    Value(
        grace.OUTCOME_DUE,
        "three working days after its last day, over a holiday",
        lambda: deadlines.due(GRACE, date(2026, 3, 2), CALENDAR),
        Due(date(2026, 4, 8), provisional=False),
    ),
    Value(
        grace.OUTCOME_DUE,
        "after the last day of a longer one",
        lambda: deadlines.due(GRACE, date(2026, 3, 2), CALENDAR, length=3),
        Due(date(2026, 6, 5), provisional=False),
    ),
    Value(
        grace.OUTCOME_DUE,
        "in a year that is not arranged",
        lambda: deadlines.due(GRACE, date(2026, 10, 30), CALENDAR, length=2),
        Due(date(2027, 1, 5), provisional=True),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_grace_is_found_as_point_15_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_grace_period_ends_on_its_day(value: Value) -> None:
    check_value(value)


def test_the_end_of_a_grace_period_publishes_nothing_by_itself() -> None:
    years_later = date(2030, 1, 1)
    assert not assess(published(None, years_later)).allowed


@pytest.mark.parametrize(("on", "running"), [(YESTERDAY, True), (ON, True), (TOMORROW, False)])
def test_the_last_day_belongs_to_the_grace_period(on: date, running: bool) -> None:
    assert grace.is_running(RUNNING, on=on) is running


def test_the_bar_that_dropped_a_decision_is_named() -> None:
    (finding,) = grace.drop_findings(replace(RUNNING, outcome=NOT_PERFORMED), BARRED)
    assert finding.facts == {"outcome": "not_performed", "barred_by": "bars.adequate_security"}


@pytest.mark.parametrize("tested_again", [ALLOWED, BARRED])
def test_who_performed_in_grace_is_dropped_whatever_the_new_test_says(
    tested_again: Assessment,
) -> None:
    assert assess(grace.drop_findings(replace(RUNNING, outcome=PERFORMED), tested_again)).allowed
