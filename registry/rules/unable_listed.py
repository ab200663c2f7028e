"""Listings of those found unable (失能被执行人的失信信息): what a finding of inability proposes for
a listing on Art. 1(1), and when the listing may be kept.

Nothing ends by the finding itself. Who was unable from the start should never have been listed, and
the listing is revoked within three working days (Listing Rules Art. 9 para 1). Who became unable
later is removed where Art. 10 allows it; until when a person looks is the register's own rule. A
listing with other grounds beside Art. 1(1) may stand on those.
"""

from collections.abc import Collection
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock
from registry.rules.clocks_of_cases import LISTING_OF_UNABLE
from registry.rules.clocks_of_lists import REVOCATION
from registry.rules.findings import Computation, Finding, Mark, Rule, stated, yes_or_no
from schemas.case_codes import ProposedEnding
from schemas.codes import Ground

WRONG_IS_REVOKED = Rule(
    "unable_listed.wrong_is_revoked",
    Article(Instrument.LISTING_RULES, 9, paragraph=1),
    "纳入时即无履行能力、又无其他情形的，不得保留失信信息，应当撤销。",
    "A listing of who was unable from the start, and on no other ground, is revoked and not kept.",
    mark=Mark.LIKELY,
)
REASON_STATED = Rule(
    "unable_listed.reason_stated",
    Article(Instrument.REGISTER_RULES, 22),
    "保留失能被执行人的失信信息，应当说明理由。",
    "Whoever keeps the listing of one found unable says why.",
)
RULES = (WRONG_IS_REVOKED, REASON_STATED)

PROPOSED = Computation(
    "unable_listed.proposed",
    Article(Instrument.LISTING_RULES, 3, item=4),
    "认定无履行能力的，已以第一条第一项纳入的失信信息：纳入时即无履行能力的提示撤销，此后无履行能力的"
    "提示审查删除，另有其他情形的提示审查。",
    "Found unable: a listing on Art. 1(1) is to be revoked if that was so from the start, looked "
    "at for removal if it came later, and reconsidered if it has other grounds.",
    mark=Mark.DERIVED,
)
CLOCK = Computation(
    "unable_listed.clock",
    Article(Instrument.REGISTER_RULES, 22),
    "提示撤销的，三个工作日内撤销；其他提示，三个工作日内由人作出处理，期限系本名单库自定。",
    "What is to be revoked is revoked within 3 working days; of the rest a person decides within "
    "3, which is the register's own rule.",
)
COMPUTATIONS = (PROPOSED, CLOCK)

_BARRED = Ground.REFUSES_THOUGH_ABLE


def proposed(
    grounds: Collection[Ground], *, published_on: date | None, unable_since: date | None
) -> ProposedEnding | None:
    """Return what a finding of inability proposes for a listing, or None where it touches none of
    its grounds.

    :param unable_since: since when the debtor is unable, None where nobody could tell.
    """
    if _BARRED not in grounds:
        return None
    if len(grounds) > 1:
        return ProposedEnding.RECONSIDER
    from_the_start = (
        published_on is not None and unable_since is not None and unable_since <= published_on
    )
    return ProposedEnding.REVOKE if from_the_start else ProposedEnding.REMOVE


def clock(proposal: ProposedEnding) -> Clock:
    """Return the clock within which a person acts on a proposal."""
    return REVOCATION if proposal is ProposedEnding.REVOKE else LISTING_OF_UNABLE


def keeping_findings(proposal: ProposedEnding, reason: str | None) -> tuple[Finding, ...]:
    """Return whether a listing may be kept against a proposal."""
    return (
        WRONG_IS_REVOKED.finding(proposal is not ProposedEnding.REVOKE, proposed=proposal),
        REASON_STATED.finding(stated(reason), reason_stated=yes_or_no(stated(reason))),
    )
