"""The enforcement notice (执行通知), Listing Rules Art. 5 para 1 and Interpretation Art. 480: it is
issued within ten days, warns of listing and gives time to perform.

A notice on record that does not warn bars a listing until one that does is on record. Of a case
whose notice nobody has recorded nothing can be said: its listings are not barred, and the finding
names the missing record. What the time that it gave means for an order is in
:mod:`registry.rules.restriction`.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after
from registry.rules.findings import Computation, Finding, Rule, day_or_none, yes_or_no

NOTICE_DAYS = 10

WARNS_OF_LISTING = Rule(
    "enforcement_notice.warns_of_listing",
    Article(Instrument.LISTING_RULES, 5, paragraph=1),
    "执行通知中应当载明纳入失信被执行人名单的风险提示。",
    "The enforcement notice warns of the risk of being listed.",
)
GIVES_TIME = Rule(
    "enforcement_notice.gives_time",
    Article(Instrument.CPL_INTERPRETATION, 480),
    "执行通知应当指定履行期间，期间的最后一日不早于发出之日。",
    "The notice gives a time to perform, whose last day is not before it was issued.",
)
RULES = (WARNS_OF_LISTING, GIVES_TIME)

DUE = Computation(
    "enforcement_notice.due",
    Article(Instrument.CPL_INTERPRETATION, 480),
    "人民法院应当在收到申请执行书之日起十日内发出执行通知。",
    "The court issues the enforcement notice within 10 days of receiving the application.",
)
COMPUTATIONS = (DUE,)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """The notice of a case: when it was issued, whether it warned, and until when to perform."""

    issued_on: date | None
    warned: bool
    perform_until: date | None


def issue_findings(notice: NoticeFacts) -> tuple[Finding, ...]:
    """Return whether a notice gives time to perform; one that does not warn is one all the same."""
    issued, until = notice.issued_on, notice.perform_until
    return (
        GIVES_TIME.finding(
            issued is not None and until is not None and until >= issued,
            issued_on=day_or_none(issued),
            perform_until=day_or_none(until),
        ),
    )


def listing_findings(notice: NoticeFacts | None, *, on: date) -> tuple[Finding, ...]:
    """Return whether the notice lets a listing follow, as far as there is one on record."""
    if notice is None:
        return (WARNS_OF_LISTING.finding(True, notice="not_on_record"),)
    issued = notice.issued_on is not None and notice.issued_on <= on
    return (
        WARNS_OF_LISTING.finding(
            issued and notice.warned,
            notice="on_record",
            issued_on=day_or_none(notice.issued_on),
            warned=yes_or_no(notice.warned),
        ),
    )


def may_follow(earlier: NoticeFacts | None, notice: NoticeFacts) -> bool:
    """Tell whether a notice may be recorded: once, or again with the warning that the first one
    did not give.
    """
    return earlier is None or (notice.warned and not earlier.warned)


def due(received_on: date, calendar: Calendar) -> Due:
    """Return by when the notice is issued after an application for enforcement was received."""
    return days_after(received_on, NOTICE_DAYS, calendar)
