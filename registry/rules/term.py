"""The term of a listing (纳入期限), Listing Rules Art. 2: two years for Art. 1(2) to (6), none for
Art. 1(1) alone.

A term starts on publication and its last day is the corresponding day two years later, the last of
the month where there is none. The listing is in force on that last day and over on the day after
it; the court deletes it within three working days after the end (Art. 10 para 2). The rule that
moves a last day off a holiday is for procedural periods and never extends a listing.
"""

from collections.abc import Collection
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_years
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
from schemas.codes import Ground

TERM_YEARS = 2
LONGEST_EXTENSION_YEARS = 3

EXTENSION_NEEDS_A_TERM = Rule(
    "term.extension_needs_a_term",
    Article(Instrument.LISTING_RULES, 2, paragraph=1),
    "只有依第一条第二项至第六项纳入、有期限的失信信息才可以延长期限。",
    "Only a listing with a term, on Art. 1(2) to (6), can be extended.",
)
EXTENSION_WITHIN_LIMITS = Rule(
    "term.extension_within_limits",
    Article(Instrument.LISTING_RULES, 2, paragraph=1),
    "纳入期限可以延长一年至三年，合计最长五年。",
    "A term is extended by one to three years, to five at most.",
)
EXTENSION_HAS_A_CAUSE = Rule(
    "term.extension_has_a_cause",
    Article(Instrument.LISTING_RULES, 2, paragraph=1),
    "以暴力、威胁方法妨碍、抗拒执行情节严重或者具有多项失信行为的，方可延长纳入期限。",
    "A term is extended only for serious violence or threats, or for several dishonest acts.",
)
LISTING_TERM = Computation(
    "term.listing_ends_on",
    Article(Instrument.LISTING_RULES, 2, paragraph=1),
    "具有第一条第二项至第六项情形之一的，期限二年，自公布之日起算，"
    "至两年后的对应日（无对应日的为月末日）；仅有第一项情形的，无固定期限。",
    "Any of Art. 1(2) to (6) gives two years from publication to the corresponding day, the last "
    "of the month where there is none; Art. 1(1) alone gives no term.",
)
LAST_DAY = Computation(
    "term.has_ended",
    Article(Instrument.LISTING_RULES, 10, paragraph=2),
    "期限的最后一日仍在期限之内，次日起期满；节假日不使纳入期限顺延。",
    "The last day of a term still belongs to it, and a holiday never makes it longer.",
)
RULES = (EXTENSION_NEEDS_A_TERM, EXTENSION_WITHIN_LIMITS, EXTENSION_HAS_A_CAUSE)
COMPUTATIONS = (LISTING_TERM, LAST_DAY)


def has_term(grounds: Collection[Ground]) -> bool:
    """Tell whether a listing on these grounds has a term: any of Art. 1(2) to (6) gives one,
    whatever stands beside it.
    """
    if len(grounds) == 1:
        return Ground.REFUSES_THOUGH_ABLE not in grounds
    return any(ground is not Ground.REFUSES_THOUGH_ABLE for ground in grounds)


def listing_ends_on(
    published_on: date, grounds: Collection[Ground], extension_years: int = 0
) -> date | None:
    """Return the last day of the listing's term (Art. 2 para 1), or None where it has no term.

    Raises ValueError for an extension that no court may order: ask ``extension_findings`` before.
    """
    if not 0 <= extension_years <= LONGEST_EXTENSION_YEARS:
        raise ValueError(f"a term cannot be extended by {extension_years} years")
    if not has_term(grounds):
        return None
    return add_years(published_on, TERM_YEARS + extension_years)


def has_ended(ends_on: date | None, *, on: date) -> bool:
    """Tell whether the term is over (Art. 2): it holds on its last day, and a listing without a
    term never ends.
    """
    return ends_on is not None and on > ends_on


def extension_findings(
    grounds: Collection[Ground],
    *,
    extension_years: int,
    serious_violence_or_threats: bool,
    several_dishonest_acts: bool,
) -> tuple[Finding, ...]:
    """Return whether a term may be extended by so many years in all, for the causes that are
    stated.
    """
    cause = serious_violence_or_threats or several_dishonest_acts
    return (
        EXTENSION_NEEDS_A_TERM.finding(has_term(grounds), grounds=",".join(grounds)),
        EXTENSION_WITHIN_LIMITS.finding(
            1 <= extension_years <= LONGEST_EXTENSION_YEARS,
            extension_years=str(extension_years),
            longest_extension_years=str(LONGEST_EXTENSION_YEARS),
        ),
        EXTENSION_HAS_A_CAUSE.finding(
            cause,
            serious_violence_or_threats=yes_or_no(serious_violence_or_threats),
            several_dishonest_acts=yes_or_no(several_dishonest_acts),
        ),
    )
