"""Closing a round of enforcement (终结本次执行程序, 终本): the five conditions of the
End-this-round Rules Art. 1, what comes before the ruling, and the way of approval (Interpretation
Art. 517).

Closing a round is neither the end of the debt nor the termination of enforcement, and it asks for a
listing only where the conditions of a listing are met: a debtor who is unable is not listed for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months
from registry.rules.findings import Computation, Finding, Mark, Rule, listed, yes_or_no
from schemas.case_codes import ClosingRoute, InvestigationMeasure, ReportConduct

MONTHS_SINCE_FILING = 3

_RR = Instrument.ROUND_RULES

NOTICE_AND_REPORT = Rule(
    "round_closing.notice_and_report",
    Article(_RR, 1, item=1),
    "已向被执行人发出执行通知、责令被执行人报告财产。",
    "The enforcement notice is issued and the debtor is ordered to report property.",
)
REPORT_FOLLOWED = Rule(
    "round_closing.report_followed",
    Article(_RR, 2),
    "财产报告已经核实；逾期报告、拒绝报告、虚假报告的，已经依法处罚。",
    "The report is verified, and a late, refused or false one is sanctioned.",
)
RESTRICTED = Rule(
    "round_closing.restricted",
    Article(_RR, 1, item=2),
    "已向被执行人发出限制消费令。",
    "The debtor is under a restriction order.",
)
LISTED_WHERE_DUE = Rule(
    "round_closing.listed_where_due",
    Article(_RR, 1, item=2),
    "符合条件的，已将被执行人纳入失信被执行人名单；不符合条件的，不得为终本而纳入。",
    "The debtor is listed where the conditions are met; nobody is listed for the closing's sake.",
)
EXHAUSTED = Rule(
    "round_closing.exhausted",
    Article(_RR, 3),
    "已穷尽财产调查措施：核查线索、网络查询，网络查询不能覆盖的现场调查。",
    "Everything is tried: clues are checked, the network is asked and, where it does not reach, "
    "the bodies themselves.",
    mark=Mark.LIKELY,
)
INQUIRIES_ANSWERED = Rule(
    "round_closing.inquiries_answered",
    Article(_RR, 3),
    "已经查询的，全部有答复之后才能终本：被查询的单位均已就全部财产类别答复，录入的查控均有结果；"
    "尚未答复、不能答复的，不是未发现财产。",
    "What was asked is answered before the round is closed: by every agency on all property that "
    "it was asked for, and where the court recorded the inquiry itself. Neither silence nor an "
    "answer that cannot be given says that nothing was found.",
    mark=Mark.DERIVED,
)
NOTHING_TO_ENFORCE = Rule(
    "round_closing.nothing_to_enforce",
    Article(_RR, 1, item=3),
    "未发现被执行人有可供执行的财产，或者发现的财产不能处置。",
    "Nothing to enforce upon was found, or what was found cannot be disposed of.",
)
THREE_MONTHS = Rule(
    "round_closing.three_months",
    Article(_RR, 1, item=4),
    "自执行案件立案之日起已超过三个月。",
    "More than three months have passed since the filing.",
)
DEBTOR_SEARCHED = Rule(
    "round_closing.debtor_searched",
    Article(_RR, 1, item=5),
    "被执行人下落不明的，已依法予以查找。",
    "A debtor who cannot be found was searched for.",
)
OBSTRUCTION_ANSWERED = Rule(
    "round_closing.obstruction_answered",
    Article(_RR, 1, item=5),
    "妨害执行的，已依法处罚；构成犯罪的，已移送追究。",
    "Obstruction is sanctioned, and where it is a crime referred.",
)
CREDITOR_HEARD = Rule(
    "round_closing.creditor_heard",
    Article(_RR, 5),
    "终本之前，应当将执行情况、财产调查措施等告知申请执行人并听取其意见。",
    "Before the ruling the creditor is told what was done, and heard.",
    mark=Mark.LIKELY,
)
RULING_COMPLETE = Rule(
    "round_closing.ruling_complete",
    Article(_RR, 6),
    "裁定书应当写明申请执行的债权、已实现的债权、采取的措施和申请恢复执行的权利。",
    "The ruling states the claim, what was realised, what was done, and the right to resume.",
    mark=Mark.LIKELY,
)
APPROVED = Rule(
    "round_closing.approved",
    Article(Instrument.CPL_INTERPRETATION, 517),
    "终本应当经申请执行人签字确认，或者经合议庭审查核实并报院长批准。",
    "The creditor signs, or a panel verifies and the president approves.",
)
RULES = (
    NOTICE_AND_REPORT,
    REPORT_FOLLOWED,
    RESTRICTED,
    LISTED_WHERE_DUE,
    EXHAUSTED,
    INQUIRIES_ANSWERED,
    NOTHING_TO_ENFORCE,
    THREE_MONTHS,
    DEBTOR_SEARCHED,
    OBSTRUCTION_ANSWERED,
    CREDITOR_HEARD,
    RULING_COMPLETE,
    APPROVED,
)

EARLIEST = Computation(
    "round_closing.earliest_on",
    Article(_RR, 1, item=4),
    "立案满三个月的次日起方可终本。",
    "The first day on which a round may be closed is the day after three months from the filing.",
)
COMPUTATIONS = (EARLIEST,)

RULING_STATES = ("claim", "realised", "measures", "right_to_resume")
_Measures = tuple[InvestigationMeasure, ...]
_ALWAYS: _Measures = (InvestigationMeasure.CLUES_CHECKED, InvestigationMeasure.NETWORK_INQUIRY)
_ON_THE_SPOT: _Measures = (InvestigationMeasure.FIELD_INQUIRY,)
_TO_BE_SANCTIONED = frozenset({ReportConduct.LATE, ReportConduct.FALSE, ReportConduct.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingFacts:
    """What was done in a case when its round is to be closed.

    ``enforceable_property``: something was found that can be disposed of.
    ``unanswered_inquiries``: how many leave open whether there is property.
    ``network_reaches_all``: no kind of property had to be asked for on the spot.
    """

    filed_on: date
    notice_issued: bool
    report_ordered: bool
    report: ReportConduct
    report_sanctioned: bool = False
    restricted: bool = False
    listing_conditions_met: bool = False
    listed: bool = False
    measures: frozenset[InvestigationMeasure] = frozenset()
    network_reaches_all: bool = False
    unanswered_inquiries: int = 0
    enforceable_property: bool = False
    debtor_missing: bool = False
    debtor_searched: bool = False
    obstruction: bool = False
    obstruction_answered: bool = False
    creditor_told: bool = False
    creditor_heard: bool = False
    ruling_states: frozenset[str] = frozenset()
    route: ClosingRoute = ClosingRoute.PANEL_AND_PRESIDENT
    creditor_signed: bool = False
    panel_verified: bool = False
    president_approved: bool = False


def closing_findings(facts: ClosingFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether a round may be closed on a day: all five conditions, hearing and approval."""
    return (*_conditions(facts, on=on), *_ruling(facts))


