"""Capacity assessment (履行能力认定): dishonest or unable, from evidence with source and date.

A debtor found unable is not one who could but would not (Listing Rules Art. 3(4)): Art. 1(1) is
barred, and the removal of such a listing is proposed. Signs of evasion are shown beside signs of
inability. What the evidence points to is a proposal with the reasons that led there; a person
decides. For how long evidence is used is policy.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from registry.rules.articles import Article, Instrument
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    listed,
    stated,
    yes_or_no,
)
from registry.rules.policy import DEFAULT, Policy
from schemas.case_codes import Bearing, CapacityOutcome, EvasionSign, EvidenceKind
from schemas.codes import Ground, Role

_ARTICLE_3_4 = Article(Instrument.LISTING_RULES, 3, item=4)

SOURCE_AND_DATE = Rule(
    "capacity.source_and_date",
    Article(Instrument.REGISTER_RULES, 10),
    "每项证据应当有来源和日期，日期不得晚于认定之日。",
    "Every item of evidence has a source and a day, which is not in the future.",
)
NOT_STALE = Rule(
    "capacity.not_stale",
    Article(Instrument.REGISTER_RULES, 9),
    "据以认定的证据应当在有效期之内；确有必要采用的，应当说明理由。",
    "Evidence is not older than the court's policy allows, unless a reason is recorded.",
    overridable_by=Role.JUDGE,
)
UNABLE_RESTS_ON_INVESTIGATION = Rule(
    "capacity.unable_rests_on_investigation",
    _ARTICLE_3_4,
    "认定无履行能力，应当有经核实的财产报告和至少一次未发现可供执行财产的网络查询，"
    "或者受理破产的裁定。",
    "Inability rests on a verified report and one network inquiry at least that found nothing, or "
    "on a ruling that accepts bankruptcy.",
    mark=Mark.DERIVED,
)
ABLE_RESTS_ON_EVIDENCE = Rule(
    "capacity.able_rests_on_evidence",
    Article(Instrument.LISTING_RULES, 1, item=1),
    "认定有履行能力，应当有证明其有履行能力的证据。",
    "Ability rests on evidence that shows it.",
    mark=Mark.DERIVED,
)
UNCONTRADICTED = Rule(
    "capacity.uncontradicted",
    _ARTICLE_3_4,
    "有证据证明有履行能力而认定无履行能力的，应当说明不采用该证据的理由。",
    "Who finds inability against evidence of ability says why that evidence is not followed.",
    overridable_by=Role.JUDGE,
    mark=Mark.DERIVED,
)
SIGNS_WEIGHED = Rule(
    "capacity.signs_weighed",
    _ARTICLE_3_4,
    "存在规避执行迹象而认定无履行能力的，应当逐一说明对该迹象的判断。",
    "Who finds inability beside signs of evasion says what was made of them.",
    mark=Mark.DERIVED,
)
REASON_STATED = Rule(
    "capacity.reason_stated",
    _ARTICLE_3_4,
    "履行能力认定由经办人员作出，应当说明理由。",
    "A person decides the assessment, for stated reasons.",
    mark=Mark.DERIVED,
)
RULES = (
    SOURCE_AND_DATE,
    NOT_STALE,
    UNABLE_RESTS_ON_INVESTIGATION,
    ABLE_RESTS_ON_EVIDENCE,
    UNCONTRADICTED,
    SIGNS_WEIGHED,
    REASON_STATED,
)

PROPOSAL = Computation(
    "capacity.propose",
    _ARTICLE_3_4,
    "证据一致证明无履行能力且无规避迹象的，提示无履行能力；只有证明有履行能力的证据的，提示有履行能力；"
    "其余提示待定。",
    "Evidence of inability alone, complete and without signs of evasion, points to unable; of "
    "ability alone, to able; all else is undetermined.",
    mark=Mark.DERIVED,
)
VALID_UNTIL = Computation(
    "capacity.valid_until",
    Article(Instrument.REGISTER_RULES, 9),
    "认定在其最早失效的证据失效之日后重新审查。",
    "An assessment is looked at again when the first of its items is no longer used.",
)
BARRED_GROUND = Computation(
    "capacity.barred_ground",
    _ARTICLE_3_4,
    "认定无履行能力的，不得以第一条第一项为由纳入；已经纳入的，提示删除。",
    "Found unable, a debtor is not listed on Art. 1(1), and the removal of such a listing is "
    "proposed.",
)
COMPUTATIONS = (PROPOSAL, VALID_UNTIL, BARRED_GROUND)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of evidence: its kind, who it comes from, its day, and what it speaks for."""

    kind: EvidenceKind
    source: str
    dated_on: date
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class CapacityFacts:
    """All evidence and all signs of evasion that are known of a debtor in a case."""

    evidence: tuple[Evidence, ...]
    signs: tuple[EvasionSign, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the evidence points to, with the reasons that led there, each as ``kind:what``."""

    outcome: CapacityOutcome
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CapacityDecision:
    """What a person decides, why, and what was made of the signs of evasion."""

    outcome: CapacityOutcome
    reason: str | None
    signs_weighed: str | None = None


def expires_on(item: Evidence, policy: Policy = DEFAULT) -> date:
    """Return the last day on which an item of evidence is used."""
    return item.dated_on + timedelta(days=policy.evidence_valid_days[item.kind])


def is_stale(item: Evidence, *, on: date, policy: Policy = DEFAULT) -> bool:
    """Tell whether an item of evidence is too old to be used on a day."""
    return on > expires_on(item, policy)


def propose(facts: CapacityFacts, *, on: date, policy: Policy = DEFAULT) -> Proposal:
    """Return what the evidence that can be used on a day points to."""
    used = _used(facts, on=on, policy=policy)
    ability, inability = _kinds(used, Bearing.ABILITY), _kinds(used, Bearing.INABILITY)
    complete = _is_complete(inability)
    outcome = CapacityOutcome.UNDETERMINED
    if complete and not ability and not facts.signs:
        outcome = CapacityOutcome.UNABLE
    elif ability and not inability:
        outcome = CapacityOutcome.ABLE
    reasons = (
        *(f"ability:{kind}" for kind in ability),
        *(f"inability:{kind}" for kind in inability),
        *(f"evasion:{sign}" for sign in facts.signs),
        *(f"not_used:{item.kind}" for item in facts.evidence if item not in used),
        *(() if complete else (f"missing:{kind}" for kind in _NEEDED if kind not in inability)),
    )
    return Proposal(outcome, reasons)


def decision_findings(
    decision: CapacityDecision,
    facts: CapacityFacts,
    *,
    on: date,
    policy: Policy = DEFAULT,
) -> tuple[Finding, ...]:
    """Return whether a person may decide so on this evidence on a day."""
    used = _used(facts, on=on, policy=policy)
    ability, inability = _kinds(facts.evidence, Bearing.ABILITY), _kinds(used, Bearing.INABILITY)
    unable = decision.outcome is CapacityOutcome.UNABLE
    able = decision.outcome is CapacityOutcome.ABLE
    stale = [item for item in facts.evidence if is_stale(item, on=on, policy=policy)]
    outcome = decision.outcome.value
    return (
        source_finding(facts.evidence, on=on),
        NOT_STALE.finding(not stale, stale=listed(item.kind for item in stale)),
        UNABLE_RESTS_ON_INVESTIGATION.finding(
            _is_complete(inability) or not unable, outcome=outcome, inability=listed(inability)
        ),
        ABLE_RESTS_ON_EVIDENCE.finding(
            bool(_kinds(used, Bearing.ABILITY)) or not able, outcome=outcome
        ),
        UNCONTRADICTED.finding(not (unable and ability), outcome=outcome, ability=listed(ability)),
        SIGNS_WEIGHED.finding(
            stated(decision.signs_weighed) or not (unable and facts.signs),
            outcome=outcome,
            signs=listed(facts.signs),
        ),
        REASON_STATED.finding(
            stated(decision.reason), reason_stated=yes_or_no(stated(decision.reason))
        ),
    )


def source_finding(evidence: Iterable[Evidence], *, on: date) -> Finding:
    """Return whether every item has a source and a day that has come."""
    unsourced = [item for item in evidence if not stated(item.source) or item.dated_on > on]
    return SOURCE_AND_DATE.finding(not unsourced, unsourced=listed(i.kind for i in unsourced))


def valid_until(facts: CapacityFacts, policy: Policy = DEFAULT) -> date | None:
    """Return the last day on which all evidence is used, or None where there is none."""
    return min((expires_on(item, policy) for item in facts.evidence), default=None)


def barred_ground(outcome: CapacityOutcome) -> Ground | None:
    """Return the ground that an outcome bars, and on which the removal of a listing is proposed."""
    return Ground.REFUSES_THOUGH_ABLE if outcome is CapacityOutcome.UNABLE else None


_NEEDED = (EvidenceKind.PROPERTY_REPORT, EvidenceKind.NETWORK_INQUIRY)


def _is_complete(inability: tuple[EvidenceKind, ...]) -> bool:
    return EvidenceKind.BANKRUPTCY_RULING in inability or set(_NEEDED) <= set(inability)


def _used(facts: CapacityFacts, *, on: date, policy: Policy) -> tuple[Evidence, ...]:
    return tuple(
        item
        for item in facts.evidence
        if stated(item.source)
        and item.dated_on <= on
        and not is_stale(item, on=on, policy=policy)
        and (
            item.kind is not EvidenceKind.HARDSHIP_CERTIFICATE or item.kind in policy.local_evidence
        )
    )


def _kinds(evidence: tuple[Evidence, ...], bearing: Bearing) -> tuple[EvidenceKind, ...]:
    found = {item.kind for item in evidence if item.bearing is bearing}
    return tuple(kind for kind in EvidenceKind if kind in found)
