"""Credit repair at the court (信用修复): each way with its condition, its documents, what it lifts
and what stays.

Repair is not a ground of its own. It leads to a removal on its own article, to the suspension of a
listing where local rules know one, or to a decision that is never published. A listing with a term
is repaired by early removal alone, whatever was performed (Listing Rules Art. 2 para 2, 10 para 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from registry.rules.articles import Article, Instrument
from registry.rules.assessment import Assessment
from registry.rules.findings import (
    Computation,
    Finding,
    Rule,
    day_or_none,
    listed,
    yes_or_no,
)
from registry.rules.policy import DEFAULT, Policy
from registry.rules.removal import lifts_restriction
from schemas.codes import RemovalGround
from schemas.remedy_codes import NoRepairCause, Remainder, RepairDocument, RepairPath

_LR = Instrument.LISTING_RULES
_POLICY = Instrument.REGISTER_RULES

GROUND_OPEN = Rule(
    "repair.ground_open",
    Article(_LR, 10),
    "信用修复应当符合第十条第一款的删除情形，有纳入期限的应当符合第二条第二款的规定。",
    "Repair rests on a removal ground that is open: Art. 10 para 1, or Art. 2 para 2 for a listing "
    "with a term.",
)
DOCUMENTS_COMPLETE = Rule(
    "repair.documents_complete",
    Article(_POLICY, 11),
    "申请信用修复应当提交该途径所需的材料。",
    "An application for repair comes with the documents of its way.",
)
NO_EVASION = Rule(
    "repair.no_evasion",
    Article(_LR, 10, item=3),
    "因申请执行人同意而修复的，应当没有规避执行行为。",
    "Repair by the creditor's consent is for a debtor who did not evade enforcement.",
)
IN_TIME_FOR_GRACE = Rule(
    "repair.in_time_for_grace",
    Article(Instrument.OPINION_2019, 15),
    "宽限期内已履行、尚未公布的，才适用公布之前的修复。",
    "Repair before publication is for who performed in grace.",
)
LOCALLY_KNOWN = Rule(
    "repair.locally_known",
    Article(_POLICY, 12),
    "地方规定允许的，才可以因公共服务或者不可抗力暂停公布。",
    "A listing is suspended for public service or force majeure only where local rules say so.",
)
CAUSE_AND_CONSENT = Rule(
    "repair.cause_and_consent",
    Article(_POLICY, 12),
    "暂停公布应当证明公共服务或者不可抗力，并经申请执行人同意。",
    "For a suspension the cause is proven and the creditor agrees.",
)
NOT_EXCLUDED = Rule(
    "repair.not_excluded",
    Article(_POLICY, 13),
    "地方规定不予信用修复的，不予修复；法律规定应当删除的除外。",
    "Who is excluded by local rules is not repaired, save where the law removes the listing.",
)
LISTING_STANDS = Rule(
    "repair.listing_stands",
    Article(_POLICY, 31),
    "申请修复的失信信息应当已经公布（依法不予公布的，已经生效）并且仍在名单内，申请不得早于此日。",
    "What is to be repaired is a listing that stands, applied for since it was published or, "
    "without publication, took effect.",
)
NOT_REFUSED_FOR_NOTHING = Rule(
    "repair.not_refused_for_nothing",
    Article(_LR, 10, paragraph=1),
    "具有第十条第一款情形并且材料齐全的，应当删除，不得不予修复；依第二条第二款提前删除的，由法院决定。",
    "Where a ground of Art. 10 para 1 is open and the documents are there, repair is not refused; "
    "early removal is the court's choice.",
)
RULES = (
    LISTING_STANDS,
    NOT_REFUSED_FOR_NOTHING,
    GROUND_OPEN,
    DOCUMENTS_COMPLETE,
    NO_EVASION,
    IN_TIME_FOR_GRACE,
    LOCALLY_KNOWN,
    CAUSE_AND_CONSENT,
    NOT_EXCLUDED,
)

LEADS_TO = Computation(
    "repair.leads_to",
    Article(_LR, 10, paragraph=2),
    "各途径所依据的删除情形；有纳入期限的，履行和和解履行的修复依第二条第二款提前删除。",
    "The removal grounds that a way rests on; for a listing with a term early removal alone.",
)
LIFTS_ORDER = Computation(
    "repair.lifts_order",
    Article(Instrument.CONSUMPTION_RULES, 9),
    "全部履行、和解履行完毕的修复同时解除限制消费令；其他途径的，限制消费令另行解除。",
    "Repair on full performance lifts the order too; after any other it is lifted by itself.",
)
STAYS = Computation(
    "repair.stays",
    Article(_POLICY, 14),
    "修复之后仍保留：裁判文书、未履行的债务、未解除的限制消费令、征信记录、内部办理记录、商业网站副本。",
    "What remains after repair: the judgment, unpaid debt, an order not lifted, credit records, "
    "the register's history and copies elsewhere.",
)
COMPUTATIONS = (LEADS_TO, LIFTS_ORDER, STAYS)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of repair: the removal grounds that it rests on, and its documents besides
    application, undertaking and identity.
    """

    grounds: tuple[RemovalGround, ...]
    documents: tuple[RepairDocument, ...]


