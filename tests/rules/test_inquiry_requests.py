"""Asking agencies: only in a case that calls for it, only for what it needs, within limits."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import inquiry_requests
from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Due, published
from registry.rules.findings import Finding, Rule
from registry.rules.inquiry_requests import AskedAbout, RequestFacts
from registry.rules.policy import DEFAULT, Policy
from schemas.case_codes import EnforcementState
from schemas.codes import SubjectKind
from schemas.inquiry_codes import InquiryKind
from tests.rules.cases import Case, Value, check_case, check_value

MONDAY = date(2026, 3, 2)
CLOSED_ON = date(2021, 3, 2)
PERSON, ENTITY = SubjectKind
OPEN, CLOSED = EnforcementState.OPEN, EnforcementState.ROUND_CLOSED
ACCOUNTS, VEHICLES, MARRIAGE = InquiryKind.ACCOUNTS, InquiryKind.VEHICLES, InquiryKind.MARRIAGE
FACTS = RequestFacts(
    about=(AskedAbout(OPEN, PERSON, identified=True),),
    kinds=frozenset({ACCOUNTS, VEHICLES}),
    asked={"bank": frozenset({ACCOUNTS}), "traffic": frozenset({VEHICLES})},
    purpose="查明财产",
)


def about(
    standing: EnforcementState = OPEN, kind: SubjectKind = PERSON, *, identified: bool = True
) -> RequestFacts:
    return replace(FACTS, about=(*FACTS.about, AskedAbout(standing, kind, identified)))


def found(facts: RequestFacts, on: date = MONDAY, most: int = 5) -> tuple[Finding, ...]:
    return inquiry_requests.findings(facts, on=on, policy=Policy(inquiry_requests_per_day=most))


def row(rule: Rule, says: str, satisfied: bool, facts: RequestFacts, on: date = MONDAY) -> Case:
    return Case(rule, says, satisfied, partial(found, facts, on))


def wanting(*kinds: InquiryKind, necessity: str = "") -> RequestFacts:
    wanted = frozenset(kinds)
    return replace(FACTS, kinds=wanted, asked={"all": wanted}, necessity=necessity)


STANDS = inquiry_requests.CASE_CALLS_FOR_IT
YEARS = inquiry_requests.WITHIN_FIVE_YEARS
RELATED = inquiry_requests.ONLY_WHAT_IS_RELATED
FITS = inquiry_requests.FITS_THE_DEBTOR
ANSWERABLE = inquiry_requests.ANSWERABLE
LIMIT = inquiry_requests.WITHIN_DAILY_LIMIT
CASES = (
    *(
        row(STANDS, f"against one of two it is {state}", state in (OPEN, CLOSED), about(state))
        for state in EnforcementState
    ),
    row(YEARS, "no round is closed", True, FACTS),
    row(YEARS, "on the last day of five years", True, replace(about(CLOSED), closed_on=CLOSED_ON)),
    row(
        YEARS,
        "a day later",
        False,
        replace(about(CLOSED), closed_on=CLOSED_ON),
        date(2026, 3, 3),
    ),
    row(
        YEARS,
        "a day later, closed for the only debtor",
        False,
        replace(FACTS, about=(AskedAbout(CLOSED, PERSON, identified=True),), closed_on=CLOSED_ON),
        date(2026, 3, 3),
    ),
    row(
        YEARS,
        "a day later, gone on with since",
        True,
        replace(FACTS, closed_on=CLOSED_ON),
        date(2026, 3, 3),
    ),
    row(inquiry_requests.PURPOSE_STATED, "stated", True, FACTS),
    row(inquiry_requests.PURPOSE_STATED, "blank", False, replace(FACTS, purpose=" ")),
    row(RELATED, "property alone", True, FACTS),
    row(RELATED, "marriage for a stated need", True, wanting(ACCOUNTS, MARRIAGE, necessity="x")),
    row(RELATED, "marriage without one", False, wanting(ACCOUNTS, MARRIAGE)),
    row(RELATED, "marriage alone", False, wanting(MARRIAGE, necessity="x")),
    row(FITS, "the provident fund of a person", True, wanting(InquiryKind.PROVIDENT_FUND)),
    row(
        FITS,
        "the provident fund of an entity",
        False,
        replace(
            wanting(InquiryKind.PROVIDENT_FUND),
            about=(AskedAbout(OPEN, ENTITY, identified=True),),
        ),
    ),
    row(FITS, "accounts of an entity", True, about(kind=ENTITY)),
    row(inquiry_requests.IDENTIFIED, "both have full numbers", True, about()),
    row(inquiry_requests.IDENTIFIED, "one has a masked one", False, about(identified=False)),
    row(ANSWERABLE, "everything is asked of somebody who answers it", True, FACTS),
    row(ANSWERABLE, "nobody is asked", False, replace(FACTS, asked={})),
    row(
        ANSWERABLE,
        "nobody answers one kind",
        False,
        replace(FACTS, asked={"bank": frozenset({ACCOUNTS})}),
    ),
    row(
        ANSWERABLE,
        "one agency answers none of them",
        False,
        replace(FACTS, asked={**FACTS.asked, "hotels": frozenset()}),
    ),
    row(LIMIT, "the last of the day", True, replace(FACTS, today=4)),
    row(LIMIT, "one more", False, replace(FACTS, today=5)),
)


def due(*, urgent: bool) -> Due:
    return inquiry_requests.due(MONDAY, published(), urgent=urgent)


def soon(
    says: str, on: date, expected: bool, *, asked_on: date = MONDAY, policy: Policy = DEFAULT
) -> Value:
    due_on = date(2026, 3, 5)
    given = partial(
        inquiry_requests.is_due_soon, asked_on, due_on, published(), on=on, policy=policy
    )
    return Value(inquiry_requests.DUE_SOON, says, given, expected)


PR_12 = Article(Instrument.PROPERTY_RULES, 12)
VALUES = (
    Value(
        inquiry_requests.BASIS,
        "in enforcement",
        partial(inquiry_requests.basis, OPEN),
        (Article(Instrument.CIVIL_PROCEDURE_LAW, 253), PR_12),
    ),
    Value(
        inquiry_requests.BASIS,
        "after a closing",
        partial(inquiry_requests.basis, CLOSED),
        (Article(Instrument.ROUND_RULES, 9), PR_12),
    ),
    Value(
        inquiry_requests.DUE,
        "three working days",
        partial(due, urgent=False),
        Due(date(2026, 3, 5), provisional=False),
    ),
    Value(
        inquiry_requests.DUE,
        "one where it is urgent",
        partial(due, urgent=True),
        Due(date(2026, 3, 3), provisional=False),
    ),
    soon("two working days are left", date(2026, 3, 3), False),
    soon(
        "two are left where a court reminds of two",
        date(2026, 3, 3),
        True,
        policy=Policy(remind_working_days_before=(2,)),
    ),
    soon("one working day is left", date(2026, 3, 4), True),
    soon("on the day", date(2026, 3, 5), True),
    soon("the day is over", date(2026, 3, 6), False),
    soon("just asked for tomorrow", date(2026, 3, 4), False, asked_on=date(2026, 3, 4)),
    soon("asked yesterday for today", date(2026, 3, 5), True, asked_on=date(2026, 3, 4)),
    soon("five, a worked Saturday among them", date(2026, 2, 27), True, asked_on=date(2026, 2, 2)),
    soon("six working days are left", date(2026, 2, 26), False, asked_on=date(2026, 2, 2)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_agencies_are_asked_as_the_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_what_is_asked_has_its_basis_and_its_day(value: Value) -> None:
    check_value(value)


def test_a_court_sets_its_own_limit() -> None:
    (limit,) = (finding for finding in found(FACTS, most=0) if finding.rule == LIMIT.name)
    assert not limit.satisfied
