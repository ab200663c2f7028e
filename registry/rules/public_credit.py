"""Public credit information (公共信用信息), 2025 Plan and NDRC Order 36: tiers, their periods, and
when repair may be applied for at Credit China (信用中国).

That is another list than the court's. The three words are the same and the clocks are not: no
period of a tier ever removes a court listing. Credit records of banks are a third layer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from registry.rules.articles import Article, Instrument
from registry.rules.calendar_arithmetic import add_months, add_years
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
from schemas.remedy_codes import Severity

CREDIT_RECORD_YEARS = 5

_PLAN = Article(Instrument.PLAN_2025)

MINIMUM_REACHED = Rule(
    "public_credit.minimum_reached",
    _PLAN,
    "达到最短公示期后，才可以申请信用修复；轻微失信的，履行义务后即可申请。",
    "Repair is applied for after the shortest period of the tier; a minor matter as soon as the "
    "duty is done.",
)
DUTY_DONE = Rule(
    "public_credit.duty_done",
    Article(Instrument.ORDER_36, 3),
    "失信行为已纠正，法定义务已履行完毕。",
    "The conduct is corrected and the duty fully done.",
)
UNDERTAKING_GIVEN = Rule(
    "public_credit.undertaking_given",
    Article(Instrument.ORDER_36, 3),
    "已公开作出信用承诺。",
    "A public undertaking is given.",
)
NOT_THE_COURT_LIST = Rule(
    "public_credit.not_the_court_list",
    _PLAN,
    "公共信用信息的公示期不适用于法院的失信被执行人名单，不得据此删除失信信息。",
    "The periods of public credit information never remove a court listing.",
)
REORGANISED = Rule(
    "public_credit.reorganised",
    _PLAN,
    "企业凭法院批准重整计划或者认可和解协议的裁定，可以申请暂时屏蔽，计划执行完毕后完成修复。",
    "With a ruling that approves its reorganisation or recognises its settlement an enterprise is "
    "masked for a while, and repaired when the plan is carried out.",
)
RULES = (MINIMUM_REACHED, DUTY_DONE, UNDERTAKING_GIVEN, NOT_THE_COURT_LIST, REORGANISED)

MAY_APPLY = Computation(
    "public_credit.may_apply_on",
    _PLAN,
    "轻微的履行义务之日，一般的公示满三个月之日，严重的公示满一年之日，可以申请修复。",
    "A minor matter may be repaired when the duty is done, a general one after 3 months, a serious "
    "one after a year.",
)
SHOWN_UNTIL = Computation(
    "public_credit.shown_until",
    _PLAN,
    "公示期最长：轻微三个月，一般一年，严重三年；法律、行政法规另有规定的除外。",
    "A minor matter is shown for 3 months at most, a general one a year, a serious one 3 years.",
)
CREDIT_RECORD = Computation(
    "public_credit.credit_record_until",
    Article(Instrument.CREDIT_REPORTING_REGULATION, 16),
    "征信机构对不良信息的保存期限，自不良行为终止之日起为五年。",
    "A credit-reporting body keeps a bad record for five years from the end of the event.",
)
COMPUTATIONS = (MAY_APPLY, SHOWN_UNTIL, CREDIT_RECORD)


@dataclass(frozen=True, slots=True)
class Tier:
    """The shortest and the longest period, in months, for which a matter is shown."""

    shortest: int
    longest: int


TIERS: Mapping[Severity, Tier] = MappingProxyType(
    {
        Severity.MINOR: Tier(0, 3),
        Severity.GENERAL: Tier(3, 12),
        Severity.SERIOUS: Tier(12, 36),
    }
)


@dataclass(frozen=True, slots=True)
class PublicCreditFacts:
    """A matter shown at Credit China, for which repair is to be applied."""

    severity: Severity
    shown_on: date
    duty_done_on: date | None
    undertaking_given: bool = False
    court_listing: bool = False


def application_findings(facts: PublicCreditFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether repair may be applied for at Credit China on a day."""
    earliest = may_apply_on(facts.severity, facts.shown_on)
    done = facts.duty_done_on is not None and facts.duty_done_on <= on
    return (
        MINIMUM_REACHED.finding(
            on >= earliest, severity=facts.severity, earliest_on=earliest.isoformat()
        ),
        DUTY_DONE.finding(done, duty_done=yes_or_no(done)),
        UNDERTAKING_GIVEN.finding(
            facts.undertaking_given, undertaking_given=yes_or_no(facts.undertaking_given)
        ),
        NOT_THE_COURT_LIST.finding(
            not facts.court_listing,
            court_listing=yes_or_no(facts.court_listing),
            instead="repair at the court" if facts.court_listing else "none",
        ),
    )


def masking_findings(*, plan_approved: bool, settlement_recognised: bool) -> tuple[Finding, ...]:
    """Return whether an enterprise under reorganisation may be masked for a while."""
    return (
        REORGANISED.finding(
            plan_approved or settlement_recognised,
            plan_approved=yes_or_no(plan_approved),
            settlement_recognised=yes_or_no(settlement_recognised),
        ),
    )


def may_apply_on(severity: Severity, shown_on: date) -> date:
    """Return the first day on which repair may be applied for, where the duty is done by then."""
    return add_months(shown_on, TIERS[severity].shortest)


def shown_until(severity: Severity, shown_on: date) -> date:
    """Return the last day on which a matter is shown."""
    return add_months(shown_on, TIERS[severity].longest)


def credit_record_until(ended_on: date) -> date:
    """Return the last day on which a bad record is kept."""
    return add_years(ended_on, CREDIT_RECORD_YEARS)
