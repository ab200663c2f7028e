"""Evidence of capacity (履行能力证据): what may be recorded, what a finding rests on, and what
speaks against it.

"Nothing found", "no reply yet" and "failed" are three answers of the network, and only the first
speaks for inability. What came in against a finding never switches it: a person looks at it again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registry.rules import capacity, property_report
from registry.rules.articles import Article, Instrument
from registry.rules.capacity import Evidence
from registry.rules.findings import Computation, Finding, Mark, Rule, stated, yes_or_no
from registry.rules.policy import DEFAULT, Policy
from registry.rules.property_report import ReportFacts
from schemas.case_codes import Bearing, CapacityFlag, CapacityOutcome, EvidenceKind, InquiryResult

_ARTICLE_3_4 = Article(Instrument.LISTING_RULES, 3, item=4)

ANSWER_STATED = Rule(
    "evidence.answer_stated",
    Article(Instrument.REGISTER_RULES, 10),
    "网络查询应当记录其结果，其他证据没有查询结果。",
    "A network inquiry is recorded with its answer, and nothing else has one.",
)
ANSWER_SPEAKS = Rule(
    "evidence.answer_speaks",
    _ARTICLE_3_4,
    "尚未答复、不能答复的，不能证明有无履行能力；未发现财产的不能证明有履行能力，"
    "发现财产的不能证明无履行能力。",
    "No reply and a failed inquiry speak for neither; nothing found never speaks for ability, nor "
    "property found for inability.",
    mark=Mark.DERIVED,
)
REPORT_NAMED = Rule(
    "evidence.report_named",
    Article(Instrument.PROPERTY_RULES, 8),
    "财产报告作为证据的，应当指明所核实的报告；其他证据不引用财产报告。",
    "A property report is evidence as the verified report that it names; other evidence names "
    "none.",
    mark=Mark.LIKELY,
)
INQUIRY_MATCHES = Rule(
    "evidence.inquiry_matches",
    Article(Instrument.REGISTER_RULES, 10),
    "引用查询记录的，结果应当与查询记录一致，日期不得早于查询之日。",
    "Evidence that refers to an inquiry says what the inquiry says, and is not dated before it.",
)
WITHDRAWAL_REASON = Rule(
    "evidence.withdrawal_reason",
    Article(Instrument.REGISTER_RULES, 10),
    "证据不得删除；撤回证据应当说明理由。",
    "Evidence is never deleted; it is withdrawn for a stated reason.",
)
COMPLETE_SPEAKS = Rule(
    "evidence.complete_inquiry_speaks",
    Article(Instrument.REGISTER_RULES, 49),
    "引用的查询不完整而未发现财产的，不能证明无履行能力。",
    "Nothing found by an inquiry that did not cover the network does not speak for inability.",
)
RULES = (
    ANSWER_STATED,
    ANSWER_SPEAKS,
    REPORT_NAMED,
    INQUIRY_MATCHES,
    COMPLETE_SPEAKS,
    WITHDRAWAL_REASON,
)

RELIED_ON = Computation(
    "evidence.relied_on",
    Article(Instrument.REGISTER_RULES, 9),
    "认定依据在有效期内、与结论方向一致的证据，同类证据以最近的为准；待定的，依据全部有效证据。",
    "A finding rests on the evidence of its own bearing that is still used, the latest of each "
    "kind; undetermined, on all that is.",
)
FLAG = Computation(
    "evidence.flag",
    Article(Instrument.REGISTER_RULES, 9),
    "认定之后出现相反证据、规避执行迹象，或者所依据的证据被撤回的，提示重新审查，认定不自动改变。",
    "Evidence against a finding, a sign of evasion, or the withdrawal of what it rests on calls "
    "for a person, and switches nothing.",
)
COMPUTATIONS = (RELIED_ON, FLAG)

_MAY_SPEAK_FOR: Mapping[InquiryResult, frozenset[Bearing]] = {
    InquiryResult.NOTHING_FOUND: frozenset({Bearing.INABILITY, Bearing.NEITHER}),
    InquiryResult.PROPERTY_FOUND: frozenset({Bearing.ABILITY, Bearing.NEITHER}),
    InquiryResult.NO_REPLY: frozenset({Bearing.NEITHER}),
    InquiryResult.FAILED: frozenset({Bearing.NEITHER}),
}
_BEARING_OF = {
    CapacityOutcome.ABLE: Bearing.ABILITY,
    CapacityOutcome.UNABLE: Bearing.INABILITY,
}
_AGAINST = {
    CapacityOutcome.ABLE: Bearing.INABILITY,
    CapacityOutcome.UNABLE: Bearing.ABILITY,
}


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """An item as it is to be recorded; ``report`` is the property report that it names, ``inquiry``
    the inquiry, by its day and its result, ``complete`` whether that covered the network.
    """

    item: Evidence
    result: InquiryResult | None = None
    report: ReportFacts | None = None
    inquiry: tuple[date, InquiryResult] | None = None
    complete: bool = False


def record_findings(facts: EvidenceFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether an item of evidence may be recorded on a day."""
    item, result = facts.item, facts.result
    answer = "none" if result is None else result.value
    is_inquiry = item.kind is EvidenceKind.NETWORK_INQUIRY
    is_report = item.kind is EvidenceKind.PROPERTY_REPORT
    speaks = result is None or item.bearing in _MAY_SPEAK_FOR[result]
    named = facts.report is not None
    return (
        capacity.source_finding((item,), on=on),
        ANSWER_STATED.finding(is_inquiry is (result is not None), kind=item.kind, result=answer),
        ANSWER_SPEAKS.finding(speaks, result=answer, bearing=item.bearing),
        REPORT_NAMED.finding(is_report is named, kind=item.kind, report_named=yes_or_no(named)),
        *_inquiry_findings(facts),
        *(property_report.report_findings(facts.report) if facts.report else ()),
    )


