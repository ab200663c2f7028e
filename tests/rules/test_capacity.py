"""Capacity: evidence with source and date, signs of evasion beside it, and a person who decides."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from registry.rules import capacity, policy
from registry.rules.assessment import Override, assess
from registry.rules.capacity import CapacityDecision, CapacityFacts, Evidence, Proposal
from registry.rules.findings import Finding
from registry.rules.policy import Policy
from schemas.case_codes import Bearing, CapacityOutcome, EvasionSign, EvidenceKind
from schemas.codes import Ground, Role
from tests.rules.cases import Case, Value, check_case, check_value

ON, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
ABLE, UNABLE, UNDETERMINED = CapacityOutcome


def item(
    kind: EvidenceKind,
    bearing: Bearing = Bearing.INABILITY,
    dated_on: date = ON,
    source: str = "网络执行查控系统",
) -> Evidence:
    return Evidence(kind, source, dated_on, bearing)


REPORT = item(EvidenceKind.PROPERTY_REPORT, source="被执行人，经法院核实")
INQUIRY = item(EvidenceKind.NETWORK_INQUIRY)
HARDSHIP = item(EvidenceKind.HARDSHIP_CERTIFICATE, source="民政部门")
RULING = item(EvidenceKind.BANKRUPTCY_RULING, source="破产法院")
A_HOUSE = item(EvidenceKind.FIELD_INQUIRY, Bearing.ABILITY, source="不动产登记机构")
POOR = CapacityFacts((REPORT, INQUIRY))
RICH = CapacityFacts((A_HOUSE,))
HIDING = replace(POOR, signs=(EvasionSign.GRATUITOUS_TRANSFER,))
FOUND_UNABLE = CapacityDecision(UNABLE, "经查无可供执行财产，收入仅够必需生活费用")
FOUND_ABLE = CapacityDecision(ABLE, "名下有房产一处")
VALID = policy.DEFAULT.evidence_valid_days[EvidenceKind.NETWORK_INQUIRY]
LAST_VALID = ON - timedelta(days=VALID)
STALE = LAST_VALID - timedelta(days=1)


def found(
    decision: CapacityDecision = FOUND_UNABLE, facts: CapacityFacts = POOR
) -> tuple[Finding, ...]:
    return capacity.decision_findings(decision, facts, on=ON)


def proposed(*evidence: Evidence, signs: tuple[EvasionSign, ...] = ()) -> Proposal:
    return capacity.propose(CapacityFacts(evidence, signs), on=ON)


CASES = (
    Case(capacity.SOURCE_AND_DATE, "source and day", True, found),
    Case(
        capacity.SOURCE_AND_DATE,
        "an item without a source",
        False,
        lambda: found(facts=CapacityFacts((REPORT, replace(INQUIRY, source=" ")))),
    ),
    Case(
        capacity.SOURCE_AND_DATE,
        "an item of tomorrow",
        False,
        lambda: found(facts=CapacityFacts((REPORT, replace(INQUIRY, dated_on=TOMORROW)))),
    ),
    Case(
        capacity.NOT_STALE,
        "on its last day of use",
        True,
        lambda: found(facts=CapacityFacts((REPORT, replace(INQUIRY, dated_on=LAST_VALID)))),
    ),
    Case(
        capacity.NOT_STALE,
        "on the day after",
        False,
        lambda: found(facts=CapacityFacts((REPORT, replace(INQUIRY, dated_on=STALE)))),
    ),
    Case(capacity.UNABLE_RESTS_ON_INVESTIGATION, "report and inquiry", True, found),
    Case(
        capacity.UNABLE_RESTS_ON_INVESTIGATION,
        "a ruling that accepts bankruptcy",
        True,
        lambda: found(facts=CapacityFacts((RULING,))),
    ),
    Case(
        capacity.UNABLE_RESTS_ON_INVESTIGATION,
        "no inquiry",
        False,
        lambda: found(facts=CapacityFacts((REPORT, HARDSHIP))),
    ),
    Case(
        capacity.UNABLE_RESTS_ON_INVESTIGATION,
        "no report",
        False,
        lambda: found(facts=CapacityFacts((INQUIRY,))),
    ),
    Case(
        capacity.UNABLE_RESTS_ON_INVESTIGATION,
        "an inquiry that proves nothing either way",
        False,
        lambda: found(facts=CapacityFacts((REPORT, replace(INQUIRY, bearing=Bearing.NEITHER)))),
    ),
    Case(
        capacity.UNABLE_RESTS_ON_INVESTIGATION,
        "an inquiry too old to be used",
        False,
        lambda: found(facts=CapacityFacts((REPORT, replace(INQUIRY, dated_on=STALE)))),
    ),
    Case(
        capacity.UNABLE_RESTS_ON_INVESTIGATION,
        "found able, it is not asked",
        True,
        lambda: found(FOUND_ABLE, RICH),
    ),
    Case(capacity.ABLE_RESTS_ON_EVIDENCE, "a house", True, lambda: found(FOUND_ABLE, RICH)),
    Case(capacity.ABLE_RESTS_ON_EVIDENCE, "nothing", False, lambda: found(FOUND_ABLE, POOR)),
    Case(
        capacity.ABLE_RESTS_ON_EVIDENCE,
        "signs of evasion alone show no ability",
        False,
        lambda: found(FOUND_ABLE, HIDING),
    ),
    Case(capacity.UNCONTRADICTED, "all evidence agrees", True, found),
    Case(
        capacity.UNCONTRADICTED,
        "a house stands against it",
        False,
        lambda: found(facts=CapacityFacts((REPORT, INQUIRY, A_HOUSE))),
    ),
    Case(capacity.SIGNS_WEIGHED, "no signs", True, found),
    Case(capacity.SIGNS_WEIGHED, "signs passed over", False, lambda: found(facts=HIDING)),
    Case(
        capacity.SIGNS_WEIGHED,
        "signs weighed",
        True,
        lambda: found(replace(FOUND_UNABLE, signs_weighed="赠与发生于债务形成之前"), HIDING),
    ),
    Case(capacity.REASON_STATED, "a reason", True, found),
    Case(capacity.REASON_STATED, "none", False, lambda: found(replace(FOUND_UNABLE, reason=None))),
)

VALUES = (
    Value(
        capacity.PROPOSAL,
        "verified report and empty inquiry",
        lambda: proposed(REPORT, INQUIRY),
        Proposal(UNABLE, ("inability:property_report", "inability:network_inquiry")),
    ),
    Value(
        capacity.PROPOSAL,
        "a gift beside them",
        lambda: proposed(REPORT, INQUIRY, signs=HIDING.signs),
        Proposal(
            UNDETERMINED,
            (
                "inability:property_report",
                "inability:network_inquiry",
                "evasion:gratuitous_transfer",
            ),
        ),
    ),
    Value(
        capacity.PROPOSAL,
        "a house beside them",
        lambda: proposed(REPORT, INQUIRY, A_HOUSE),
        Proposal(
            UNDETERMINED,
            (
                "ability:field_inquiry",
                "inability:property_report",
                "inability:network_inquiry",
            ),
        ),
    ),
    Value(
        capacity.PROPOSAL,
        "a house alone",
        lambda: proposed(A_HOUSE),
        Proposal(
            ABLE, ("ability:field_inquiry", "missing:property_report", "missing:network_inquiry")
        ),
    ),
    Value(
        capacity.PROPOSAL,
        "an inquiry too old to be used",
        lambda: proposed(REPORT, replace(INQUIRY, dated_on=STALE)),
        Proposal(
            UNDETERMINED,
            (
                "inability:property_report",
                "not_used:network_inquiry",
                "missing:network_inquiry",
            ),
        ),
    ),
    Value(
        capacity.PROPOSAL,
        "nothing at all",
        proposed,
        Proposal(UNDETERMINED, ("missing:property_report", "missing:network_inquiry")),
    ),
    Value(
        capacity.VALID_UNTIL,
        "until the first item is too old",
        lambda: capacity.valid_until(POOR),
        ON + timedelta(days=VALID),
    ),
    Value(
        capacity.VALID_UNTIL,
        "for as long as the court's own policy says",
        lambda: capacity.valid_until(
            POOR,
            replace(
                policy.DEFAULT,
                evidence_valid_days={
                    EvidenceKind.PROPERTY_REPORT: VALID,
                    EvidenceKind.NETWORK_INQUIRY: VALID - 1,
                },
            ),
        ),
        ON + timedelta(days=VALID - 1),
    ),
    Value(
        capacity.VALID_UNTIL,
        "without evidence",
        lambda: capacity.valid_until(CapacityFacts(())),
        None,
    ),
    *(
        Value(
            capacity.BARRED_GROUND,
            outcome,
            partial(capacity.barred_ground, outcome),
            Ground.REFUSES_THOUGH_ABLE if outcome is UNABLE else None,
        )
        for outcome in CapacityOutcome
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_assessment_is_found_as_its_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_evidence_points_where_it_points(value: Value) -> None:
    check_value(value)


def test_a_person_may_decide_against_the_proposal() -> None:
    facts = CapacityFacts((REPORT, INQUIRY, A_HOUSE))
    assert capacity.propose(facts, on=ON).outcome is UNDETERMINED
    override = Override("capacity.uncontradicted", Role.JUDGE, "房屋系唯一必需住房")
    assert assess(found(facts=facts), overrides=[override]).allowed


def test_undetermined_needs_no_evidence_but_a_reason() -> None:
    decision = CapacityDecision(UNDETERMINED, "查询尚未反馈")
    assert assess(found(decision, CapacityFacts(()))).allowed


def test_an_item_is_used_for_as_long_as_the_courts_own_policy_says() -> None:
    shorter = replace(
        policy.DEFAULT,
        evidence_valid_days={
            EvidenceKind.PROPERTY_REPORT: VALID,
            EvidenceKind.NETWORK_INQUIRY: VALID - 1,
        },
    )
    facts = CapacityFacts((REPORT, replace(INQUIRY, dated_on=LAST_VALID)))
    assert capacity.propose(facts, on=ON).outcome is UNABLE
    assert capacity.propose(facts, on=ON, policy=shorter).outcome is UNDETERMINED
    assert assess(found(facts=facts)).allowed
    refused = capacity.decision_findings(FOUND_UNABLE, facts, on=ON, policy=shorter)
    assert capacity.NOT_STALE.name in {finding.rule for finding in assess(refused).barred_by}


def test_local_evidence_counts_only_where_the_court_uses_it() -> None:
    strict = Policy(local_evidence=frozenset())
    used = capacity.propose(CapacityFacts((HARDSHIP,)), on=ON).reasons
    unused = capacity.propose(CapacityFacts((HARDSHIP,)), on=ON, policy=strict).reasons
    assert "inability:hardship_certificate" in used
    assert "not_used:hardship_certificate" in unused


@pytest.mark.parametrize("sign", EvasionSign)
def test_no_sign_of_evasion_is_passed_over_in_silence(sign: EvasionSign) -> None:
    facts = replace(POOR, signs=(sign,))
    assert capacity.propose(facts, on=ON).outcome is UNDETERMINED
    assert not assess(found(facts=facts)).allowed
