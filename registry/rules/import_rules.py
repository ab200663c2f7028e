"""What an import owes for one record (导入审查): the law's objections in order, its state, and the
duties it opens.

The tests are those of a court's act. A record comes with an unknown extension, so its term is the
plain one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, working_days_after
from registry.rules.clock import Clock
from registry.rules.clocks_of_lists import MISSING_ORDER, REMOVAL_ON_GROUND
from registry.rules.findings import Computation
from registry.rules.minors import is_minor_by_evidence
from registry.rules.procedure import is_in_future, is_published_before_filed, removal_due
from registry.rules.term import has_ended, listing_ends_on
from schemas.codes import DeadlineKind, Ground, ListingState, Performance, SubjectKind
from schemas.import_codes import RejectionReason

OBJECTION = Computation(
    "import_rules.objection",
    Article(Instrument.LISTING_RULES, 4),
    "导入记录适用与法院行为相同的审查：公布不早于立案、"
    "不晚于今日，具有法定情形，且公布时不是未成年人。",
    "An imported record meets the tests of a court's act: published after the filing and not in "
    "the future, on a ground of the law, of age at publication.",
)
STATE = Computation(
    "import_rules.imported_state",
    Article(Instrument.LISTING_RULES, 10),
    "导入时期限已满的记为期满；已全部履行的不公布，并由法院办理删除；其余公布。",
    "A record whose term is over is stored as ended, one fully performed is kept unpublished for "
    "its removal, any other is published.",
)
DUTIES = Computation(
    "import_rules.duties",
    Article(Instrument.CONSUMPTION_RULES, 1, paragraph=2),
    "导入的失信信息没有限制消费令的，由法院补发；已全部履行的，由法院在三个工作日内办理删除。",
    "A published listing without an order opens the duty to issue one; a fully performed one the "
    "duty to remove it.",
)
DUE = Computation(
    "import_rules.duty_due",
    Article(Instrument.REGISTER_RULES, 4),
    "导入所生义务自导入之日起三个工作日内办理；补发限制消费令的期限法律未作规定，系本名单库自定。",
    "What an import asks of a court is due in 3 working days: for a missing order this is policy.",
)
COMPUTATIONS = (OBJECTION, STATE, DUTIES, DUE)

# The text says "must" and sets no day; this one is ours (Register Rule 4), three working days as
# for every listing act.
RESTRICTION_WORKING_DAYS = 3

# The clock of each duty that an import opens.
CLOCKS: Mapping[DeadlineKind, Clock] = MappingProxyType(
    {
        DeadlineKind.ISSUE_RESTRICTION: MISSING_ORDER,
        DeadlineKind.REMOVE_LISTING: REMOVAL_ON_GROUND,
    }
)


@dataclass(frozen=True, slots=True)
class ImportedFacts:
    """One record after parsing: what its state and the objections to it follow from.

    ``birth_date`` comes from a full number; ``birth_year`` and ``stated_age`` serve where the
    number is masked.
    """

    kind: SubjectKind
    filed_on: date
    published_on: date
    grounds: tuple[Ground, ...]
    performance: Performance
    birth_date: date | None = None
    stated_age: int | None = None
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedState:
    """The state in which a record is stored, and the last day of its term."""

    state: ListingState
    ends_on: date | None


def objection(facts: ImportedFacts, *, on: date) -> RejectionReason | None:
    """Return the first reason of law to refuse a record, or None: dates, grounds, then minors
    (Listing Rules Art. 1, 4, 5).
    """
    if is_published_before_filed(facts.filed_on, facts.published_on):
        return RejectionReason.PUBLISHED_BEFORE_FILED
    if is_in_future(facts.published_on, on=on):
        return RejectionReason.PUBLISHED_IN_FUTURE
    if not facts.grounds:
        return RejectionReason.GROUND_UNKNOWN
    if facts.kind is SubjectKind.NATURAL and is_minor_by_evidence(
        facts.birth_date, facts.stated_age, facts.birth_year, on=facts.published_on
    ):
        return RejectionReason.MINOR_NEVER_LISTED
    return None


def imported_state(
    grounds: Collection[Ground], *, published_on: date, performance: Performance, on: date
) -> ImportedState:
    """Return the state of an accepted record on a day.

    A term that is over ends it (Listing Rules Art. 2), performed or not. In force but fully
    performed, it is kept from the public until the court has removed it (Art. 10(1)).
    """
    ends_on = listing_ends_on(published_on, grounds)
    if has_ended(ends_on, on=on):
        return ImportedState(ListingState.ENDED, ends_on)
    if performance is Performance.FULL:
        return ImportedState(ListingState.UNPUBLISHED, ends_on)
    return ImportedState(ListingState.PUBLISHED, ends_on)


def duties(state: ListingState, *, has_order: bool) -> tuple[DeadlineKind, ...]:
    """Return the duties that a record of this state opens for its court.

    A published listing without an order must be given one (Consumption Rules Art. 1 para 2; an
    import invents none). A listing kept back because all is performed must be removed (Listing
    Rules Art. 10); an ended one asks for nothing.
    """
    if state is ListingState.UNPUBLISHED:
        return (DeadlineKind.REMOVE_LISTING,)
    if state is ListingState.PUBLISHED and not has_order:
        return (DeadlineKind.ISSUE_RESTRICTION,)
    return ()


def duty_due(duty: DeadlineKind, learned_on: date, calendar: Calendar) -> Due:
    """Return by when a duty is done, counted from the day on which the import told the court."""
    if duty is DeadlineKind.REMOVE_LISTING:
        return removal_due(learned_on, calendar)
    return working_days_after(learned_on, RESTRICTION_WORKING_DAYS, calendar)


def duty_article(duty: DeadlineKind, *, has_term: bool) -> Article:
    """Return the article that a duty rests on.

    Full performance removes a listing without a term by itself (Listing Rules Art. 10(1)); one with
    a term asks the president for a decision to remove it early (Art. 2 para 2).
    """
    if duty is DeadlineKind.ISSUE_RESTRICTION:
        return Article(Instrument.CONSUMPTION_RULES, 1, paragraph=2)
    if has_term:
        return Article(Instrument.LISTING_RULES, 2, paragraph=2)
    return Article(Instrument.LISTING_RULES, 10, item=1)
