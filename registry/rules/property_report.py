"""The property report (财产报告), Property Rules Art. 2 and 5 to 10: what it covers, how it is kept
up to date and verified, and what late, false and refused reports lead to.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after
from registry.rules.calendar_arithmetic import add_years
from registry.rules.findings import Computation, Finding, Mark, Rule, listed, yes_or_no
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
TIME_GIVEN = Rule(
    "property_report.time_given",
    Article(_PR, 3),
    "报告财产令应当载明报告的期限，期限届满之日不得早于责令之日和收到执行通知之日。",
    "The order to report names a day, which is not before the order or the enforcement notice.",
    mark=Mark.LIKELY,
)
BREACH_FITS = Rule(
    "property_report.breach_fits",
    Article(_PR, 9),
    "未提交报告的，可以认定拒绝报告；已提交报告的，可以认定虚假报告；逾期由提交之日确定。",
    "Who handed in nothing may be found to have refused, who handed in something to have reported "
    "falsely; lateness follows from the day.",
    mark=Mark.LIKELY,
)
CHANGE_AFTER_NOTICE = Rule(
    "property_report.change_after_notice",
    Article(_PR, 7),
    "补充报告的变动，应当发生在报告所追溯的期间起始之后。",
    "What is supplemented is a change within the time that the report looks back to, or after it.",
    mark=Mark.DERIVED,
)
RECEIVED_AFTER = Rule(
    "property_report.received_after",
    Article(Instrument.REGISTER_RULES, 6),
    "报告、补充报告的提交之日不得早于收到执行通知之日、财产变动之日。",
    "A report is not handed in before the enforcement notice, nor a supplement before the change.",
)
SANCTIONABLE = Rule(
    "property_report.sanctionable",
    Article(_PR, 9),
    "拒绝报告、虚假报告或者无正当理由逾期报告的，才可以因此予以罚款、拘留。",
    "Only refusing to report, reporting falsely, or late without a good reason is fined or "
    "punished by detention.",
    mark=Mark.LIKELY,
)
RULES = (
    COVERS_EVERYTHING,
    VERIFIED,
    TIME_GIVEN,
    BREACH_FITS,
    CHANGE_AFTER_NOTICE,
    RECEIVED_AFTER,
    SANCTIONABLE,
)

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
CONDUCT = Computation(
    "property_report.conduct_at_receipt",
    Article(_PR, 9),
    "无正当理由逾期提交的为逾期报告，其余待核实。",
    "What comes in after its day without a good reason is late; the rest is yet to be verified.",
    mark=Mark.LIKELY,
)
BREACHED_ON = Computation(
    "property_report.breached_on",
    Article(_PR, 9),
    "拒绝报告的，以报告期限届满的次日为违反之日；逾期、虚假报告的，以提交之日为违反之日。",
    "A refusal is a breach on the day after the last day for reporting; a late or a false report "
    "is one on the day on which it came in.",
    mark=Mark.DERIVED,
)
COMPUTATIONS = (CONDUCT, LOOKS_BACK, SUPPLEMENT_DUE, CLUE_DUE, BREACH, BREACHED_ON)

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


def demand_findings(*, notice_received_on: date, due_on: date, on: date) -> tuple[Finding, ...]:
    """Return whether a report may be ordered on a day, to be made by another."""
    return (
        TIME_GIVEN.finding(
            due_on >= max(on, notice_received_on),
            due_on=due_on.isoformat(),
            on=on.isoformat(),
            notice_received_on=notice_received_on.isoformat(),
        ),
    )


def breach_findings(conduct: ReportConduct, *, received: bool) -> tuple[Finding, ...]:
    """Return whether a debtor may be found to have reported in this way."""
    fitting = ReportConduct.FALSE if received else ReportConduct.REFUSED
    return (BREACH_FITS.finding(conduct is fitting, conduct=conduct, received=yes_or_no(received)),)


def sanction_findings(conduct: ReportConduct) -> tuple[Finding, ...]:
    """Return whether somebody may be fined or detained for how he reported."""
    return (SANCTIONABLE.finding(conduct in _IN_BREACH, conduct=conduct),)


def breached_on(*, due_on: date, received_on: date | None) -> date:
    """Return the day on which the order to report was broken, for one who has broken it."""
    return received_on or due_on + timedelta(days=1)


def change_findings(changed_on: date, notice_received_on: date) -> tuple[Finding, ...]:
    """Return whether a change of property is one that a report is supplemented for."""
    since = looks_back_to(notice_received_on)
    return (
        CHANGE_AFTER_NOTICE.finding(
            changed_on >= since, changed_on=changed_on.isoformat(), since=since.isoformat()
        ),
    )


def receipt_findings(received_on: date, after: date) -> tuple[Finding, ...]:
    """Return whether what a debtor hands in came after what it answers."""
    return (
        RECEIVED_AFTER.finding(
            received_on >= after, received_on=received_on.isoformat(), after=after.isoformat()
        ),
    )


def conduct_at_receipt(received_on: date, due_on: date, *, excused: bool) -> ReportConduct:
    """Return how a debtor has reported as the report comes in: late, or yet to be verified."""
    late = received_on > due_on and not excused
    return ReportConduct.LATE if late else ReportConduct.UNVERIFIED


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
