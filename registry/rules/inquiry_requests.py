"""Asking agencies about property (请求协助查询), Property Rules Art. 12, 13 and 25: when a court
may, about whom, about what, and by when an answer is expected.

Whoever is asked must help (Civil Procedure Law Art. 253); therefore nobody is asked without need. A
closed round is inquired into for five years and no longer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from registry.rules import deadlines
from registry.rules.after_round import INQUIRY_YEARS
from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, working_days_after
from registry.rules.calendar_arithmetic import add_years
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
from registry.rules.policy import DEFAULT, Policy
from schemas.case_codes import EnforcementState
from schemas.codes import SubjectKind
from schemas.inquiry_codes import InquiryKind

# What says something of a person and nothing of what he owns.
NO_PROPERTY = frozenset(
    {
        InquiryKind.IDENTITY,
        InquiryKind.MARRIAGE,
        InquiryKind.BORDER_CROSSINGS,
        InquiryKind.LODGING,
    }
)
OF_PERSONS_ONLY = NO_PROPERTY | {InquiryKind.PROVIDENT_FUND}
_ASKED_IN = frozenset({EnforcementState.OPEN, EnforcementState.ROUND_CLOSED})

_PR = Instrument.PROPERTY_RULES
_REGISTER = Instrument.REGISTER_RULES

CASE_CALLS_FOR_IT = Rule(
    "inquiry_requests.case_calls_for_it",
    Article(_PR, 12),
    "只有对被执行人正在执行，或者已经终本的，才能查询其财产；中止、终结执行或者执行完毕的，不再查询。",
    "Property is asked for while enforcement against the debtor goes on or its round is closed, "
    "not once it is suspended, ended or completed.",
)
WITHIN_FIVE_YEARS = Rule(
    "inquiry_requests.within_five_years",
    Article(Instrument.ROUND_RULES, 9),
    "终本之后，五年内每六个月查询；五年期满，恢复执行之后才能再行查询。",
    "After a closing the court inquires for five years; later only once enforcement is resumed.",
)
PURPOSE_STATED = Rule(
    "inquiry_requests.purpose_stated",
    Article(_PR, 25),
    "查询应当说明目的，不得查询与执行案件无关的信息。",
    "An inquiry states what it is for; nothing unrelated to the case is asked for.",
)
ONLY_WHAT_IS_RELATED = Rule(
    "inquiry_requests.only_what_is_related",
    Article(_PR, 25),
    "户籍、婚姻、出入境、住宿等非财产信息，只能在查询财产时一并查询，并应当说明与案件有关的必要性。",
    "What is no property (household, marriage, border crossings, lodging) is asked for only beside "
    "property, and for a stated need of the case.",
    mark=Mark.DERIVED,
)
FITS_THE_DEBTOR = Rule(
    "inquiry_requests.fits_the_debtor",
    Article(_PR, 25),
    "公积金、户籍、婚姻、出入境、住宿信息只能就自然人查询。",
    "Provident fund, household, marriage, border crossings and lodging are asked of persons only.",
    mark=Mark.DERIVED,
)
IDENTIFIED = Rule(
    "inquiry_requests.identified",
    Article(_REGISTER, 47),
    "被执行人有完整证件号码的才能请求查询，以免查到同名的他人。",
    "Only a debtor with a full number is asked about, so that no namesake is found.",
)
ANSWERABLE = Rule(
    "inquiry_requests.answerable",
    Article(_REGISTER, 47),
    "每一类别至少有一个能够答复的接入单位被查询；每一被查询单位至少能够答复一个类别。",
    "Every kind is asked of a connected agency that answers it, and every agency is asked "
    "something that it answers.",
)
WITHIN_DAILY_LIMIT = Rule(
    "inquiry_requests.within_daily_limit",
    Article(_REGISTER, 46),
    "一个案件一日内请求查询的次数不得超过设定的上限。",
    "Agencies are not asked more often in one case on one day than the set limit.",
)
RULES = (
    CASE_CALLS_FOR_IT,
    WITHIN_FIVE_YEARS,
    PURPOSE_STATED,
    ONLY_WHAT_IS_RELATED,
    FITS_THE_DEBTOR,
    IDENTIFIED,
    ANSWERABLE,
    WITHIN_DAILY_LIMIT,
)

BASIS = Computation(
    "inquiry_requests.basis",
    Article(Instrument.CIVIL_PROCEDURE_LAW, 253),
    "执行中的查询依据民事诉讼法第二百五十三条；终本之后的查询依据终本规定第九条。",
    "An inquiry in enforcement rests on Art. 253, one after a closing on Round Rules Art. 9.",
)
DUE = Computation(
    "inquiry_requests.due",
    Article(_REGISTER, 48),
    "被查询单位应当在设定的工作日内答复，紧急的更短。",
    "An asked agency answers within the set working days, fewer where it is urgent.",
)
DUE_SOON = Computation(
    "inquiry_requests.is_due_soon",
    Article(_REGISTER, 48),
    "答复期限届满前第几个工作日（自定政策）起，直至届满当日，提示被查询单位即将到期。",
    "From so many working days before the due day, which is policy, up to that day an asked agency "
    "is shown that its answer is due soon.",
)
COMPUTATIONS = (BASIS, DUE, DUE_SOON)


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """A debtor who is asked about: how enforcement against him stands, what he is, and whether he
    has a full number.
    """

    standing: EnforcementState
    kind: SubjectKind
    identified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What a court would ask.

    :ivar asked: the kinds that each asked agency answers, among those wanted, by its code.
    :ivar closed_on: when the round was closed, where it is.
    :ivar today: how many requests the case has had today.
    """

    about: tuple[AskedAbout, ...] = ()
    kinds: frozenset[InquiryKind] = frozenset()
    asked: Mapping[str, frozenset[InquiryKind]] = field(default_factory=dict)
    purpose: str = ""
    necessity: str = ""
    closed_on: date | None = None
    today: int = 0


