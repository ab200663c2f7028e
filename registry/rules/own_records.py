"""The debtor's own door (本人查询): when he is given his code, how much he can claim through it,
and what he can do about a decision, until when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.rules import repair, revocation
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
from registry.rules.policy import DEFAULT, Policy
from schemas.own_choices import OwnChoice
from schemas.remedy_codes import RepairPath

_RR = Instrument.REGISTER_RULES
MOST_OPEN_CLAIMS = 5

CODE_AFTER_SIGNATURE = Rule(
    "own_records.code_after_signature",
    Article(_RR, 34),
    "本人查询码随决定送达，决定签发之后才可以发给。",
    "The code goes with a decision to be served, and so is issued once one is signed.",
)
CLAIMS_LIMITED = Rule(
    "own_records.claims_limited",
    Article(_RR, 35),
    "本人申报的履行款等待法院处理的，不得超过五笔。",
    "Not more than five payments that a debtor claims himself wait for the court at a time.",
)
RULES = (CODE_AFTER_SIGNATURE, CLAIMS_LIMITED)

CHOICES = Computation(
    "own_records.choices",
    Article(_RR, 34),
    "被执行人可以办理的事项、依据和期限，连同决定的状态告知本人。",
    "A debtor is told with each decision what he can do about it, by which article, until when.",
)
REPAIR_PATHS = Computation(
    "own_records.repair_paths",
    Article(Instrument.LISTING_RULES, 10),
    "对失信信息开放的信用修复途径；有纳入期限的，限于提前删除。",
    "The ways of repair that are open to a listing: for one with a term early removal alone.",
)
COMPUTATIONS = (CHOICES, REPAIR_PATHS)

_LR11 = Article(Instrument.LISTING_RULES, 11)
_BASIS = {
    OwnChoice.PERFORM: Article(Instrument.OPINION_2019, 15),
    OwnChoice.CLAIM_PAYMENT: Article(Instrument.LISTING_RULES, 10, item=1),
    OwnChoice.OBJECT: _LR11,
    OwnChoice.APPLY_FOR_REVIEW: Article(Instrument.LISTING_RULES, 12),
    OwnChoice.APPLY_FOR_REPAIR: Article(Instrument.LISTING_RULES, 10),
    OwnChoice.ASK_FOR_PERMISSION: Article(Instrument.CONSUMPTION_RULES, 8),
    OwnChoice.ASK_FOR_LIFTING: Article(Instrument.CONSUMPTION_RULES, 9),
    OwnChoice.ASK_FOR_CERTIFICATE: Article(_RR, 15),
    OwnChoice.CLAIM_COMPENSATION: revocation.OPENS_CLAIM.article,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """How a decision about a debtor stands.

    :ivar is_listing: whether it is a listing; else it is an order.
    :ivar stands: whether it was made and is not over.
    :ivar in_effect: whether it is published, or in force.
    :ivar revoked: whether it ended because it should never have been.
    :ivar grace_ends_on: the last day of a grace period of which nothing is recorded yet.
    :ivar objected: whether an objection is not decided yet.
    :ivar review_until: the last day to apply for review of a dismissal.
    """

    is_listing: bool
    stands: bool
    in_effect: bool = False
    has_term: bool = False
    is_paid: bool = False
    was_in_effect: bool = False
    revoked: bool = False
    grace_ends_on: date | None = None
    objected: bool = False
    review_until: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a debtor can do, under which article, and until when."""

    what: OwnChoice
    basis: Article
    until: date | None = None
    paths: tuple[RepairPath, ...] = ()


def code_findings(*, is_signed: bool) -> tuple[Finding, ...]:
    """Return whether a code may be issued."""
    return (CODE_AFTER_SIGNATURE.finding(is_signed, is_signed=yes_or_no(is_signed)),)


def claim_findings(*, waiting: int) -> tuple[Finding, ...]:
    """Return whether one more payment may be claimed while so many wait."""
    return (CLAIMS_LIMITED.finding(waiting < MOST_OPEN_CLAIMS, waiting=str(waiting)),)


def choices(facts: OwnFacts, *, policy: Policy = DEFAULT) -> tuple[Choice, ...]:
    """Return what a debtor can do about a decision, in the order of urgency."""
    return tuple(_choices(facts, policy))


def repair_paths(*, has_term: bool, policy: Policy = DEFAULT) -> tuple[RepairPath, ...]:
    """Return the ways of repair that are open to a published listing."""
    return tuple(
        path
        for path in RepairPath
        if repair.leads_to(path, has_term=has_term)
        or (path is RepairPath.PUBLIC_INTEREST and policy.suspends_for_public_interest)
    )


def _choices(facts: OwnFacts, policy: Policy) -> Iterable[Choice]:
    if facts.review_until is not None:
        yield _choice(OwnChoice.APPLY_FOR_REVIEW, until=facts.review_until)
    if not facts.stands:
        if facts.revoked and facts.was_in_effect:
            yield _choice(OwnChoice.CLAIM_COMPENSATION)
        if facts.is_listing and facts.was_in_effect:
            yield _choice(OwnChoice.ASK_FOR_CERTIFICATE)
        return
    if facts.grace_ends_on is not None:
        yield _choice(OwnChoice.PERFORM, until=facts.grace_ends_on)
    if not facts.is_paid:
        lifts = _BASIS[OwnChoice.ASK_FOR_LIFTING]
        basis = _BASIS[OwnChoice.CLAIM_PAYMENT] if facts.is_listing else lifts
        yield Choice(OwnChoice.CLAIM_PAYMENT, basis)
    if not facts.objected:
        yield _choice(OwnChoice.OBJECT)
    if not facts.in_effect:
        return
    if facts.is_listing:
        paths = repair_paths(has_term=facts.has_term, policy=policy)
        yield _choice(OwnChoice.APPLY_FOR_REPAIR, paths=paths)
    else:
        yield _choice(OwnChoice.ASK_FOR_PERMISSION)
        yield _choice(OwnChoice.ASK_FOR_LIFTING)


def _choice(
    what: OwnChoice, *, until: date | None = None, paths: tuple[RepairPath, ...] = ()
) -> Choice:
    return Choice(what, _BASIS[what], until, paths)
