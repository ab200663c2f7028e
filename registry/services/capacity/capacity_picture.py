"""All that is known of a debtor's capacity (履行能力概览) on one page: evidence for and against,
signs of evasion, what it points to, what is missing for a finding of inability, and what was found.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from registry.models.capacity import CapacityAssessment
from registry.models.cases import EnforcementCase
from registry.models.evidence import EvidenceItem, SignOfEvasion
from registry.models.proceedings import PropertyInquiry
from registry.rules import capacity
from registry.rules.assessment import assess
from registry.rules.capacity import CapacityDecision, Proposal
from registry.rules.findings import Finding
from registry.rules.policy import Policy
from registry.services.acts.records import Matter
from registry.services.capacity import capacity_evidence, capacity_records
from registry.services.capacity.capacity_evidence import Standing
from registry.services.cases import proceedings
from registry.services.facts import capacity_findings
from schemas.case_codes import CapacityOutcome, EvidenceState, InquiryResult
from schemas.codes import Ground


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known on a day, and what it points to.

    ``found`` are the inquiries that have found property. ``needed`` are the rules that a finding of
    inability would break today; ``elsewhere`` is what found the same subject unable in other cases.
    """

    on: date
    standing: Standing
    withdrawn: int
    found: list[PropertyInquiry]
    proposal: Proposal
    needed: tuple[Finding, ...]
    finding: CapacityAssessment | None
    holds: bool
    bars: Ground | None
    elsewhere: list[tuple[CapacityAssessment, EnforcementCase]]


def of_debtor(session: Session, matter: Matter, *, on: date, policy: Policy) -> Picture:
    """Return what is known of a debtor on a day."""
    standing = capacity_evidence.standing(session, matter)
    finding = capacity_findings.current(session, matter.debtor.id)
    holds = finding is not None and capacity_findings.is_valid(finding, on=on)
    outcome = CapacityOutcome(finding.outcome) if finding is not None and holds else None
    return Picture(
        on=on,
        standing=standing,
        withdrawn=_withdrawn(session, matter),
        found=_found(session, matter),
        proposal=capacity_evidence.propose(standing, on=on, policy=policy),
        needed=_needed(standing, on=on, policy=policy),
        finding=finding,
        holds=holds,
        bars=None if outcome is None else capacity.barred_ground(outcome),
        elsewhere=capacity_findings.unable_elsewhere(session, matter, on=on),
    )


def _found(session: Session, matter: Matter) -> list[PropertyInquiry]:
    return [
        made
        for made in proceedings.of_case(session, PropertyInquiry, matter.case)
        if made.debtor_id in (None, matter.debtor.id)
        and made.result == InquiryResult.PROPERTY_FOUND
    ]


def _withdrawn(session: Session, matter: Matter) -> int:
    items = capacity_records.of_debtor(session, EvidenceItem, matter.debtor.id)
    signs = capacity_records.of_debtor(session, SignOfEvasion, matter.debtor.id)
    states = [item.state for item in items] + [sign.state for sign in signs]
    return states.count(EvidenceState.WITHDRAWN)


def _needed(standing: Standing, *, on: date, policy: Policy) -> tuple[Finding, ...]:
    decided = CapacityDecision(CapacityOutcome.UNABLE, reason=None)
    facts = capacity_evidence.weighed(standing, decided.outcome, on=on, policy=policy)
    findings = capacity.decision_findings(decided, facts, on=on, policy=policy)
    return assess(findings).barred_by
