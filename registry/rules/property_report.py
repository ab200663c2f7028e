"""The property report (财产报告), Property Rules Art. 2 and 5 to 10: what it covers, how it is kept
up to date and verified, and what late, false and refused reports lead to.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after
from registry.rules.calendar_arithmetic import add_years
from registry.rules.findings import Computation, Finding, Mark, Rule, listed
from schemas.case_codes import PropertyCategory, ReportConduct
from schemas.codes import Ground

_PR = Instrument.PROPERTY_RULES

SUPPLEMENT_DAYS = 10
CLUE_DAYS = 7
URGENT_CLUE_DAYS = 3

COVERS_EVERYTHING = Rule(
    "property_report.covers_everything",
    Article(_PR, 5),
    "财产报告应当涵盖第五条所列各类财产，没有的也应当写明。",
    "A report covers every category of Art. 5, and says so where there is nothing.",
)
VERIFIED = Rule(
    "property_report.verified",
    Article(_PR, 8),
    "人民法院应当核实报告的财产情况；未经核实的，不作为认定依据。",
    "The court verifies a report, and rests nothing on one that is not verified.",
    mark=Mark.LIKELY,
)
RULES = (COVERS_EVERYTHING, VERIFIED)

LOOKS_BACK = Computation(
    "property_report.looks_back_to",
    Article(_PR, 5),
    "报告自收到执行通知之日前一年的财产变动。",
    "The report looks back one year before the enforcement notice.",
)
SUPPLEMENT_DUE = Computation(
    "property_report.supplement_due",
    Article(_PR, 7),
    "财产情况发生变动的，应当自变动之日起十日内补充报告。",
    "A change of property is reported within 10 days.",
)
CLUE_DUE = Computation(
    "property_report.clue_due",
    Article(_PR, 2),
    "提供具体财产线索的，应当在七日内核实；情况紧急的，应当在三日内核实。",
    "A concrete clue is verified within 7 days, an urgent one within 3.",
)
BREACH = Computation(
    "property_report.breach_ground",
    Article(_PR, 10),
    "拒绝报告、虚假报告或者无正当理由逾期报告的，具有纳入名单的第四项情形。",
    "Refusing to report, reporting falsely and reporting late are ground Art. 1(4) for a listing.",
)
COMPUTATIONS = (LOOKS_BACK, SUPPLEMENT_DUE, CLUE_DUE, BREACH)

_IN_BREACH = frozenset({ReportConduct.LATE, ReportConduct.FALSE, ReportConduct.REFUSED})


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report as it came in: the categories that it answers, and how it was made."""

    conduct: ReportConduct
    categories: frozenset[PropertyCategory]


def report_findings(facts: ReportFacts) -> tuple[Finding, ...]:
    """Return whether anything may be rested on a report."""
    absent = [category for category in PropertyCategory if category not in facts.categories]
    return (
        COVERS_EVERYTHING.finding(not absent, absent=listed(absent)),
        VERIFIED.finding(facts.conduct is ReportConduct.VERIFIED, conduct=facts.conduct),
    )


def looks_back_to(notice_received_on: date) -> date:
    """Return the first day whose changes of property a report covers."""
    return add_years(notice_received_on, -1)


def supplement_due(changed_on: date, calendar: Calendar) -> Due:
    """Return by when a change of property is reported."""
    return days_after(changed_on, SUPPLEMENT_DAYS, calendar)


def clue_due(received_on: date, calendar: Calendar, *, urgent: bool) -> Due:
    """Return by when a concrete clue is verified."""
    return days_after(received_on, URGENT_CLUE_DAYS if urgent else CLUE_DAYS, calendar)


def breach_ground(conduct: ReportConduct, *, excused: bool = False) -> Ground | None:
    """Return the ground for a listing that this way of reporting is; a good reason excuses lateness
    alone.
    """
    if conduct not in _IN_BREACH or (conduct is ReportConduct.LATE and excused):
        return None
    return Ground.BREACHES_REPORTING
