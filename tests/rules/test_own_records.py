"""The debtor's own door: when a code is issued, how much is claimed, and what one can do."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import own_records
from registry.rules.own_records import OwnFacts
from registry.rules.policy import DEFAULT, Policy
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
                "a listing revoked",
                replace(LISTED, stands=False, revoked=True),
                [("claim_compensation", None), ("ask_for_certificate", None)],
            ),
            (
                "an order revoked",
                replace(ORDERED, stands=False, revoked=True),
                [("claim_compensation", None)],
            ),
            (
                "an order revoked before it bound anybody",
                replace(ORDERED, stands=False, revoked=True, was_in_effect=False),
                [],
            ),
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


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            replace(LISTED, grace_ends_on=DAY, review_until=DAY),
            {
                OwnChoice.APPLY_FOR_REVIEW: "LR Art. 12",
                OwnChoice.PERFORM: "2019 Opinion 15",
                OwnChoice.CLAIM_PAYMENT: "LR Art. 10(1)",
                OwnChoice.OBJECT: "LR Art. 11",
                OwnChoice.APPLY_FOR_REPAIR: "LR Art. 10",
            },
        ),
        (
            ORDERED,
            {
                OwnChoice.CLAIM_PAYMENT: "CR Art. 9",
                OwnChoice.OBJECT: "LR Art. 11",
                OwnChoice.ASK_FOR_PERMISSION: "CR Art. 8",
                OwnChoice.ASK_FOR_LIFTING: "CR Art. 9",
            },
        ),
    ],
    ids=["a listing", "an order"],
)
def test_every_choice_has_its_article(facts: OwnFacts, expected: dict[OwnChoice, str]) -> None:
    found = {choice.what: str(choice.basis) for choice in own_records.choices(facts)}
    assert found == expected


@pytest.mark.parametrize("has_term", [True, False])
@pytest.mark.parametrize("policy", [DEFAULT, KNOWN], ids=["usual", "suspensions known"])
def test_a_listed_debtor_is_told_the_ways_of_repair_that_are_open(
    has_term: bool, policy: Policy
) -> None:
    found = own_records.choices(replace(LISTED, has_term=has_term), policy=policy)
    (told,) = (choice for choice in found if choice.what is OwnChoice.APPLY_FOR_REPAIR)
    assert told.paths == own_records.repair_paths(has_term=has_term, policy=policy)
    assert not any(choice.paths for choice in found if choice is not told)
