"""The debtor's own door: when a code is issued, how much is claimed, and what one can do."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import own_records
from registry.rules.own_records import OwnFacts
from registry.rules.policy import DEFAULT
from schemas.own_choices import OwnChoice
from schemas.remedy_codes import RepairPath
from tests.rules.cases import Case, Value, check_case, check_value

DAY = date(2026, 3, 12)
LISTED = OwnFacts(is_listing=True, stands=True, in_effect=True, was_in_effect=True)
ORDERED = replace(LISTED, is_listing=False)
KNOWN = replace(DEFAULT, suspends_for_public_interest=True)


def told(facts: OwnFacts) -> list[tuple[str, date | None]]:
    return [(choice.what.value, choice.until) for choice in own_records.choices(facts)]


CASES = (
    *(
        Case(
            own_records.CODE_AFTER_SIGNATURE,
            f"signed: {signed}",
            signed,
            partial(own_records.code_findings, is_signed=signed),
        )
        for signed in (True, False)
    ),
    *(
        Case(
            own_records.CLAIMS_LIMITED,
            f"{waiting} wait",
            allowed,
            partial(own_records.claim_findings, waiting=waiting),
        )
        for waiting, allowed in ((0, True), (4, True), (5, False), (6, False))
    ),
)
VALUES = (
    *(
        Value(own_records.CHOICES, says, partial(told, facts), expected)
        for says, facts, expected in (
            (
                "a published listing",
                LISTED,
                [("claim_payment", None), ("object", None), ("apply_for_repair", None)],
            ),
            (
                "paid and objected to",
                replace(LISTED, is_paid=True, objected=True),
                [("apply_for_repair", None)],
            ),
            (
                "dismissed yesterday",
                replace(LISTED, is_paid=True, review_until=DAY),
                [("apply_for_review", DAY), ("object", None), ("apply_for_repair", None)],
            ),
            (
                "in grace",
                replace(LISTED, in_effect=False, was_in_effect=False, grace_ends_on=DAY),
                [("perform", DAY), ("claim_payment", None), ("object", None)],
            ),
            (
                "an order in force",
                replace(ORDERED, is_paid=True),
                [("object", None), ("ask_for_permission", None), ("ask_for_lifting", None)],
            ),
            ("a listing removed", replace(LISTED, stands=False), [("ask_for_certificate", None)]),
            (
                "a listing dropped",
                replace(LISTED, stands=False, in_effect=False, was_in_effect=False),
                [],
            ),
            ("an order lifted", replace(ORDERED, stands=False), []),
        )
    ),
    Value(
        own_records.REPAIR_PATHS,
        "no term",
        partial(own_records.repair_paths, has_term=False),
        (
            RepairPath.PERFORMED,
            RepairPath.SETTLEMENT_PERFORMED,
            RepairPath.CREDITOR_CONSENTS,
            RepairPath.ACTIVE_PERFORMANCE,
            RepairPath.UNABLE_AFTER_ROUND,
            RepairPath.RULING,
        ),
    ),
    Value(
        own_records.REPAIR_PATHS,
        "a term, and suspensions known",
        partial(own_records.repair_paths, has_term=True, policy=KNOWN),
        (
            RepairPath.PERFORMED,
            RepairPath.SETTLEMENT_PERFORMED,
            RepairPath.ACTIVE_PERFORMANCE,
            RepairPath.PUBLIC_INTEREST,
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_findings(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_values(value: Value) -> None:
    check_value(value)


def test_every_choice_has_its_article() -> None:
    found = own_records.choices(replace(LISTED, grace_ends_on=DAY, review_until=DAY))
    assert {str(choice.basis) for choice in found} >= {"LR Art. 11", "LR Art. 12", "LR Art. 10"}
    assert OwnChoice.PERFORM in {choice.what for choice in found}
