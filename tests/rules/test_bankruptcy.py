"""Bankruptcy: who is referred, by when the answer comes, and what each stage does."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import bankruptcy, calendar
from registry.rules.bankruptcy import Effect, ReferralFacts
from registry.rules.calendar import Due
from registry.rules.findings import Finding
from schemas.case_codes import BankruptcyStage, EnforcementState
from schemas.codes import RemovalGround, SubjectKind
from tests.rules.cases import Case, Value, check_case, check_value

FACTS = ReferralFacts(
    kind=SubjectKind.ORGANISATION, insolvent=True, creditor_consents=True, suspended=True
)
CALENDAR = calendar.published()
SUSPENDED = (EnforcementState.SUSPENDED, RemovalGround.SUSPENDED_BY_RULING)


def found(facts: ReferralFacts = FACTS) -> tuple[Finding, ...]:
    return bankruptcy.referral_findings(facts)


CASES = (
    Case(bankruptcy.INSOLVENT_ENTITY, "an insolvent enterprise", True, found),
    Case(
        bankruptcy.INSOLVENT_ENTITY,
        "a solvent one",
        False,
        lambda: found(replace(FACTS, insolvent=False)),
    ),
    Case(
        bankruptcy.INSOLVENT_ENTITY,
        "a person",
        False,
        lambda: found(replace(FACTS, kind=SubjectKind.NATURAL)),
    ),
    Case(bankruptcy.SOMEBODY_CONSENTS, "one creditor", True, found),
    Case(
        bankruptcy.SOMEBODY_CONSENTS,
        "the debtor",
        True,
        lambda: found(replace(FACTS, creditor_consents=False, debtor_consents=True)),
    ),
    Case(
        bankruptcy.SOMEBODY_CONSENTS,
        "nobody",
        False,
        lambda: found(replace(FACTS, creditor_consents=False)),
    ),
    *(
        Case(
            bankruptcy.DAYS_IN_ORDER,
            says,
            satisfied,
            partial(bankruptcy.progress_findings, ruled_on=date(2026, 3, 2), **days),
        )
        for says, satisfied, days in (
            ("received on the day", True, {"received_on": date(2026, 3, 2)}),
            ("received before it was sent", False, {"received_on": date(2026, 3, 1)}),
            (
                "answered before it was received",
                False,
                {"received_on": date(2026, 3, 3), "answered_on": date(2026, 3, 2)},
            ),
            ("answered, never received", False, {"received_on": None}),
            (
                "declared last",
                True,
                {
                    "received_on": date(2026, 3, 3),
                    "answered_on": date(2026, 3, 4),
                    "declared_on": date(2026, 3, 4),
                },
            ),
        )
    ),
    Case(bankruptcy.SUSPENDED_BY_RULING, "suspended", True, found),
    Case(
        bankruptcy.SUSPENDED_BY_RULING,
        "not suspended",
        False,
        lambda: found(replace(FACTS, suspended=False)),
    ),
)

VALUES = (
    Value(
        bankruptcy.ANSWER_DUE,
        "thirty days",
        lambda: bankruptcy.answer_due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 4, 1), provisional=False),
    ),
    Value(
        bankruptcy.ANSWER_DUE,
        "the thirtieth day in the spring festival",
        lambda: bankruptcy.answer_due(date(2026, 1, 19), CALENDAR),
        Due(date(2026, 2, 24), provisional=False),
    ),
    Value(
        bankruptcy.EFFECT,
        "referred",
        lambda: bankruptcy.effect(BankruptcyStage.REFERRED),
        Effect(*SUSPENDED, preservation_lifted=False),
    ),
    Value(
        bankruptcy.EFFECT,
        "accepted",
        lambda: bankruptcy.effect(BankruptcyStage.ACCEPTED),
        Effect(*SUSPENDED, preservation_lifted=True),
    ),
    Value(
        bankruptcy.EFFECT,
        "refused",
        lambda: bankruptcy.effect(BankruptcyStage.REFUSED),
        Effect(EnforcementState.OPEN, None, preservation_lifted=False),
    ),
    Value(
        bankruptcy.EFFECT,
        "declared",
        lambda: bankruptcy.effect(BankruptcyStage.DECLARED),
        Effect(
            EnforcementState.TERMINATED,
            RemovalGround.ENFORCEMENT_TERMINATED,
            preservation_lifted=True,
        ),
    ),
    Value(
        bankruptcy.EXAMINATION,
        "three years",
        lambda: bankruptcy.examination_ends_on(date(2026, 3, 2)),
        date(2029, 3, 2),
    ),
    Value(
        bankruptcy.EXAMINATION,
        "extended by two",
        lambda: bankruptcy.examination_ends_on(date(2026, 3, 2), 2),
        date(2031, 3, 2),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_referral_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_each_stage_has_its_day_and_its_effect(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("years", [-1, 3])
def test_an_examination_is_extended_by_two_years_at_most(years: int) -> None:
    with pytest.raises(ValueError, match="no examination"):
        bankruptcy.examination_ends_on(date(2026, 3, 2), years)


def test_a_referral_goes_forward_only() -> None:
    ways = {
        (stage.value, becomes.value)
        for stage in BankruptcyStage
        for becomes in BankruptcyStage
        if bankruptcy.may_follow(stage, becomes)
    }
    assert ways == {("referred", "accepted"), ("referred", "refused"), ("accepted", "declared")}