def withdrawal_findings(reason: str | None) -> tuple[Finding, ...]:
    """Return whether evidence may be withdrawn for a reason."""
    return (WITHDRAWAL_REASON.finding(stated(reason), reason_stated=yes_or_no(stated(reason))),)


def relied_on(
    outcome: CapacityOutcome,
    evidence: Iterable[Evidence],
    *,
    on: date,
    policy: Policy = DEFAULT,
) -> tuple[Evidence, ...]:
    """Return the items that a finding rests on, in the order given."""
    bearing = _BEARING_OF.get(outcome)
    used = [
        item
        for item in evidence
        if not capacity.is_stale(item, on=on, policy=policy)
        and (bearing is None or item.bearing is bearing)
    ]
    latest: dict[EvidenceKind, Evidence] = {}
    for item in used:
        known = latest.get(item.kind)
        if known is None or item.dated_on > known.dated_on:
            latest[item.kind] = item
    return tuple(item for item in used if latest[item.kind] is item)


def flag_of_evidence(
    outcome: CapacityOutcome, bearing: Bearing, *, withdrawn: bool = False
) -> CapacityFlag | None:
    """Return why a finding has to be looked at again after an item came in or was withdrawn."""
    if withdrawn:
        rests = bearing is _BEARING_OF.get(outcome)
        return CapacityFlag.EVIDENCE_WITHDRAWN if rests else None
    against = bearing is _AGAINST.get(outcome)
    return CapacityFlag.CONTRARY_EVIDENCE if against else None


def flag_of_sign(outcome: CapacityOutcome) -> CapacityFlag | None:
    """Return why a finding has to be looked at again after a sign of evasion came in."""
    unable = outcome is CapacityOutcome.UNABLE
    return CapacityFlag.SIGN_OF_EVASION if unable else None


def _inquiry_findings(facts: EvidenceFacts) -> tuple[Finding, ...]:
    if facts.inquiry is None:
        return ()
    made_on, result = facts.inquiry
    dated_on = facts.item.dated_on
    return (
        INQUIRY_MATCHES.finding(
            facts.result is result and dated_on >= made_on,
            inquiry=result,
            made_on=made_on.isoformat(),
            dated_on=dated_on.isoformat(),
        ),
        COMPLETE_SPEAKS.finding(
            facts.complete or facts.item.bearing is not Bearing.INABILITY,
            complete=yes_or_no(facts.complete),
            bearing=facts.item.bearing,
        ),
    )