def earliest_on(filed_on: date) -> date:
    """Return the first day on which a round may be closed: three months must be exceeded."""
    return add_months(filed_on, MONTHS_SINCE_FILING) + timedelta(days=1)


def _conditions(facts: ClosingFacts, *, on: date) -> tuple[Finding, ...]:
    sanctioned = facts.report in _TO_BE_SANCTIONED and facts.report_sanctioned
    earliest = earliest_on(facts.filed_on)
    needed = _ALWAYS if facts.network_reaches_all else _ALWAYS + _ON_THE_SPOT
    omitted = [measure for measure in needed if measure not in facts.measures]
    return (
        NOTICE_AND_REPORT.finding(
            facts.notice_issued and facts.report_ordered,
            notice_issued=yes_or_no(facts.notice_issued),
            report_ordered=yes_or_no(facts.report_ordered),
        ),
        REPORT_FOLLOWED.finding(
            facts.report is ReportConduct.VERIFIED or sanctioned,
            report=facts.report,
            report_sanctioned=yes_or_no(facts.report_sanctioned),
        ),
        RESTRICTED.finding(facts.restricted, restricted=yes_or_no(facts.restricted)),
        LISTED_WHERE_DUE.finding(
            facts.listed is facts.listing_conditions_met,
            listing_conditions_met=yes_or_no(facts.listing_conditions_met),
            listed=yes_or_no(facts.listed),
        ),
        EXHAUSTED.finding(not omitted, omitted=listed(omitted)),
        INQUIRIES_ANSWERED.finding(
            not facts.unanswered_inquiries, unanswered=str(facts.unanswered_inquiries)
        ),
        NOTHING_TO_ENFORCE.finding(
            not facts.enforceable_property,
            enforceable_property=yes_or_no(facts.enforceable_property),
        ),
        THREE_MONTHS.finding(on >= earliest, earliest_on=earliest.isoformat(), on=on.isoformat()),
        DEBTOR_SEARCHED.finding(
            facts.debtor_searched or not facts.debtor_missing,
            debtor_missing=yes_or_no(facts.debtor_missing),
            debtor_searched=yes_or_no(facts.debtor_searched),
        ),
        OBSTRUCTION_ANSWERED.finding(
            facts.obstruction_answered or not facts.obstruction,
            obstruction=yes_or_no(facts.obstruction),
            obstruction_answered=yes_or_no(facts.obstruction_answered),
        ),
    )


def _ruling(facts: ClosingFacts) -> tuple[Finding, ...]:
    absent = [name for name in RULING_STATES if name not in facts.ruling_states]
    signed = facts.route is ClosingRoute.CREDITOR_SIGNS and facts.creditor_signed
    approved = (
        facts.route is ClosingRoute.PANEL_AND_PRESIDENT
        and facts.panel_verified
        and facts.president_approved
    )
    return (
        CREDITOR_HEARD.finding(
            facts.creditor_told and facts.creditor_heard,
            creditor_told=yes_or_no(facts.creditor_told),
            creditor_heard=yes_or_no(facts.creditor_heard),
        ),
        RULING_COMPLETE.finding(not absent, absent=listed(absent)),
        APPROVED.finding(
            signed or approved,
            route=facts.route,
            creditor_signed=yes_or_no(facts.creditor_signed),
            panel_verified=yes_or_no(facts.panel_verified),
            president_approved=yes_or_no(facts.president_approved),
        ),
    )
