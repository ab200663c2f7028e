"""Appeals: three days or ten, straight to the next higher court, once."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import appeals, calendar
from registry.rules.appeals import AppealFacts
from registry.rules.calendar import Due
from registry.rules.findings import Finding
from schemas.appeal_codes import Appealed, Appellant
from schemas.codes import Bearer
from tests.rules.cases import Case, Value, check_case, check_value

CALENDAR = calendar.published()
SERVED = date(2026, 3, 2)
SANCTION, EXIT = Appealed
FINED = AppealFacts(
    about=SANCTION,
    appellant=Appellant.PERSON_CONCERNED,
    decision_open=True,
    decided_on=SERVED,
    served_on=SERVED,
    applied_on=date(2026, 3, 5),
    received_on=date(2026, 3, 5),
    to_next_higher_court=True,
)
KEPT_HERE = replace(FINED, about=EXIT, applied_on=date(2026, 3, 12), received_on=date(2026, 3, 12))
KEPT_FROM_IT = replace(
    FINED,
    applied_on=date(2026, 4, 20),
    received_on=date(2026, 4, 20),
    obstacle_ended_on=date(2026, 4, 10),
)


def found(facts: AppealFacts) -> tuple[Finding, ...]:
    return appeals.appeal_findings(facts, CALENDAR)


def on(facts: AppealFacts, day: date) -> AppealFacts:
    return replace(facts, applied_on=day, received_on=day)


CASES = (
    *(
        Case(
            appeals.BY_THE_PERSON_CONCERNED,
            who,
            who is not Appellant.SOMEBODY_ELSE,
            partial(found, replace(FINED, appellant=who)),
        )
        for who in Appellant
    ),
    Case(appeals.DECISION_OPEN, "a signed fine", True, partial(found, FINED)),
    Case(
        appeals.DECISION_OPEN,
        "a referral, or a draft",
        False,
        partial(found, replace(FINED, decision_open=False)),
    ),
    Case(appeals.TO_THE_NEXT_HIGHER_COURT, "there", True, partial(found, FINED)),
    Case(
        appeals.TO_THE_NEXT_HIGHER_COURT,
        "elsewhere",
        False,
        partial(found, replace(FINED, to_next_higher_court=False)),
    ),
    Case(appeals.ONCE, "the first", True, partial(found, FINED)),
    Case(appeals.ONCE, "the second", False, partial(found, replace(FINED, before=1))),
    *(
        Case(appeals.SANCTION_IN_TIME, says, ok, partial(found, facts))
        for says, ok, facts in (
            ("on the day of receipt", True, on(FINED, SERVED)),
            ("the third day", True, FINED),
            ("the fourth day", False, on(FINED, date(2026, 3, 6))),
            (
                "the third day a Saturday, on Monday",
                True,
                on(replace(FINED, served_on=date(2026, 3, 11)), date(2026, 3, 16)),
            ),
            (
                "the third day a Saturday, on Tuesday",
                False,
                on(replace(FINED, served_on=date(2026, 3, 11)), date(2026, 3, 17)),
            ),
            ("never served", True, on(replace(FINED, served_on=None), date(2027, 3, 2))),
            ("ten days after an obstacle", True, KEPT_FROM_IT),
            ("eleven days after an obstacle", False, on(KEPT_FROM_IT, date(2026, 4, 21))),
            ("before the obstacle has ended", False, on(KEPT_FROM_IT, date(2026, 4, 9))),
            ("on the day on which the obstacle ends", True, on(KEPT_FROM_IT, date(2026, 4, 10))),
        )
    ),
    Case(appeals.EXIT_IN_TIME, "the tenth day", True, partial(found, KEPT_HERE)),
    Case(
        appeals.EXIT_IN_TIME,
        "the eleventh day",
        False,
        partial(found, on(KEPT_HERE, date(2026, 3, 13))),
    ),
    Case(appeals.AFTER_THE_DECISION, "all on one day", True, partial(found, on(FINED, SERVED))),
    Case(
        appeals.AFTER_THE_DECISION,
        "before the decision",
        False,
        partial(found, on(FINED, date(2026, 3, 1))),
    ),
    Case(
        appeals.AFTER_THE_DECISION,
        "received before it was made",
        False,
        partial(found, replace(FINED, received_on=SERVED)),
    ),
)
VALUES = (
    *(
        Value(
            computation,
            f"{about}, {days} days",
            partial(counted, about, SERVED, CALENDAR),
            Due(last, provisional=False),
        )
        for computation, counted, about, days, last in (
            (appeals.APPLICATION_ENDS, appeals.application_ends_on, SANCTION, 3, date(2026, 3, 5)),
            (appeals.APPLICATION_ENDS, appeals.application_ends_on, EXIT, 10, date(2026, 3, 12)),
            # The fifth day is a Saturday.
            (appeals.DECISION_DUE, appeals.decision_due, SANCTION, 5, date(2026, 3, 9)),
            (appeals.DECISION_DUE, appeals.decision_due, EXIT, 15, date(2026, 3, 17)),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_appeal_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_appeal_has_its_days(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("about", Appealed)
def test_the_person_applies_and_the_court_above_decides(about: Appealed) -> None:
    assert appeals.application_clock(about).bearer is Bearer.PARTY
    assert appeals.decision_clock(about).bearer is Bearer.HIGHER_COURT