_D = RepairDocument
_ALWAYS = (_D.APPLICATION, _D.UNDERTAKING, _D.IDENTITY)
_OPTIONAL = frozenset({RepairPath.ACTIVE_PERFORMANCE, RepairPath.PUBLIC_INTEREST})
_FULLY = frozenset({RepairPath.PERFORMED, RepairPath.SETTLEMENT_PERFORMED})

WAYS: Mapping[RepairPath, Way] = MappingProxyType(
    {
        RepairPath.PERFORMED: Way((RemovalGround.PERFORMED,), (_D.PROOF_OF_PAYMENT,)),
        RepairPath.SETTLEMENT_PERFORMED: Way(
            (RemovalGround.SETTLEMENT_PERFORMED,), (_D.SETTLEMENT, _D.PROOF_OF_SETTLEMENT)
        ),
        RepairPath.CREDITOR_CONSENTS: Way(
            (RemovalGround.CREDITOR_CONSENTS,), (_D.CREDITOR_CONSENT,)
        ),
        RepairPath.ACTIVE_PERFORMANCE: Way(
            (RemovalGround.EARLY,), (_D.REPAYMENT_PLAN, _D.SECURITY)
        ),
        RepairPath.UNABLE_AFTER_ROUND: Way(
            (RemovalGround.NOTHING_FOUND_AFTER_ROUND,), (_D.PROPERTY_REPORT,)
        ),
        RepairPath.RULING: Way(
            (
                RemovalGround.SUSPENDED_BY_RULING,
                RemovalGround.NOT_TO_BE_ENFORCED,
                RemovalGround.ENFORCEMENT_TERMINATED,
            ),
            (_D.RULING,),
        ),
        RepairPath.PUBLIC_INTEREST: Way((), (_D.PROOF_OF_CAUSE, _D.CREDITOR_CONSENT)),
        RepairPath.BEFORE_PUBLICATION: Way((), (_D.PROOF_OF_PAYMENT,)),
    }
)


@dataclass(frozen=True, slots=True)
class RepairFacts:
    """An application for repair; ``removal`` is what the law says of the removal that it leads to,
    None where it leads to none.
    """

    path: RepairPath
    documents: frozenset[RepairDocument]
    removal: Assessment | None = None
    evaded: bool = False
    performed_in_grace: bool = False
    cause_shown: bool = False
    creditor_agrees: bool = False
    excluded_for: tuple[NoRepairCause, ...] = ()
    has_term: bool = False


def listing_stands(
    stands: bool, *, state: str, published_on: date | None, received_on: date
) -> Finding:
    """Return whether there is a listing to be repaired by an application of that day."""
    return LISTING_STANDS.finding(
        stands and published_on is not None and received_on >= published_on,
        state=state,
        published_on=day_or_none(published_on),
        received_on=received_on.isoformat(),
    )


