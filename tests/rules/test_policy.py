"""Policy: every value has a default and a meaning, and is labelled as no law."""

import re
from dataclasses import fields

import pytest

from registry.rules import policy, reference
from registry.rules.policy import Policy
from schemas.case_codes import EvidenceKind

NAMES = [field.name for field in fields(Policy)]


def test_every_value_has_a_meaning_in_both_languages() -> None:
    assert list(policy.MEANINGS) == NAMES
    for meaning in policy.MEANINGS.values():
        assert re.search("[\u4e00-\u9fff]", meaning.zh)
        assert meaning.zh.endswith("。")
        assert meaning.en.isascii()
        assert meaning.en.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_prints_every_value_as_policy_and_not_as_law(name: str) -> None:
    law, _, printed = reference.render().partition("## Policy")
    assert f"| `{name}` |" in printed
    assert f"| `{name}` |" not in law


# Half a year for what may change with any payday, five years for a ruling, a year for the rest.
HALF_A_YEAR, A_YEAR, FIVE_YEARS = 183, 365, 1826
USED_FOR = {
    EvidenceKind.PROPERTY_REPORT: A_YEAR,
    EvidenceKind.NETWORK_INQUIRY: HALF_A_YEAR,
    EvidenceKind.FIELD_INQUIRY: A_YEAR,
    EvidenceKind.SEARCH_RECORD: A_YEAR,
    EvidenceKind.INTERVIEW_RECORD: HALF_A_YEAR,
    EvidenceKind.LIVING_LEVEL_INCOME: HALF_A_YEAR,
    EvidenceKind.HARDSHIP_CERTIFICATE: A_YEAR,
    EvidenceKind.BANKRUPTCY_RULING: FIVE_YEARS,
}


@pytest.mark.parametrize("kind", EvidenceKind)
def test_every_kind_of_evidence_is_used_for_so_many_days(kind: EvidenceKind) -> None:
    for settled in (policy.DEFAULT, Policy()):
        assert settled.evidence_valid_days[kind] == USED_FOR[kind]


def test_what_only_local_rules_say_is_off_until_a_court_says_so() -> None:
    assert not policy.DEFAULT.suspends_for_public_interest
    assert not policy.DEFAULT.no_repair_causes
    assert not policy.DEFAULT.bench_review_needed
    assert not policy.DEFAULT.objector_attends_in_person