def findings(facts: RequestFacts, *, on: date, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    """Return whether a court may ask on a day."""
    standings = sorted({debtor.standing.value for debtor in facts.about})
    identified = all(debtor.identified for debtor in facts.about)
    return (
        CASE_CALLS_FOR_IT.finding(
            all(debtor.standing in _ASKED_IN for debtor in facts.about),
            standings=listed(standings),
        ),
        _within_five_years(facts, on=on),
        PURPOSE_STATED.finding(
            stated(facts.purpose), purpose_stated=yes_or_no(stated(facts.purpose))
        ),
        _related(facts),
        _fits(facts),
        IDENTIFIED.finding(identified, identified=yes_or_no(identified)),
        _answerable(facts),
        WITHIN_DAILY_LIMIT.finding(
            facts.today < policy.inquiry_requests_per_day,
            made_today=str(facts.today),
            limit=str(policy.inquiry_requests_per_day),
        ),
    )


def basis(state: EnforcementState) -> tuple[Article, ...]:
    """Return what an inquiry rests on in a case in this state."""
    if state is EnforcementState.ROUND_CLOSED:
        return (Article(Instrument.ROUND_RULES, 9), Article(_PR, 12))
    return (Article(Instrument.CIVIL_PROCEDURE_LAW, 253), Article(_PR, 12))


def due(on: date, calendar: Calendar, *, urgent: bool, policy: Policy = DEFAULT) -> Due:
    """Return the last day for an answer to what is asked on a day."""
    days = (
        policy.urgent_inquiry_answer_working_days if urgent else policy.inquiry_answer_working_days
    )
    return working_days_after(on, days, calendar)


def is_due_soon(
    requested_on: date, due_on: date, calendar: Calendar, *, on: date, policy: Policy = DEFAULT
) -> bool:
    """Tell whether an agency is to be shown on a day that its answer is due soon.

    A day of a reminder on which it was not asked yet, or only just, is none.
    """
    shown = [
        day
        for day in deadlines.reminders(due_on, calendar, policy=policy)
        if requested_on < day < due_on
    ]
    return min((*shown, due_on)) <= on <= due_on


def _within_five_years(facts: RequestFacts, *, on: date) -> Finding:
    closed = any(debtor.standing is EnforcementState.ROUND_CLOSED for debtor in facts.about)
    last = add_years(facts.closed_on, INQUIRY_YEARS) if facts.closed_on and closed else None
    return WITHIN_FIVE_YEARS.finding(
        last is None or on <= last,
        round_closed_on=day_or_none(facts.closed_on),
        last_day=day_or_none(last),
    )


def _related(facts: RequestFacts) -> Finding:
    others = facts.kinds & NO_PROPERTY
    needed = not others or stated(facts.necessity)
    return ONLY_WHAT_IS_RELATED.finding(
        bool(facts.kinds - others) and needed,
        property=_listed(facts.kinds - others),
        other=_listed(others),
        necessity_stated=yes_or_no(stated(facts.necessity)),
    )


def _fits(facts: RequestFacts) -> Finding:
    of_persons = facts.kinds & OF_PERSONS_ONLY
    kinds = {debtor.kind for debtor in facts.about}
    return FITS_THE_DEBTOR.finding(
        not of_persons or SubjectKind.ORGANISATION not in kinds,
        of_persons_only=_listed(of_persons),
        debtors=listed(sorted(kinds)),
    )


def _answerable(facts: RequestFacts) -> Finding:
    unanswered = facts.kinds.difference(*facts.asked.values())
    useless = sorted(code for code, kinds in facts.asked.items() if not kinds)
    return ANSWERABLE.finding(
        bool(facts.asked) and not unanswered and not useless,
        nobody_answers=_listed(unanswered),
        answers_none_of_these=listed(useless),
    )


def _listed(kinds: Iterable[InquiryKind]) -> str:
    return listed(sorted(kinds))
