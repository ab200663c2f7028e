"""The policy of an installation: read from settings, with the defaults for what they leave out."""

import pytest

from config import ConfigurationError
from registry.local_policy import policy_of
from registry.rules.policy import DEFAULT, MEANINGS
from schemas.case_codes import EvidenceKind
from schemas.remedy_codes import NoRepairCause

GOOD: dict[str, tuple[object, object]] = {
    "bench_review_needed": (True, True),
    "creditor_answer_days": (10, 10),
    "suspends_for_public_interest": (True, True),
    "no_repair_causes": (["violence"], frozenset({NoRepairCause.VIOLENCE})),
    "local_evidence": ([], frozenset()),
    "remind_working_days_before": ([3, 1], (3, 1)),
    "ordered_correction_working_days": (10, 10),
}


def test_what_nobody_sets_is_the_default() -> None:
    assert policy_of({}) == DEFAULT


@pytest.mark.parametrize("name", GOOD)
def test_a_value_is_taken_as_stated_and_no_other_changes(name: str) -> None:
    stated, expected = GOOD[name]
    policy = policy_of({name: stated})
    assert getattr(policy, name) == expected
    others = MEANINGS.keys() - {name}
    assert {other: getattr(policy, other) for other in others} == {
        other: getattr(DEFAULT, other) for other in others
    }


def test_days_of_one_kind_of_evidence_leave_the_other_kinds_as_they_are() -> None:
    policy = policy_of({"evidence_valid_days": {"property_report": 30}})
    report, inquiry = EvidenceKind.PROPERTY_REPORT, EvidenceKind.NETWORK_INQUIRY
    assert policy.evidence_valid_days[report] == 30
    assert policy.evidence_valid_days[inquiry] == DEFAULT.evidence_valid_days[inquiry]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("grace_for_all", True),
        ("ordered_correction_working_days", 0),
        ("bench_review_needed", "yes"),
        ("creditor_answer_days", -1),
        ("creditor_answer_days", True),
        ("creditor_answer_days", "7"),
        ("no_repair_causes", "violence"),
        ("no_repair_causes", ["poverty"]),
        ("evidence_valid_days", {"gossip": 3}),
        ("remind_working_days_before", 5),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(name: str, value: object) -> None:
    with pytest.raises(ConfigurationError, match=name):
        policy_of({name: value})
