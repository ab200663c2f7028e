"""Breach: limits of fine and detention, referral after a sanction, and the ground that it is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import breach, property_report, reported_breach
from registry.rules.assessment import assess
from registry.rules.breach import SanctionFacts
from registry.rules.findings import Finding
from schemas.case_codes import ReportConduct
from schemas.codes import Ground, SubjectKind
from schemas.restriction_codes import SanctionKind
from tests.rules.cases import Case, Value, check_case, check_value

PERSON, UNIT = SubjectKind.NATURAL, SubjectKind.ORGANISATION
FINE = SanctionFacts(kind=SanctionKind.FINE, subject=PERSON, breach_shown=True, fine=Decimal(5000))
DETENTION = replace(FINE, kind=SanctionKind.DETENTION, detention_days=15)
BOTH = replace(FINE, kind=SanctionKind.FINE_AND_DETENTION, detention_days=15)
DAY = date(2026, 3, 2)
REFERRAL = replace(FINE, kind=SanctionKind.REFERRAL, sanctioned_before=True)


def found(facts: SanctionFacts) -> tuple[Finding, ...]:
    return breach.sanction_findings(facts)


CASES = (
    *(
        Case(breach.BREACH_SHOWN, f"a breach and {facts.kind}", True, partial(found, facts))
        for facts in (FINE, DETENTION, REFERRAL)
    ),
    *(
        Case(
            breach.BREACH_SHOWN,
            f"no breach and {facts.kind}",
            False,
            partial(found, replace(facts, breach_shown=False)),
        )
        for facts in (FINE, DETENTION, REFERRAL)
    ),
    *(
        Case(
            breach.FINE_WITHIN_LIMITS,
            f"{fine} for a {subject} subject",
            lawful,
            partial(found, replace(FINE, subject=subject, fine=Decimal(fine))),
        )
        for subject, fine, lawful in (
            (PERSON, "0", False),
            (PERSON, "0.01", True),
            (PERSON, "100000", True),
            (PERSON, "100000.01", False),
            (UNIT, "49999.99", False),
            (UNIT, "50000", True),
            (UNIT, "1000000", True),
            (UNIT, "1000000.01", False),
        )
    ),
    *(
        Case(
            breach.DETENTION_WITHIN_LIMITS,
            f"{days} days",
            lawful,
            partial(found, replace(DETENTION, detention_days=days)),
        )
        for days, lawful in ((0, False), (1, True), (15, True), (16, False))
    ),
    Case(
        breach.DETENTION_WITHIN_LIMITS,
        "of a unit",
        False,
        lambda: found(replace(DETENTION, subject=UNIT)),
    ),
    Case(breach.SANCTIONED_BEFORE_REFERRAL, "fined before", True, lambda: found(REFERRAL)),
    Case(
        breach.SANCTIONED_BEFORE_REFERRAL,
        "never sanctioned",
        False,
        lambda: found(replace(REFERRAL, sanctioned_before=False)),
    ),
    Case(breach.AGENCY_WAS_TOLD, "told", True, lambda: breach.agency_findings(told_before=True)),
    *(
        Case(
            breach.FINE_WITHIN_LIMITS,
            f"{fine} beside {days} days",
            lawful,
            partial(found, replace(BOTH, fine=Decimal(fine), detention_days=days)),
        )
        for fine, days, lawful in (("100000", 15, True), ("0", 15, False))
    ),
    Case(
        breach.DETENTION_WITHIN_LIMITS,
        "16 days beside a fine",
        False,
        lambda: found(replace(BOTH, detention_days=16)),
    ),
    *(
        Case(
            breach.NOT_REPEATED,
            f"after {before} sanctions",
            before == 0,
            partial(breach.repetition_findings, sanctions=before),
        )
        for before in (0, 1)
    ),
    *(
        Case(
            breach.UNDER_ORDER,
            f"spent on {DAY + timedelta(days=days)}, forbidden: {forbidden}, bound: {since}",
            lawful,
            partial(
                reported_breach.under_order_findings,
                happened_on=DAY + timedelta(days=days),
                bound_since=since,
                bound_until=DAY + timedelta(days=5),
                forbidden=forbidden,
            ),
        )
        for days, since, forbidden, lawful in (
            (-1, DAY, True, False),
            (0, DAY, True, True),
            (5, DAY, True, True),
            (6, DAY, True, False),
            (0, DAY, False, False),
            (0, None, True, False),
        )
    ),
    *(
        Case(
            breach.NOT_PERMITTED,
            f"permitted: {permitted}",
            not permitted,
            partial(reported_breach.shown_findings, permitted=permitted),
        )
        for permitted in (False, True)
    ),
    *(
        Case(
            breach.VERIFIED_AFTER_RECEIPT,
            f"verified {days} days after",
            days >= 0,
            partial(
                reported_breach.day_findings,
                received_on=DAY,
                verified_on=DAY + timedelta(days=days),
            ),
        )
        for days in (-1, 0, 1)
    ),
    *(
        Case(
            breach.REPORTED_AFTERWARDS,
            f"reported {days} days after",
            days >= 0,
            partial(
                reported_breach.receipt_findings,
                happened_on=DAY,
                received_on=DAY + timedelta(days=days),
            ),
        )
        for days in (-1, 0, 1)
    ),
    *(
        Case(
            breach.CLOSED_AFTER_REFERRAL,
            f"referred: {referred}, signed on {signed_on}, closed after {days} days",
            lawful,
            partial(
                breach.closing_findings,
                referred=referred,
                signed_on=signed_on,
                closed_on=DAY + timedelta(days=days),
            ),
        )
        for referred, signed_on, days, lawful in (
            (True, DAY, 0, True),
            (True, DAY, -1, False),
            (True, None, 0, False),
            (False, DAY, 0, False),
        )
    ),
    *(
        Case(
            breach.SERVED_AFTER_SIGNATURE,
            f"referral: {referral}, signed on {signed_on}, served after {days} days",
            lawful,
            partial(
                breach.service_findings,
                referral=referral,
                signed_on=signed_on,
                served_on=DAY + timedelta(days=days),
            ),
        )
        for referral, signed_on, days, lawful in (
            (False, DAY, 0, True),
            (False, DAY, 1, True),
            (False, DAY, -1, False),
            (False, None, 0, False),
            (True, DAY, 0, False),
        )
    ),
    *(
        Case(
            breach.SUPPORTED,
            f"{len(days)} breaches shown, conduct {conduct!r}",
            lawful,
            partial(breach.listing_findings, days, conduct=conduct),
        )
        for days, conduct, lawful in (
            ((), "", False),
            ((), " ", False),
            ((), "乘坐飞机", True),
            ((DAY,), "", True),
        )
    ),
    Case(
        breach.AGENCY_WAS_TOLD, "not told", False, lambda: breach.agency_findings(told_before=False)
    ),
)

VALUES = (
    Value(
        breach.GROUND,
        "shown",
        lambda: breach.ground(breach_shown=True),
        Ground.BREACHES_RESTRICTION,
    ),
    Value(breach.GROUND, "not shown", lambda: breach.ground(breach_shown=False), None),
    *(
        Value(
            breach.TOLD_BEFORE,
            f"told on {told_on}",
            partial(breach.told_before, told_on, spent_on=DAY),
            before,
        )
        for told_on, before in (
            (None, False),
            (DAY - timedelta(days=1), True),
            (DAY, False),
            (DAY + timedelta(days=1), False),
        )
    ),
    *(
        Value(
            breach.SANCTIONED_BEFORE,
            f"sanctioned on {days}",
            partial(breach.sanctioned_before, days, breach_on=DAY),
            before,
        )
        for days, before in (
            ((), False),
            ((DAY,), False),
            ((DAY - timedelta(days=1),), True),
            ((DAY, DAY - timedelta(days=1)), True),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_sanction_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_breach_is_a_ground(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("conduct", ReportConduct)
def test_a_sanction_for_a_report_rests_on_how_it_was_made_and_on_no_spending(
    conduct: ReportConduct,
) -> None:
    (reported, _) = found(replace(FINE, breach_shown=False, report=conduct))
    assert reported.rule == "property_report.sanctionable"
    assert reported.satisfied is (property_report.breach_ground(conduct) is not None)


def test_prosecution_is_never_the_first_answer_to_a_breach() -> None:
    assert not assess(found(replace(REFERRAL, sanctioned_before=False))).allowed
