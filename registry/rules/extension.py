"""Extension of a term by decision (延长), Listing Rules Art. 2 para 1, while the listing stands.

The causes and the limits are those of :mod:`registry.rules.term`; here is what a later decision
adds to them: all extensions of one listing together are three years at most, and a term that is
over is not extended any more.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules import term
from registry.rules.articles import Article, Instrument
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    stated,
    yes_or_no,
)
from schemas.codes import Ground, ListingState

_ARTICLE_2_1 = Article(Instrument.LISTING_RULES, 2, paragraph=1)

TERM_STILL_RUNS = Rule(
    "extension.term_still_runs",
    _ARTICLE_2_1,
    "只有正在公布，或者依法不予公布而有效，且期限尚未届满的失信信息才可以延长。",
    "A term is extended while it runs and the listing is published, or stands without publication.",
    mark=Mark.DERIVED,
)
WITHIN_FIVE_YEARS = Rule(
    "extension.within_five_years",
    _ARTICLE_2_1,
    "历次延长合计不超过三年，纳入期限合计不超过五年。",
    "All extensions of a listing together are three years at most, its whole term five.",
    mark=Mark.DERIVED,
)
REASON_STATED = Rule(
    "extension.reason_stated",
    Article(Instrument.LISTING_RULES, 5),
    "延长决定应当写明理由。",
    "A decision to extend states its reason.",
    mark=Mark.DERIVED,
)
RULES = (TERM_STILL_RUNS, WITHIN_FIVE_YEARS, REASON_STATED)

ENDS = Computation(
    "extension.ends_on",
    _ARTICLE_2_1,
    "延长后的期限仍自公布之日起算。",
    "The extended term is counted from publication, as the plain one is.",
    mark=Mark.DERIVED,
)
COMPUTATIONS = (ENDS,)


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """An extension by so many years, of a listing that may have been extended before.

    ``withheld`` says that it is not suitable for publication, and stands without it.
    """

    state: ListingState
    grounds: tuple[Ground, ...]
    ends_on: date | None
    years: int
    years_before: int
    reason: str | None
    withheld: bool = False
    serious_violence_or_threats: bool = False
    several_dishonest_acts: bool = False


def extension_findings(facts: ExtensionFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether the term of a listing may be extended on a day."""
    total = facts.years + facts.years_before
    unseen = facts.withheld and facts.state is ListingState.UNPUBLISHED
    stands = facts.state is ListingState.PUBLISHED or unseen
    runs = stands and not term.has_ended(facts.ends_on, on=on)
    return (
        *term.extension_findings(
            facts.grounds,
            extension_years=facts.years,
            serious_violence_or_threats=facts.serious_violence_or_threats,
            several_dishonest_acts=facts.several_dishonest_acts,
        ),
        TERM_STILL_RUNS.finding(
            runs, state=facts.state, ends_on=day_or_none(facts.ends_on), on=on.isoformat()
        ),
        WITHIN_FIVE_YEARS.finding(
            total <= term.LONGEST_EXTENSION_YEARS,
            years=str(facts.years),
            years_before=str(facts.years_before),
        ),
        REASON_STATED.finding(stated(facts.reason), reason_stated=yes_or_no(stated(facts.reason))),
    )


def ends_on(
    published_on: date, grounds: tuple[Ground, ...], *, years: int, years_before: int = 0
) -> date | None:
    """Return the last day of the extended term; raises ValueError beyond five years in all."""
    return term.listing_ends_on(published_on, grounds, years_before + years)
