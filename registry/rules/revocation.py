"""Revocation of a listing (撤销), Listing Rules Art. 9 para 1: what should never have been is
undone within three working days.

Revocation says that the listing was wrong from its first day. What arose only afterwards (payment,
a settlement, a ruling) ends a listing by removal, and wrong data of a rightful one are amended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.assessment import Assessment
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    listed,
    stated,
    yes_or_no,
)

_ARTICLE_9_1 = Article(Instrument.LISTING_RULES, 9, paragraph=1)

WRONG_FROM_THE_START = Rule(
    "revocation.wrong_from_the_start",
    _ARTICLE_9_1,
    "不应纳入而纳入的，应当撤销；撤销的原因在纳入时即已存在。",
    "A listing is revoked for a cause that was there when it was decided or published.",
    mark=Mark.LIKELY,
)
CAUSE_SHOWN = Rule(
    "revocation.cause_shown",
    _ARTICLE_9_1,
    "撤销应当指明纳入时违反的规定，或者上级法院的决定。",
    "A revocation names the rule that the listing broke, or the decision of a court above.",
    mark=Mark.LIKELY,
)
REASON_STATED = Rule(
    "revocation.reason_stated",
    _ARTICLE_9_1,
    "撤销应当说明理由。",
    "A revocation has a stated reason.",
    mark=Mark.DERIVED,
)
RULES = (WRONG_FROM_THE_START, CAUSE_SHOWN, REASON_STATED)

KEEPS_ORDER = Computation(
    "revocation.keeps_order",
    Article(Instrument.CONSUMPTION_RULES, 1, paragraph=1),
    "撤销失信信息后，限制消费令自身仍符合条件的，继续有效；不符合的，一并撤销。",
    "After a revocation the order of the case stays where it is lawful by itself, and is revoked "
    "with the listing where it is not.",
    mark=Mark.DERIVED,
)
OPENS_CLAIM = Computation(
    "revocation.opens_claim",
    Article(Instrument.STATE_COMPENSATION_LAW, 38),
    "已经公布的失信信息、已经施行的限制消费令、限制出境被撤销的，已经作出的罚款、拘留被撤销或者减轻的，"
    "属于可以申请国家赔偿的情形。",
    "A listing that was published, an order or an exit restriction that bound somebody, and a fine "
    "or a detention, open a claim to state compensation when they are revoked, or made less.",
    mark=Mark.LIKELY,
)
COMPUTATIONS = (KEEPS_ORDER, OPENS_CLAIM)


@dataclass(frozen=True, slots=True)
class RevocationFacts:
    """A revocation: what the law said when the listing was decided, on the facts as known today.

    ``wrong_since`` is the day since when the cause was there. ``ordered_by`` names the decision of
    a court above, which needs no further test here.
    """

    listed_on: date
    found: tuple[Finding, ...]
    reason: str | None
    wrong_since: date | None = None
    ordered_by: str | None = None


def broken(found: Iterable[Finding]) -> tuple[str, ...]:
    """Return the rules that stood in the way, in the order found."""
    return tuple(finding.rule for finding in found if not finding.satisfied)


def revocation_findings(facts: RevocationFacts) -> tuple[Finding, ...]:
    """Return whether a listing may be revoked on these facts."""
    rules = broken(facts.found)
    ordered = stated(facts.ordered_by)
    since = facts.wrong_since
    later = since is not None and since > facts.listed_on
    return (
        WRONG_FROM_THE_START.finding(
            ordered or (since is not None and not later),
            wrong_since=day_or_none(since),
            listed_on=facts.listed_on.isoformat(),
            instead="remove" if later and not ordered else "none",
        ),
        CAUSE_SHOWN.finding(
            ordered or bool(rules), broken=listed(rules), ordered=yes_or_no(ordered)
        ),
        REASON_STATED.finding(stated(facts.reason), reason_stated=yes_or_no(stated(facts.reason))),
    )


def keeps_order(order_by_itself: Assessment) -> bool:
    """Tell whether the order of the case outlives its revoked listing: when it is lawful by itself,
    without the listing that made it mandatory.
    """
    return order_by_itself.allowed


def opens_claim(begun_on: date | None) -> bool:
    """Tell whether what is revoked was ever in effect, and so may have done harm.

    :param begun_on: when a listing was published, an order or an exit restriction imposed, or a
        sanction signed.
    """
    return begun_on is not None
