"""Payments: claims with proof, confirmation with the creditor, and what they come to."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest

from registry.rules import payments, procedure
from registry.rules.assessment import Override, assess
from registry.rules.findings import Finding
from registry.rules.payments import PaymentFacts
from schemas.codes import PaymentState, Performance, Role
from schemas.remedy_codes import CreditorAnswer
from tests.rules.cases import Case, Value, check_case, check_value

ON, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
PAID = PaymentFacts(
    amount=Decimal("98000.00"), paid_on=ON, filed_on=ON, creditor=CreditorAnswer.CONFIRMS
)
ASKED = date(2026, 2, 23)
LAST = date(2026, 3, 2)


def entered(facts: PaymentFacts) -> tuple[Finding, ...]:
    return payments.entry_findings(facts, on=ON)


def answered(answer: CreditorAnswer, on: date) -> tuple[Finding, ...]:
    return payments.answer_findings(answer, asked_on=ASKED, answered_on=on, on=TOMORROW)


CASES = (
    *(
        Case(
            procedure.NOTHING_IN_THE_FUTURE,
            f"the creditor answered on {on}",
            on <= TOMORROW,
            partial(answered, CreditorAnswer.CONFIRMS, on),
        )
        for on in (ON, TOMORROW, TOMORROW + timedelta(days=1))
    ),
    Case(
        payments.SOMETHING_PAID,
        "one fen",
        True,
        lambda: entered(replace(PAID, amount=Decimal("0.01"))),
    ),
    Case(
        payments.SOMETHING_PAID,
        "nothing",
        False,
        lambda: entered(replace(PAID, amount=Decimal("0.00"))),
    ),
    Case(payments.EVIDENCE_OF_CLAIM, "entered by the court", True, lambda: entered(PAID)),
    Case(
        payments.EVIDENCE_OF_CLAIM,
        "claimed without proof",
        False,
        lambda: entered(replace(PAID, claimed=True)),
    ),
    Case(
        payments.EVIDENCE_OF_CLAIM,
        "claimed with proof",
        True,
        lambda: entered(replace(PAID, claimed=True, proof=True)),
    ),
    *(
        Case(
            payments.PAID_AFTER_FILING,
            f"filed on {filed_on}",
            filed_on <= ON,
            partial(entered, replace(PAID, filed_on=filed_on)),
        )
        for filed_on in (date(2026, 3, 1), ON, TOMORROW)
    ),
    Case(
        payments.CREDITOR_HAD_TIME,
        "silent on the last day",
        False,
        partial(answered, CreditorAnswer.SILENT, LAST),
    ),
    Case(
        payments.CREDITOR_HAD_TIME,
        "silent until the day after",
        True,
        partial(answered, CreditorAnswer.SILENT, TOMORROW),
    ),
    Case(
        payments.CREDITOR_HAD_TIME,
        "denied at once",
        True,
        partial(answered, CreditorAnswer.DISPUTES, ASKED),
    ),
    *(
        Case(
            payments.CREDITOR_ASKED,
            f"claimed: {claimed}, the creditor {said or 'was not asked'}",
            not claimed or said is not None,
            partial(payments.confirmation_findings, replace(PAID, claimed=claimed, creditor=said)),
        )
        for claimed in (True, False)
        for said in (None, *CreditorAnswer)
    ),
    *(
        Case(
            payments.CONFIRMED_WITH_CREDITOR,
            f"the creditor {answer}",
            answer is CreditorAnswer.CONFIRMS,
            partial(payments.confirmation_findings, replace(PAID, creditor=answer)),
        )
        for answer in CreditorAnswer
    ),
)

OWED = Decimal("98000.00")
VALUES = (
    *(
        Value(
            payments.COUNTS, state, partial(payments.counts, state), state is PaymentState.CONFIRMED
        )
        for state in PaymentState
    ),
    Value(
        payments.OUTSTANDING,
        "one fen",
        lambda: payments.outstanding(OWED, Decimal("97999.99")),
        Decimal("0.01"),
    ),
    Value(
        payments.OUTSTANDING,
        "paid too much",
        lambda: payments.outstanding(OWED, Decimal("98000.01")),
        Decimal("0.00"),
    ),
    Value(
        payments.OUTSTANDING,
        "what is owed is unknown",
        lambda: payments.outstanding(None, OWED),
        None,
    ),
    *(
        Value(
            payments.PERFORMANCE,
            f"{confirmed} of {owed}",
            partial(
                payments.performance,
                None if owed is None else Decimal(owed),
                Decimal(confirmed),
            ),
            performance,
        )
        for owed, confirmed, performance in (
            ("98000.00", "0.00", Performance.NONE),
            ("98000.00", "0.01", Performance.PARTIAL),
            ("98000.00", "97999.99", Performance.PARTIAL),
            ("98000.00", "98000.00", Performance.FULL),
            (None, "98000.00", Performance.PARTIAL),
            (None, "0.00", Performance.NONE),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_payment_is_found_as_its_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_payments_come_to_what_was_confirmed(value: Value) -> None:
    check_value(value)


def test_nothing_is_paid_tomorrow() -> None:
    refused = assess(entered(replace(PAID, paid_on=TOMORROW)))
    assert [f.rule for f in refused.barred_by] == [procedure.NOTHING_IN_THE_FUTURE.name]


@pytest.mark.parametrize(("role", "allowed"), [(Role.CLERK, False), (Role.JUDGE, True)])
def test_a_judge_decides_where_the_creditor_denies(role: Role, allowed: bool) -> None:
    disputed = payments.confirmation_findings(replace(PAID, creditor=CreditorAnswer.DISPUTES))
    override = Override(payments.CONFIRMED_WITH_CREDITOR.name, role, "银行转账凭证可以证明")
    assert assess(disputed, overrides=[override]).allowed is allowed
