"""Relisting (再次纳入), Listing Rules Art. 10 para 3: after a removal the debtor can be listed
again where a ground of Art. 1 exists.

One debtor has one listing at a time in one case. After a removal at the creditor's request the
creditor's own application is refused for six months (Art. 10 para 4, :mod:`registry.rules.bars`);
the court's own motion is not.
"""

from dataclasses import dataclass

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Mark, Rule, listed, yes_or_no
from schemas.codes import ListingState, RemovalGround

ONE_AT_A_TIME = Rule(
    "relisting.one_at_a_time",
    Article(Instrument.LISTING_RULES, 10, paragraph=3),
    "同一被执行人在同一执行案件中已有未终止的失信信息的，不得重复纳入。",
    "A debtor who has a listing in a case is not listed again in it before that one has ended.",
    mark=Mark.DERIVED,
)
NEW_CONDUCT_AFTER_A_TERM = Rule(
    "relisting.new_conduct_after_a_term",
    Article(Instrument.LISTING_RULES, 2, paragraph=1),
    "期限届满或者提前删除后再次纳入的，应当有其后新的失信行为；同一行为的期限合计不得超过五年。",
    "After a term is over, or ended early, only conduct since then carries a new listing: no "
    "conduct is listed for longer than five years.",
    mark=Mark.DERIVED,
)
RULES = (ONE_AT_A_TIME, NEW_CONDUCT_AFTER_A_TERM)

_LIVING = frozenset(
    {
        ListingState.DRAFT,
        ListingState.SIGNED,
        ListingState.IN_GRACE,
        ListingState.PUBLISHED,
        ListingState.SUSPENDED,
        ListingState.UNPUBLISHED,
    }
)
_ENDS_OF_A_TERM = frozenset({RemovalGround.TERM_OVER, RemovalGround.EARLY})


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier listing of the same debtor in the same case; ``had_term`` tells which kind of
    removal may have ended it.
    """

    state: ListingState
    had_term: bool
    ended_by: RemovalGround | None = None


def relisting_findings(
    earlier: tuple[Earlier, ...], *, conduct_since_removal: bool
) -> tuple[Finding, ...]:
    """Return whether what came before stands in the way of a listing; the grounds and bars of a
    listing are tested beside it.
    """
    living = [listing.state.value for listing in earlier if listing.state in _LIVING]
    over = any(
        listing.state is ListingState.ENDED
        or (listing.had_term and listing.ended_by in _ENDS_OF_A_TERM)
        for listing in earlier
    )
    return (
        ONE_AT_A_TIME.finding(not living, living=listed(living)),
        NEW_CONDUCT_AFTER_A_TERM.finding(
            conduct_since_removal or not over,
            term_over=yes_or_no(over),
            conduct_since_removal=yes_or_no(conduct_since_removal),
        ),
    )
