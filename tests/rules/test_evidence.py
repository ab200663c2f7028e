"""Evidence of capacity: what may be recorded, what a finding rests on, what speaks against it."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from registry.rules import capacity, evidence, policy, property_report
from registry.rules.capacity import Evidence
from registry.rules.evidence import EvidenceFacts
from registry.rules.findings import Finding
from registry.rules.property_report import ReportFacts
from schemas.case_codes import (
    Bearing,
    CapacityFlag,
    CapacityOutcome,
    EvidenceKind,
    InquiryResult,
    PropertyCategory,
    ReportConduct,
)
from tests.rules.cases import Case, Value, check_case, check_value

ON = date(2026, 3, 2)
ABLE, UNABLE, UNDETERMINED = CapacityOutcome
HOUSE = Evidence(EvidenceKind.FIELD_INQUIRY, "不动产登记机构", ON, Bearing.ABILITY)
EMPTY = Evidence(EvidenceKind.NETWORK_INQUIRY, "网络执行查控系统", ON, Bearing.INABILITY)
REPORT = Evidence(EvidenceKind.PROPERTY_REPORT, "被执行人", ON, Bearing.INABILITY)
VERIFIED = ReportFacts(ReportConduct.VERIFIED, frozenset(PropertyCategory))
DAYS = policy.DEFAULT.evidence_valid_days[EvidenceKind.NETWORK_INQUIRY]
LAST_USED = ON - timedelta(days=DAYS)
BEARS_ON = {
    InquiryResult.NOTHING_FOUND: {Bearing.INABILITY, Bearing.NEITHER},
    InquiryResult.PROPERTY_FOUND: {Bearing.ABILITY, Bearing.NEITHER},
    InquiryResult.NO_REPLY: {Bearing.NEITHER},
    InquiryResult.FAILED: {Bearing.NEITHER},
}


def found(
    item: Evidence = HOUSE,
    result: InquiryResult | None = None,
    report: ReportFacts | None = None,
    inquiry: tuple[date, InquiryResult] | None = None,
    *,
    complete: bool = True,
) -> tuple[Finding, ...]:
    facts = EvidenceFacts(item, result, report, inquiry, complete=complete)
    return evidence.record_findings(facts, on=ON)


def cited(bearing: Bearing, *, complete: bool) -> tuple[Finding, ...]:
    item, nothing = replace(EMPTY, bearing=bearing), InquiryResult.NOTHING_FOUND
    return found(item, nothing, inquiry=(ON, nothing), complete=complete)


def asked(result: InquiryResult, bearing: Bearing) -> tuple[Finding, ...]:
    return found(replace(EMPTY, bearing=bearing), result)


def rests_on(outcome: CapacityOutcome, *items: Evidence) -> tuple[Evidence, ...]:
    return evidence.relied_on(outcome, items, on=ON)


CASES = (
    Case(
        evidence.ANSWER_STATED,
        "an inquiry with its answer",
        True,
        lambda: found(EMPTY, InquiryResult.NOTHING_FOUND),
    ),
    Case(evidence.ANSWER_STATED, "an inquiry without an answer", False, lambda: found(EMPTY)),
    Case(
        evidence.ANSWER_STATED,
        "an answer of no inquiry",
        False,
        lambda: found(HOUSE, InquiryResult.PROPERTY_FOUND),
    ),
    *(
        Case(
            evidence.ANSWER_SPEAKS,
            f"{result} for {bearing}",
            bearing in BEARS_ON[result],
            partial(asked, result, bearing),
        )
        for result in InquiryResult
        for bearing in Bearing
    ),
    Case(
        evidence.REPORT_NAMED,
        "the report that was verified",
        True,
        lambda: found(REPORT, report=VERIFIED),
    ),
    Case(evidence.REPORT_NAMED, "a report that nobody names", False, lambda: found(REPORT)),
    Case(
        evidence.REPORT_NAMED,
        "a report named for a house",
        False,
        lambda: found(HOUSE, report=VERIFIED),
    ),
    *(
        Case(
            evidence.INQUIRY_MATCHES,
            f"{result} of {made_on}",
            satisfied,
            partial(found, EMPTY, InquiryResult.NOTHING_FOUND, inquiry=(made_on, result)),
        )
        for made_on, result, satisfied in (
            (ON, InquiryResult.NOTHING_FOUND, True),
            (ON, InquiryResult.NO_REPLY, False),
            (ON + timedelta(days=1), InquiryResult.NOTHING_FOUND, False),
        )
    ),
    *(
        Case(
            evidence.COMPLETE_SPEAKS,
            f"complete: {complete}, for {bearing}",
            satisfied,
            partial(cited, bearing, complete=complete),
        )
        for bearing, complete, satisfied in (
            (Bearing.INABILITY, True, True),
            (Bearing.INABILITY, False, False),
            (Bearing.NEITHER, False, True),
        )
    ),
    Case(
        evidence.WITHDRAWAL_REASON,
        "a reason",
        True,
        lambda: evidence.withdrawal_findings("系他人财产"),
    ),
    Case(evidence.WITHDRAWAL_REASON, "none", False, lambda: evidence.withdrawal_findings(" ")),
)
VALUES = (
    Value(
        evidence.RELIED_ON,
        "inability rests on what shows it",
        lambda: rests_on(UNABLE, REPORT, HOUSE, EMPTY),
        (REPORT, EMPTY),
    ),
    Value(
        evidence.RELIED_ON, "ability on a house", lambda: rests_on(ABLE, REPORT, HOUSE), (HOUSE,)
    ),
    Value(
        evidence.RELIED_ON,
        "undetermined on everything",
        lambda: rests_on(UNDETERMINED, HOUSE, EMPTY),
        (HOUSE, EMPTY),
    ),
    Value(
        evidence.RELIED_ON,
        "the later of two inquiries",
        lambda: rests_on(UNABLE, replace(EMPTY, dated_on=LAST_USED), EMPTY),
        (EMPTY,),
    ),
    Value(
        evidence.RELIED_ON,
        "the later of two inquiries that was given first",
        lambda: rests_on(UNABLE, EMPTY, replace(EMPTY, dated_on=LAST_USED)),
        (EMPTY,),
    ),
    Value(
        evidence.RELIED_ON,
        "for as long as the court's own policy says",
        lambda: evidence.relied_on(
            UNABLE,
            [replace(EMPTY, dated_on=LAST_USED)],
            on=ON,
            policy=replace(
                policy.DEFAULT, evidence_valid_days={EvidenceKind.NETWORK_INQUIRY: DAYS - 1}
            ),
        ),
        (),
    ),
    Value(
        evidence.RELIED_ON,
        "on its last day of use",
        lambda: len(rests_on(UNABLE, replace(EMPTY, dated_on=LAST_USED))),
        1,
    ),
    Value(
        evidence.RELIED_ON,
        "no more on the day after",
        lambda: rests_on(UNABLE, replace(EMPTY, dated_on=LAST_USED - timedelta(days=1))),
        (),
    ),
    *(
        Value(
            evidence.FLAG,
            f"{bearing} against {outcome}",
            partial(evidence.flag_of_evidence, outcome, bearing),
            CapacityFlag.CONTRARY_EVIDENCE
            if (outcome, bearing) in {(UNABLE, Bearing.ABILITY), (ABLE, Bearing.INABILITY)}
            else None,
        )
        for outcome in CapacityOutcome
        for bearing in Bearing
    ),
    *(
        Value(
            evidence.FLAG,
            f"{bearing} withdrawn from under {outcome}",
            partial(evidence.flag_of_evidence, outcome, bearing, withdrawn=True),
            CapacityFlag.EVIDENCE_WITHDRAWN
            if (outcome, bearing) in {(UNABLE, Bearing.INABILITY), (ABLE, Bearing.ABILITY)}
            else None,
        )
        for outcome in CapacityOutcome
        for bearing in Bearing
    ),
    *(
        Value(
            evidence.FLAG,
            f"a sign of evasion beside {outcome}",
            partial(evidence.flag_of_sign, outcome),
            CapacityFlag.SIGN_OF_EVASION if outcome is UNABLE else None,
        )
        for outcome in CapacityOutcome
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_evidence_is_recorded_as_its_rule_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_finding_rests_on_evidence_and_is_looked_at_again(value: Value) -> None:
    check_value(value)


def test_evidence_has_a_source_and_a_day_that_has_come() -> None:
    for item in (replace(HOUSE, source=" "), replace(HOUSE, dated_on=ON + timedelta(days=1))):
        refused = [finding.rule for finding in found(item) if not finding.satisfied]
        assert refused == [capacity.SOURCE_AND_DATE.name]


def test_a_report_that_is_not_verified_is_no_evidence() -> None:
    facts = replace(VERIFIED, conduct=ReportConduct.UNVERIFIED)
    refused = [f.rule for f in found(REPORT, report=facts) if not f.satisfied]
    assert refused == [property_report.VERIFIED.name]
