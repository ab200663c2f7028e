"""Deadlines: every clock of the table, its last day, its reminders and its escalations."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import (
    calendar,
    clocks_of_cases,
    clocks_of_lists,
    deadlines,
    holiday_arrangements,
)
from registry.rules.articles import Instrument
from registry.rules.calendar import Calendar, Due
from registry.rules.clock import Clock, Effect, Reckoning, Unit
from registry.rules.deadlines import Punctuality
from registry.rules.holiday_arrangements import Arrangement
from registry.rules.policy import Policy
from schemas.codes import Bearer, DeadlineKind
from tests.rules.cases import Value, check_value

CALENDAR = calendar.published()
ARRANGED = Arrangement(2027, "notice", frozenset({date(2027, 1, 1), date(2027, 1, 4)}), frozenset())
LATER = Calendar.of((*holiday_arrangements.PUBLISHED, ARRANGED))
MONDAY = date(2026, 3, 2)
# Every row of the table: number, shortest, longest, unit.
TABLE = [
    (1, 10, None, Unit.DAYS),
    (2, 15, None, Unit.DAYS),
    (3, 1, 3, Unit.MONTHS),
    (4, 2, 5, Unit.YEARS),
    (5, 3, None, Unit.WORKING_DAYS),
    (6, 3, None, Unit.WORKING_DAYS),
    (7, 3, None, Unit.WORKING_DAYS),
    (7, 3, None, Unit.WORKING_DAYS),
    (8, 15, None, Unit.DAYS),
    (9, 3, None, Unit.WORKING_DAYS),
    (10, 10, None, Unit.DAYS),
    (11, 15, None, Unit.DAYS),
    (12, 6, None, Unit.MONTHS),
    (13, 1, None, Unit.MONTHS),
    (14, 6, None, Unit.MONTHS),
    (15, 3, None, Unit.MONTHS),
    (16, 10, None, Unit.DAYS),
    (17, 7, None, Unit.DAYS),
    (17, 3, None, Unit.DAYS),
    (18, 15, None, Unit.DAYS),
    (18, 10, None, Unit.DAYS),
    (19, 30, None, Unit.DAYS),
    (20, 10, None, Unit.WORKING_DAYS),
    (21, 3, None, Unit.WORKING_DAYS),
    (22, 20, None, Unit.DAYS),
    (23, 5, None, Unit.YEARS),
    (24, 5, None, Unit.WORKING_DAYS),
    (24, 30, None, Unit.WORKING_DAYS),
    (25, 2, None, Unit.YEARS),
    (26, 6, None, Unit.MONTHS),
    (26, 6, None, Unit.MONTHS),
]


def runs_out(name: str, start: date, length: int | None = None) -> Due:
    return deadlines.due(deadlines.BY_NAME[name], start, CALENDAR, length=length)


def again(name: str, start: date, known: Calendar) -> Due | None:
    running = deadlines.start(deadlines.BY_NAME[name], start, CALENDAR)
    changed = deadlines.recomputed(running, known)
    return None if changed is None else changed.due


def sure(year: int, month: int, day: int) -> Due:
    return Due(date(year, month, day), provisional=False)


VALUES = (
    *(
        Value(deadlines.DUE, f"{name} from {start}", partial(runs_out, name, start), due)
        for name, start, due in (
            ("enforcement_notice", MONDAY, sure(2026, 3, 12)),
            ("listing_application", MONDAY, sure(2026, 3, 17)),
            ("grace", MONDAY, sure(2026, 4, 8)),
            ("grace", date(2026, 1, 16), sure(2026, 2, 27)),
            ("listing_term", MONDAY, sure(2028, 3, 2)),
            ("listing_term", date(2024, 2, 29), sure(2026, 2, 28)),
            ("listing_term", date(2024, 10, 2), sure(2026, 10, 2)),
            ("removal_after_term", date(2026, 2, 13), sure(2026, 2, 25)),
            ("removal_on_ground", MONDAY, sure(2026, 3, 5)),
            ("revocation", MONDAY, sure(2026, 3, 5)),
            ("correction", date(2026, 3, 6), sure(2026, 3, 11)),
            ("objection", MONDAY, sure(2026, 3, 17)),
            ("objection_correction", MONDAY, sure(2026, 3, 5)),
            ("review_application", MONDAY, sure(2026, 3, 12)),
            ("review", MONDAY, sure(2026, 3, 17)),
            ("creditor_bar", MONDAY, sure(2026, 9, 2)),
            ("creditor_bar", date(2026, 4, 2), sure(2026, 10, 2)),
            ("suspension", date(2026, 9, 2), sure(2026, 10, 2)),
            ("suspension", date(2026, 1, 31), sure(2026, 2, 28)),
            ("inquiry", date(2026, 4, 2), sure(2026, 10, 2)),
            ("inquiry_result", MONDAY, sure(2026, 3, 9)),
            ("earliest_closing", MONDAY, sure(2026, 6, 3)),
            ("report_supplement", MONDAY, sure(2026, 3, 12)),
            ("clue", MONDAY, sure(2026, 3, 9)),
            ("urgent_clue", MONDAY, sure(2026, 3, 5)),
            ("enforcement_objection", MONDAY, sure(2026, 3, 17)),
            ("enforcement_review", MONDAY, sure(2026, 3, 12)),
            ("settlement_default", date(2024, 10, 2), sure(2026, 10, 8)),
            ("case_finish", date(2026, 4, 2), sure(2026, 10, 8)),
            ("case_to_higher_court", date(2026, 4, 2), sure(2026, 10, 3)),
            ("bankruptcy_answer", MONDAY, sure(2026, 4, 1)),
            ("credit_china_result", MONDAY, sure(2026, 3, 16)),
            ("department_acceptance", MONDAY, sure(2026, 3, 5)),
            ("credit_report_objection", MONDAY, sure(2026, 3, 23)),
            ("credit_record", MONDAY, sure(2031, 3, 2)),
            ("petition_entry", MONDAY, sure(2026, 3, 9)),
            ("petition_finish", MONDAY, sure(2026, 4, 14)),
            ("resumption_application", MONDAY, sure(2026, 3, 9)),
            ("resumption_application", date(2026, 9, 28), sure(2026, 10, 8)),
            ("bankrupt_person", date(2026, 10, 2), sure(2029, 10, 2)),
            ("bankrupt_person_prolonged", date(2028, 2, 29), sure(2030, 2, 28)),
            ("missing_order", MONDAY, sure(2026, 3, 5)),
            ("capacity_review", MONDAY, sure(2026, 3, 9)),
            ("listing_of_unable", MONDAY, sure(2026, 3, 5)),
            ("removal_on_ground", date(2026, 12, 30), Due(date(2027, 1, 5), provisional=True)),
        )
    ),
    Value(
        deadlines.DUE,
        "a grace period of one month, said so",
        lambda: runs_out("grace", MONDAY, 1),
        sure(2026, 4, 8),
    ),
    Value(
        deadlines.DUE,
        "a grace period of three months",
        lambda: runs_out("grace", MONDAY, 3),
        sure(2026, 6, 5),
    ),
    Value(
        deadlines.DUE,
        "a term of five years",
        lambda: runs_out("listing_term", MONDAY, 5),
        sure(2031, 3, 2),
    ),
    Value(
        deadlines.RECOMPUTED,
        "a provisional day, when the year is arranged",
        lambda: again("removal_on_ground", date(2026, 12, 30), LATER),
        sure(2027, 1, 6),
    ),
    Value(
        deadlines.RECOMPUTED,
        "a day that does not change",
        lambda: again("removal_on_ground", MONDAY, LATER),
        None,
    ),
    Value(
        deadlines.RECOMPUTED,
        "the same arrangement again",
        lambda: again("removal_on_ground", date(2026, 12, 30), CALENDAR),
        None,
    ),
    Value(
        deadlines.REMINDERS,
        "five working days and one before",
        lambda: deadlines.reminders(date(2026, 11, 26), CALENDAR),
        (date(2026, 11, 19), date(2026, 11, 25)),
    ),
    Value(
        deadlines.REMINDERS,
        "none where a court wants none",
        lambda: deadlines.reminders(MONDAY, CALENDAR, policy=Policy(remind_working_days_before=())),
        (),
    ),
    Value(
        deadlines.ESCALATIONS,
        "one working day and five after",
        lambda: deadlines.escalations(date(2026, 11, 26), CALENDAR),
        (date(2026, 11, 27), date(2026, 12, 3)),
    ),
    Value(
        deadlines.ESCALATIONS,
        "over the spring festival",
        lambda: deadlines.escalations(
            date(2026, 2, 14), CALENDAR, policy=Policy(escalate_working_days_after=(1,))
        ),
        (date(2026, 2, 24),),
    ),
    *(
        Value(
            deadlines.PUNCTUALITY,
            f"due on 2 March, done {done_on}, seen {on}",
            partial(deadlines.punctuality, MONDAY, done_on, on=on),
            expected,
        )
        for done_on, on, expected in (
            (None, MONDAY, Punctuality.OPEN),
            (None, date(2026, 3, 3), Punctuality.OVERDUE),
            (MONDAY, date(2026, 3, 9), Punctuality.DONE),
            (date(2026, 3, 3), date(2026, 3, 9), Punctuality.DONE_LATE),
        )
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_clock_runs_out_on_its_day(value: Value) -> None:
    check_value(value)


def test_the_clocks_are_those_of_the_table() -> None:
    rows = [(c.number, c.limit, c.longest, c.unit) for c in deadlines.ALL if c.number]
    key = lambda row: (row[0], str(row[3]))  # noqa: E731
    assert sorted(rows, key=key) == sorted(TABLE, key=key)
    assert len(deadlines.BY_NAME) == len(deadlines.ALL)


@pytest.mark.parametrize("clock", deadlines.ALL, ids=lambda clock: clock.name)
def test_clocks_19_to_24_are_other_bodies_and_open_nothing(clock: Clock) -> None:
    of_shenzhen = clock.article.instrument is Instrument.SHENZHEN_REGULATION
    assert clock.ours is not (19 <= clock.number <= 24 or of_shenzhen)
    if not clock.ours:
        assert clock.kind is None
        assert clock.effect is Effect.NONE


@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_duty_has_a_clock_and_an_owner(kind: DeadlineKind) -> None:
    clocks = deadlines.of_kind(kind)
    assert clocks
    assert all(clock.bearer not in {Bearer.NOBODY, Bearer.OTHER_BODY} for clock in clocks)


def test_jobs_act_alone_only_to_end_a_burden_or_to_resume() -> None:
    alone = {clock.name for clock in deadlines.ALL if clock.effect is not Effect.NONE}
    assert alone == {"listing_term", "removal_after_term", "suspension"}


def test_a_clock_that_is_set_going_keeps_the_length_that_was_chosen() -> None:
    clock = next(one for one in deadlines.ALL if one.longest is not None)
    assert clock.longest is not None
    running = deadlines.start(clock, date(2026, 3, 2), CALENDAR, length=clock.longest)
    assert running.length == clock.longest
    assert running.due == deadlines.due(clock, running.start, CALENDAR, length=clock.longest)
    assert running.due != deadlines.due(clock, running.start, CALENDAR)
    assert deadlines.recomputed(running, CALENDAR) is None


def test_no_holiday_moves_a_listing_an_order_a_suspension_or_a_bar() -> None:
    fixed = {c.name for c in deadlines.ALL if c.reckoning is Reckoning.FIXED}
    assert fixed == {
        "listing_term",
        "creditor_bar",
        "suspension",
        "listing_suspension",
        "inquiry",
        "credit_record",
        "bankrupt_person",
        "bankrupt_person_prolonged",
    }


@pytest.mark.parametrize(
    ("clock", "length"),
    [
        (clocks_of_lists.GRACE, 0),
        (clocks_of_lists.GRACE, 4),
        (clocks_of_lists.LISTING_TERM, 1),
        (clocks_of_lists.LISTING_TERM, 6),
        (clocks_of_cases.CLUE, 3),
    ],
)
def test_no_clock_runs_for_a_time_that_the_law_does_not_allow(clock: Clock, length: int) -> None:
    with pytest.raises(ValueError, match="does not run"):
        deadlines.due(clock, MONDAY, CALENDAR, length=length)


@given(clock=st.sampled_from(deadlines.ALL), start=st.dates(date(2024, 1, 2), date(2030, 12, 1)))
def test_a_clock_runs_out_after_its_trigger_and_computing_again_changes_nothing(
    clock: Clock, start: date
) -> None:
    running = deadlines.start(clock, start, CALENDAR)
    assert running.due.on > start
    assert deadlines.recomputed(running, CALENDAR) is None
    if clock.reckoning is Reckoning.PERIOD:
        assert CALENDAR.is_working_day(running.due.on)
    else:
        assert not running.due.provisional


@given(due_on=st.dates(date(2024, 2, 1), date(2026, 12, 1)))
def test_reminders_come_before_and_escalations_after(due_on: date) -> None:
    assert all(day < due_on for day in deadlines.reminders(due_on, CALENDAR))
    assert all(day > due_on for day in deadlines.escalations(due_on, CALENDAR))
    assert deadlines.punctuality(due_on, None, on=due_on + timedelta(days=1)) == "overdue"
