"""Transfers: decided above, and from their day the new court acts."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules import authority, transfers
from registry.rules.assessment import assess
from registry.rules.authority import Act, ActingPerson
from registry.rules.findings import Finding
from registry.rules.transfers import Transfer, TransferFacts
from schemas.case_codes import TransferKind
from schemas.codes import Initiative, Role
from tests.rules.cases import Case, Value, check_case, check_value

OLD, NEW, INTERMEDIATE, HIGH = "川0107", "川0104", "川01", "川"
BEFORE, ON, AFTER = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
DESIGNATED = TransferFacts(
    kind=TransferKind.DESIGNATED,
    from_court=OLD,
    to_court=NEW,
    decided_by=INTERMEDIATE,
    superiors=(INTERMEDIATE, HIGH),
    superiors_of_new=(INTERMEDIATE, HIGH),
    reason="长期未执行",
)
RAISED = replace(
    DESIGNATED, kind=TransferKind.RAISED, to_court=INTERMEDIATE, superiors_of_new=(HIGH,)
)
APPLIED = replace(DESIGNATED, initiative=Initiative.CREDITOR, received_on=date(2025, 9, 1))
ONCE = (Transfer(NEW, ON),)
TWICE = (*ONCE, Transfer(INTERMEDIATE, AFTER))


def found(facts: TransferFacts = DESIGNATED, on: date = ON) -> tuple[Finding, ...]:
    return transfers.transfer_findings(facts, on=on)


CASES = (
    Case(transfers.DECIDED_ABOVE, "by the next higher court", True, found),
    Case(
        transfers.DECIDED_ABOVE,
        "by the enforcing court itself",
        False,
        lambda: found(replace(DESIGNATED, decided_by=OLD)),
    ),
    Case(
        transfers.DECIDED_ABOVE,
        "by a court of another province",
        False,
        lambda: found(replace(DESIGNATED, decided_by="渝01")),
    ),
    Case(transfers.KIND_FITS, "designated below the deciding court", True, found),
    Case(
        transfers.KIND_FITS,
        "crossed below the deciding court",
        True,
        lambda: found(replace(DESIGNATED, kind=TransferKind.CROSSED)),
    ),
    Case(
        transfers.KIND_FITS,
        "designated outside of its courts",
        False,
        lambda: found(replace(DESIGNATED, to_court="川0501", superiors_of_new=("川05", HIGH))),
    ),
    Case(transfers.KIND_FITS, "raised to the deciding court", True, lambda: found(RAISED)),
    Case(
        transfers.KIND_FITS,
        "raised to another court",
        False,
        lambda: found(replace(RAISED, to_court=NEW)),
    ),
    Case(transfers.TO_ANOTHER_COURT, "to another one", True, found),
    Case(
        transfers.TO_ANOTHER_COURT,
        "to itself",
        False,
        lambda: found(replace(DESIGNATED, to_court=OLD)),
    ),
    Case(transfers.SIX_MONTHS_UNENFORCED, "on own motion", True, found),
    Case(
        transfers.SIX_MONTHS_UNENFORCED,
        "the creditor after exactly six months",
        False,
        lambda: found(APPLIED, BEFORE),
    ),
    Case(transfers.SIX_MONTHS_UNENFORCED, "the creditor a day later", True, lambda: found(APPLIED)),
    Case(
        transfers.SIX_MONTHS_UNENFORCED,
        "nobody knows since when",
        False,
        lambda: found(replace(APPLIED, received_on=None)),
    ),
    Case(transfers.REASON_STATED, "a reason", True, found),
    Case(transfers.REASON_STATED, "none", False, lambda: found(replace(DESIGNATED, reason=""))),
)

VALUES = (
    Value(
        transfers.ENFORCING_COURT,
        "never transferred",
        lambda: transfers.enforcing_court(OLD, (), on=ON),
        OLD,
    ),
    Value(
        transfers.ENFORCING_COURT,
        "the day before",
        lambda: transfers.enforcing_court(OLD, ONCE, on=BEFORE),
        OLD,
    ),
    Value(
        transfers.ENFORCING_COURT,
        "on the day",
        lambda: transfers.enforcing_court(OLD, ONCE, on=ON),
        NEW,
    ),
    Value(
        transfers.ENFORCING_COURT,
        "between two transfers",
        lambda: transfers.enforcing_court(OLD, TWICE, on=ON),
        NEW,
    ),
    Value(
        transfers.ENFORCING_COURT,
        "after two",
        lambda: transfers.enforcing_court(OLD, TWICE, on=AFTER),
        INTERMEDIATE,
    ),
    Value(
        transfers.ENFORCING_COURT,
        "two of one day: the later decision holds",
        lambda: transfers.enforcing_court(OLD, (*ONCE, Transfer(INTERMEDIATE, ON)), on=ON),
        INTERMEDIATE,
    ),
    Value(
        transfers.ENFORCING_COURT,
        "a later decision for an earlier day undoes nothing",
        lambda: transfers.enforcing_court(OLD, (*ONCE, Transfer(HIGH, BEFORE)), on=ON),
        NEW,
    ),
    *(
        Value(
            transfers.GOES_WITH_THE_CASE,
            kind,
            lambda kind=kind: kind in transfers.goes_with_the_case(),  # type: ignore[misc]
            True,
        )
        for kind in (
            *("listings", "restrictions", "removals", "deadlines", "capacity_assessments"),
            *("payments", "repairs", "objections", "reviews"),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_transfer_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_the_enforcing_court_follows_the_transfers(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize(("on", "allowed"), [(BEFORE, True), (ON, False)])
def test_the_old_court_acts_until_the_day_of_the_transfer_and_no_longer(
    on: date, allowed: bool
) -> None:
    court = transfers.enforcing_court(OLD, ONCE, on=on)
    clerk = ActingPerson("wang", Role.CLERK, OLD)
    findings = authority.act_findings(Act.DRAFT_LISTING, clerk, case_court_code=court)
    assert assess(findings).allowed is allowed