def refusal_findings(
    facts: RepairFacts, grantable: Assessment, *, has_term: bool
) -> tuple[Finding, ...]:
    """Return whether repair may be refused on this way; ``grantable`` is what the law says of
    granting it.
    """
    optional = has_term or facts.path in _OPTIONAL
    return (
        NOT_REFUSED_FOR_NOTHING.finding(
            optional or not grantable.allowed,
            path=facts.path,
            has_term=yes_or_no(has_term),
            barred_by=listed(finding.rule for finding in grantable.barred_by),
        ),
    )


def documents_needed(path: RepairPath) -> tuple[RepairDocument, ...]:
    """Return the documents that an application on this way comes with."""
    return _ALWAYS + WAYS[path].documents


def leads_to(path: RepairPath, *, has_term: bool) -> tuple[RemovalGround, ...]:
    """Return the removal grounds that a way rests on for such a listing; none where it removes
    nothing, or is closed to a listing with a term.
    """
    if not has_term:
        return WAYS[path].grounds
    if path in _FULLY or path is RepairPath.ACTIVE_PERFORMANCE:
        return (RemovalGround.EARLY,)
    return ()


def repair_findings(facts: RepairFacts, *, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    """Return whether repair may be granted on this way."""
    missing = [name for name in documents_needed(facts.path) if name not in facts.documents]
    documents = DOCUMENTS_COMPLETE.finding(not missing, path=facts.path, missing=listed(missing))
    return (documents, *_condition(facts, policy), _not_excluded(facts, policy))


def lifts_order(path: RepairPath) -> bool:
    """Tell whether the order of the case is lifted with the repair."""
    return any(lifts_restriction(ground) for ground in WAYS[path].grounds)


def stays(path: RepairPath, *, debt_open: bool, order_in_force: bool) -> tuple[Remainder, ...]:
    """Return what remains after repair on this way, for the person to be told."""
    kept = [Remainder.JUDGMENT]
    if debt_open:
        kept.append(Remainder.DEBT)
    if order_in_force and not lifts_order(path):
        kept.append(Remainder.ORDER)
    return (*kept, Remainder.CREDIT_RECORD, Remainder.HISTORY, Remainder.MIRRORS)


def _condition(facts: RepairFacts, policy: Policy) -> tuple[Finding, ...]:
    if facts.path is RepairPath.BEFORE_PUBLICATION:
        done = facts.performed_in_grace
        return (IN_TIME_FOR_GRACE.finding(done, performed_in_grace=yes_or_no(done)),)
    if facts.path is RepairPath.PUBLIC_INTEREST:
        known = policy.suspends_for_public_interest
        return (
            LOCALLY_KNOWN.finding(known, locally_known=yes_or_no(known)),
            CAUSE_AND_CONSENT.finding(
                facts.cause_shown and facts.creditor_agrees,
                cause_shown=yes_or_no(facts.cause_shown),
                creditor_agrees=yes_or_no(facts.creditor_agrees),
            ),
        )
    barred = () if facts.removal is None else facts.removal.barred_by
    opened = GROUND_OPEN.finding(
        facts.removal is not None and facts.removal.allowed,
        path=facts.path,
        barred_by=listed(finding.rule for finding in barred),
    )
    if facts.path is RepairPath.CREDITOR_CONSENTS:
        return (opened, NO_EVASION.finding(not facts.evaded, evaded=yes_or_no(facts.evaded)))
    return (opened,)


def _not_excluded(facts: RepairFacts, policy: Policy) -> Finding:
    causes = [cause for cause in facts.excluded_for if cause in policy.no_repair_causes]
    # Art. 10 para 1 says "must": no local rule stands against it. Early removal, which is the only
    # way out of a term, says "may".
    optional = facts.has_term or facts.path in _OPTIONAL
    return NOT_EXCLUDED.finding(
        not (optional and causes),
        path=facts.path,
        has_term=yes_or_no(facts.has_term),
        excluded_for=listed(causes),
    )
