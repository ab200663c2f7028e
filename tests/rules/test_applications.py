"""Applications: undertaking and evidence, and what follows when they prove false."""

from dataclasses import replace
from itertools import product

import pytest

from registry.rules import applications
from registry.rules.applications import Abuse, Application
from registry.rules.findings import Finding
from tests.rules.cases import Case, Value, check_case, check_value
from tests.rules.permissions import COMPLETE


def found(application: Application) -> tuple[Finding, ...]:
    return applications.application_findings(application)


def withdrawn(*, false: bool = False, broken: bool = False) -> tuple[Finding, ...]:
    return applications.withdrawal_findings(false_evidence=false, broken_undertaking=broken)


CASES = (
    Case(applications.UNDERTAKING_GIVEN, "given", True, lambda: found(COMPLETE)),
    Case(
        applications.UNDERTAKING_GIVEN,
        "not given",
        False,
        lambda: found(replace(COMPLETE, undertaking_given=False)),
    ),
    Case(applications.EVIDENCE_SUBMITTED, "submitted", True, lambda: found(COMPLETE)),
    Case(
        applications.EVIDENCE_SUBMITTED,
        "not submitted",
        False,
        lambda: found(replace(COMPLETE, evidence_submitted=False)),
    ),
    Case(applications.VERIFIED, "verified", True, lambda: found(COMPLETE)),
    Case(
        applications.VERIFIED,
        "not verified",
        False,
        lambda: found(replace(COMPLETE, verified=False)),
    ),
    Case(applications.NOT_BARRED_BY_ABUSE, "never abused", True, lambda: found(COMPLETE)),
    Case(
        applications.NOT_BARRED_BY_ABUSE,
        "abused once",
        False,
        lambda: found(replace(COMPLETE, abused_before=True)),
    ),
    Case(applications.ABUSE_SHOWN, "false evidence", True, lambda: withdrawn(false=True)),
    Case(applications.ABUSE_SHOWN, "a broken undertaking", True, lambda: withdrawn(broken=True)),
    Case(applications.ABUSE_SHOWN, "neither", False, withdrawn),
)

VALUES = tuple(
    Value(
        applications.CONSEQUENCES,
        f"false evidence {false}, broken undertaking {broken}",
        lambda false=false, broken=broken: applications.consequences_of_abuse(  # type: ignore[misc]
            false_evidence=false, broken_undertaking=broken
        ),
        Abuse(false or broken, false or broken, false or broken),
    )
    for false, broken in product((True, False), repeat=2)
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_application_is_found_as_point_17_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_abuse_has_its_consequences(value: Value) -> None:
    check_value(value)


def test_no_rule_about_abuse_can_be_set_aside() -> None:
    assert not any(rule.overridable_by for rule in applications.RULES)
