"""The order of acts (程序): decision, signature, service, publication, Listing Rules Art. 5, and
its time limits.

An act may follow another on the same day. Nothing is dated in the future: a decision takes effect
on the day on which it is made, so a day that has not come cannot bear one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after, working_days_after
from registry.rules.findings import Computation, Finding, Mark, Rule, day_or_none
from schemas.codes import Initiative, ServiceMethod

APPLICATION_DAYS = 15
REMOVAL_WORKING_DAYS = 3
CORRECTION_WORKING_DAYS = 3

_ARTICLE_5 = Article(Instrument.LISTING_RULES, 5)

SIGNED_AFTER_DRAFT = Rule(
    "procedure.signed_after_draft",
    _ARTICLE_5,
    "决定书应当先起草、后签发。",
    "A decision is drafted before it is signed.",
)
SERVED_AFTER_SIGNATURE = Rule(
    "procedure.served_after_signature",
    _ARTICLE_5,
    "决定书自签发之日起生效，签发之后才能送达。",
    "A decision is served after it is signed.",
)
PUBLISHED_AFTER_SERVICE = Rule(
    "procedure.published_after_service",
    _ARTICLE_5,
    "决定书应当依法送达（或者记录送达的方式、日期）之后才能公布；只签发不送达的，不得公布。",
    "A decision is published only after its service, or the attempt at it, is recorded with "
    "method and date.",
)
NOTHING_IN_THE_FUTURE = Rule(
    "procedure.nothing_in_the_future",
    _ARTICLE_5,
    "决定自作出之日起生效，任何行为的日期不得晚于今日。",
    "A decision takes effect on the day it is made, so no act is dated in the future.",
)
PUBLISHED_AFTER_FILING = Rule(
    "procedure.published_after_filing",
    _ARTICLE_5,
    "执行案件立案、发出执行通知之后才能纳入名单，公布日期不得早于立案日期。",
    "Listing presupposes an enforcement case and its notice, so publication is never before the "
    "filing.",
)
APPLIED_AFTER_FILING = Rule(
    "procedure.applied_after_filing",
    _ARTICLE_5,
    "纳入申请应当在执行案件立案之后提出。",
    "A creditor applies for a listing in a case that has been filed.",
    mark=Mark.DERIVED,
)
CREDITOR_APPLIED = Rule(
    "procedure.creditor_applied",
    _ARTICLE_5,
    "依申请执行人申请纳入的，应当记载申请之日；法院也可以依职权纳入。",
    "A listing on the creditor's application says when it was made; the court may also list of its "
    "own motion.",
    mark=Mark.DERIVED,
)
RULES = (
    SIGNED_AFTER_DRAFT,
    SERVED_AFTER_SIGNATURE,
    PUBLISHED_AFTER_SERVICE,
    NOTHING_IN_THE_FUTURE,
    PUBLISHED_AFTER_FILING,
    APPLIED_AFTER_FILING,
    CREDITOR_APPLIED,
)


APPLICATION_DUE = Computation(
    "procedure.application_due",
    _ARTICLE_5,
    "申请执行人申请纳入的，人民法院自收到申请之日起十五日内审查并作出决定。",
    "The court decides on a creditor's application to list within 15 days of its receipt.",
)
REMOVAL_DUE = Computation(
    "procedure.removal_due",
    Article(Instrument.LISTING_RULES, 10),
    "具有删除情形或者期限届满的，应当在三个工作日内删除。",
    "A listing is deleted within 3 working days of its removal ground or the end of its term.",
)
REVOCATION_DUE = Computation(
    "procedure.revocation_due",
    Article(Instrument.LISTING_RULES, 9),
    "不应纳入而纳入的，或者公布的信息有误的，应当在三个工作日内撤销或者更正。",
    "A listing that should never have been is revoked, and wrong data corrected, within 3 working "
    "days.",
    mark=Mark.LIKELY,
)
COMPUTATIONS = (APPLICATION_DUE, REMOVAL_DUE, REVOCATION_DUE)


@dataclass(frozen=True, slots=True)
class ActDates:
    """The legal days of a decision's acts, None for those that have not happened.

    ``served_on`` is the day of service, or of its attempt where the addressee could not be reached.
    """

    filed_on: date
    drafted_on: date
    signed_on: date | None = None
    served_on: date | None = None
    service_method: ServiceMethod | None = None
    published_on: date | None = None


def signature_findings(dates: ActDates, *, on: date) -> tuple[Finding, ...]:
    """Return whether the signature is in order on this day."""
    return (_signed_after_draft(dates), not_in_future({"signed_on": dates.signed_on}, on=on))


def service_findings(dates: ActDates, *, on: date) -> tuple[Finding, ...]:
    """Return whether the record of service is in order on this day."""
    return (_served_after_signature(dates), not_in_future({"served_on": dates.served_on}, on=on))


def publication_findings(dates: ActDates, *, on: date) -> tuple[Finding, ...]:
    """Return whether publication on ``dates.published_on`` is in order on this day, with all that
    comes before it.
    """
    return (
        _signed_after_draft(dates),
        _served_after_signature(dates),
        _published_after_service(dates),
        filed_before_published(dates.filed_on, dates.published_on),
        not_in_future(
            {
                "signed_on": dates.signed_on,
                "served_on": dates.served_on,
                "published_on": dates.published_on,
            },
            on=on,
        ),
    )


def is_published_before_filed(filed_on: date, published_on: date) -> bool:
    """Tell whether publication is before the filing of its case."""
    return published_on < filed_on


def is_in_future(day: date, *, on: date) -> bool:
    """Tell whether a day has not come yet."""
    return day > on


def filed_before_published(filed_on: date, published_on: date | None) -> Finding:
    """Return whether publication is not before the filing; the same day is in order."""
    return PUBLISHED_AFTER_FILING.finding(
        published_on is not None and not is_published_before_filed(filed_on, published_on),
        filed_on=filed_on.isoformat(),
        published_on=day_or_none(published_on),
    )


def application_findings(
    initiative: Initiative, *, applied_on: date | None, filed_on: date
) -> tuple[Finding, ...]:
    """Return whether a listing that somebody asked for rests on an application of its own day.

    :param applied_on: when the creditor applied; None where nobody said.
    """
    dated = CREDITOR_APPLIED.finding(
        initiative is not Initiative.CREDITOR or applied_on is not None,
        initiative=initiative,
        applied_on=day_or_none(applied_on),
    )
    return (dated,) if applied_on is None else (dated, received_after_filing(filed_on, applied_on))


def received_after_filing(filed_on: date, received_on: date) -> Finding:
    """Return whether an application was received on the day of the filing or later."""
    return APPLIED_AFTER_FILING.finding(
        received_on >= filed_on,
        filed_on=filed_on.isoformat(),
        received_on=received_on.isoformat(),
    )


def not_in_future(days: Mapping[str, date | None], *, on: date) -> Finding:
    """Return whether none of the named days lies in the future; days that are None are left out."""
    stated = {name: day for name, day in days.items() if day is not None}
    return NOTHING_IN_THE_FUTURE.finding(
        not any(is_in_future(day, on=on) for day in stated.values()),
        on=on.isoformat(),
        **{name: day.isoformat() for name, day in stated.items()},
    )


def application_due(received_on: date, calendar: Calendar) -> Due:
    """Return by when the court decides on a creditor's application to list (Art. 5): 15 days from
    its receipt.
    """
    return days_after(received_on, APPLICATION_DAYS, calendar)


def removal_due(since: date, calendar: Calendar) -> Due:
    """Return by when a listing is deleted (Art. 10): 3 working days after its ground arose or its
    term ended.
    """
    return working_days_after(since, REMOVAL_WORKING_DAYS, calendar)


def revocation_due(since: date, calendar: Calendar) -> Due:
    """Return by when a wrong listing is revoked or mended (Art. 9): 3 working days."""
    return working_days_after(since, CORRECTION_WORKING_DAYS, calendar)


def _signed_after_draft(dates: ActDates) -> Finding:
    return SIGNED_AFTER_DRAFT.finding(
        dates.signed_on is not None and dates.signed_on >= dates.drafted_on,
        drafted_on=dates.drafted_on.isoformat(),
        signed_on=day_or_none(dates.signed_on),
    )


def _served_after_signature(dates: ActDates) -> Finding:
    served, signed = dates.served_on, dates.signed_on
    return SERVED_AFTER_SIGNATURE.finding(
        served is not None and signed is not None and served >= signed,
        signed_on=day_or_none(signed),
        served_on=day_or_none(served),
    )


def _published_after_service(dates: ActDates) -> Finding:
    served, published = dates.served_on, dates.published_on
    recorded = served is not None and dates.service_method is not None
    return PUBLISHED_AFTER_SERVICE.finding(
        recorded and published is not None and served is not None and published >= served,
        service_method=dates.service_method or "none",
        served_on=day_or_none(served),
        published_on=day_or_none(published),
    )
