"""Breach of an order (违反限制消费令): fine, detention and referral, and the ground for a listing
that a breach is.

Spending in breach is refusal to perform a judgment (Civil Procedure Law Art. 114(6), Interpretation
Art. 188(3)). A body that lets the spending happen although it was told of the order can be
sanctioned itself (Consumption Rules Art. 11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.rules import property_report
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, day_or_none, yes_or_no
from schemas.case_codes import ReportConduct
from schemas.codes import Ground, SubjectKind
from schemas.restriction_codes import SanctionKind

_CPL = Instrument.CIVIL_PROCEDURE_LAW

HIGHEST_FINE_OF_A_PERSON = Decimal(100_000)
LOWEST_FINE_OF_A_UNIT = Decimal(50_000)
HIGHEST_FINE_OF_A_UNIT = Decimal(1_000_000)
LONGEST_DETENTION_DAYS = 15

BREACH_SHOWN = Rule(
    "breach.breach_shown",
    Article(Instrument.CPL_INTERPRETATION, 188, item=3),
    "违反限制消费令消费的，属于拒不履行生效裁判，方可罚款、拘留。",
    "Spending in breach of an order is refusal to perform; without it nobody is sanctioned.",
)
FINE_WITHIN_LIMITS = Rule(
    "breach.fine_within_limits",
    Article(_CPL, 118),
    "对个人的罚款为十万元以下，对单位的罚款为五万元以上一百万元以下。",
    "A person is fined up to CNY 100,000, a unit between 50,000 and 1,000,000.",
)
DETENTION_WITHIN_LIMITS = Rule(
    "breach.detention_within_limits",
    Article(_CPL, 118),
    "拘留的期限为十五日以下，只适用于个人。",
    "Detention lasts 15 days at most, and is for persons alone.",
)
SANCTIONED_BEFORE_REFERRAL = Rule(
    "breach.sanctioned_before_referral",
    Article(Instrument.REFUSAL_INTERPRETATION, 3, item=4),
    "违反报告财产、限制消费等命令，经罚款、拘留后仍拒不执行的，才追究刑事责任。",
    "A breach is referred for prosecution only when fine or detention came before it.",
)
AGENCY_WAS_TOLD = Rule(
    "breach.agency_was_told",
    Article(Instrument.CONSUMPTION_RULES, 11),
    "收到协助执行通知书后仍允许被执行人消费的，才可以追究有关单位的责任。",
    "A body is sanctioned for spending that it allowed only after it was told of the order.",
)
UNDER_ORDER = Rule(
    "breach.under_order",
    Article(Instrument.CONSUMPTION_RULES, 10),
    "举报的消费发生在限制消费令约束期间，且属于所限制的项目的，才是违反限制消费令。",
    "What is reported is a breach only if the order bound the person on that day, in that act.",
)
NOT_PERMITTED = Rule(
    "breach.not_permitted",
    Article(Instrument.CONSUMPTION_RULES, 8),
    "经法院准许的消费，不属于违反限制消费令。",
    "What the court had allowed beforehand is no breach.",
)
VERIFIED_AFTER_RECEIPT = Rule(
    "breach.verified_after_receipt",
    Article(Instrument.REGISTER_RULES, 52),
    "收到线索之后方可核实。",
    "A breach is verified after it was reported.",
)
REPORTED_AFTERWARDS = Rule(
    "breach.reported_afterwards",
    Article(Instrument.REGISTER_RULES, 52),
    "收到线索之日不得早于消费之日；尚未发生的，不是违反。",
    "A report is received when the spending has happened; what has not is no breach.",
)
CLOSED_AFTER_REFERRAL = Rule(
    "breach.closed_after_referral",
    Article(Instrument.REGISTER_RULES, 53),
    "只有已经移送追究刑事责任的才有移送结果，结果不得早于移送之日。",
    "Only a referral for prosecution is closed, and not before the day on which it was made.",
)
NOT_REPEATED = Rule(
    "breach.not_repeated",
    Article(Instrument.CPL_INTERPRETATION, 184),
    "对同一违反行为的罚款、拘留不得连续适用；同一被制裁人只作一次决定。",
    "One breach is not fined or punished by detention twice: each is sanctioned for it once.",
    mark=Mark.LIKELY,
)
SERVED_AFTER_SIGNATURE = Rule(
    "breach.served_after_signature",
    Article(_CPL, 119),
    "罚款、拘留应当用决定书；决定书批准之后方可送达被制裁人。移送追究刑事责任的，不送达。",
    "A fine or a detention is served once it is approved; a referral is served on nobody.",
    mark=Mark.DERIVED,
)
SUPPORTED = Rule(
    "breach.supported",
    Article(Instrument.LISTING_RULES, 1, item=5),
    "以违反限制消费令为由纳入的，应当有查实的违反情况，或者说明违反的行为。",
    "A listing for a breach rests on one that was shown, or says what was done.",
)
RULES = (
    BREACH_SHOWN,
    FINE_WITHIN_LIMITS,
    DETENTION_WITHIN_LIMITS,
    SANCTIONED_BEFORE_REFERRAL,
    AGENCY_WAS_TOLD,
    UNDER_ORDER,
    NOT_PERMITTED,
    VERIFIED_AFTER_RECEIPT,
    REPORTED_AFTERWARDS,
    CLOSED_AFTER_REFERRAL,
    NOT_REPEATED,
    SERVED_AFTER_SIGNATURE,
    SUPPORTED,
)

GROUND = Computation(
    "breach.ground",
    Article(Instrument.LISTING_RULES, 1, item=5),
    "违反限制消费令的，具有纳入失信被执行人名单的第五项情形。",
    "A breach of an order is ground Art. 1(5) for a listing.",
)
TOLD_BEFORE = Computation(
    "breach.told_before",
    Article(Instrument.CONSUMPTION_RULES, 11),
    "单位收到通知之日早于消费之日的，方认定其收到通知后仍允许消费；同日的不认定。",
    "A body was told before the spending when the day of the notice is earlier; the same day does "
    "not count against it.",
    mark=Mark.DERIVED,
)
SANCTIONED_BEFORE = Computation(
    "breach.sanctioned_before",
    Article(Instrument.REFUSAL_INTERPRETATION, 3, item=4),
    "罚款、拘留决定签发之后再次违反的，方认定为经罚款、拘留后仍拒不执行；签发当日的不认定。",
    "A breach comes after a sanction when that was signed on an earlier day.",
    mark=Mark.DERIVED,
)
COMPUTATIONS = (GROUND, TOLD_BEFORE, SANCTIONED_BEFORE)


@dataclass(frozen=True, slots=True)
class SanctionFacts:
    """A sanction to be imposed on somebody for a breach.

    :ivar report: how property was reported, where the order that was broken is one to report it.
    """

    kind: SanctionKind
    subject: SubjectKind
    breach_shown: bool
    fine: Decimal = Decimal(0)
    detention_days: int = 0
    sanctioned_before: bool = False
    report: ReportConduct | None = None


def sanction_findings(facts: SanctionFacts) -> tuple[Finding, ...]:
    """Return whether a sanction keeps to its limits; that the president approves is a matter of
    authority.
    """
    shown = _shown(facts)
    if facts.kind is SanctionKind.FINE:
        return (shown, _fine(facts))
    if facts.kind is SanctionKind.DETENTION:
        return (shown, _detention(facts))
    if facts.kind is SanctionKind.FINE_AND_DETENTION:
        return (shown, _fine(facts), _detention(facts))
    before = facts.sanctioned_before
    return (shown, SANCTIONED_BEFORE_REFERRAL.finding(before, sanctioned_before=yes_or_no(before)))


def agency_findings(*, told_before: bool) -> tuple[Finding, ...]:
    """Return whether a body may be held liable for spending that it allowed."""
    return (AGENCY_WAS_TOLD.finding(told_before, told_before=yes_or_no(told_before)),)


def closing_findings(
    *, referred: bool, signed_on: date | None, closed_on: date
) -> tuple[Finding, ...]:
    """Return whether what came of a referral may be recorded."""
    after = referred and signed_on is not None and closed_on >= signed_on
    return (
        CLOSED_AFTER_REFERRAL.finding(
            after,
            referred=yes_or_no(referred),
            signed_on=day_or_none(signed_on),
            closed_on=closed_on.isoformat(),
        ),
    )


def service_findings(
    *, referral: bool, signed_on: date | None, served_on: date
) -> tuple[Finding, ...]:
    """Return whether the decision to sanction may have been served on a day."""
    after = not referral and signed_on is not None and served_on >= signed_on
    return (
        SERVED_AFTER_SIGNATURE.finding(
            after,
            referral=yes_or_no(referral),
            signed_on=day_or_none(signed_on),
            served_on=served_on.isoformat(),
        ),
    )


def told_before(told_on: date | None, *, spent_on: date) -> bool:
    """Tell whether a body knew of the order when it let the spending happen."""
    return told_on is not None and told_on < spent_on


def sanctioned_before(sanctioned_on: Iterable[date], *, breach_on: date) -> bool:
    """Tell whether a breach came after somebody had been sanctioned for another one."""
    return any(day < breach_on for day in sanctioned_on)


def repetition_findings(*, sanctions: int) -> tuple[Finding, ...]:
    """Return whether somebody may be sanctioned for a breach, after so many sanctions for it."""
    return (NOT_REPEATED.finding(sanctions == 0, sanctions=str(sanctions)),)


def listing_findings(shown_on: Iterable[date], *, conduct: str) -> tuple[Finding, ...]:
    """Return what a listing for a breach rests on.

    :param shown_on: the days of the breaches that were shown.
    :param conduct: what the decision says that the debtor did.
    """
    days = sorted(shown_on)
    return (
        SUPPORTED.finding(
            bool(days) or bool(conduct.strip()),
            breaches_shown=str(len(days)),
            last_on=day_or_none(days[-1] if days else None),
            conduct_stated=yes_or_no(bool(conduct.strip())),
        ),
    )


def ground(*, breach_shown: bool) -> Ground | None:
    """Return the ground for a listing that a breach is, or None."""
    return Ground.BREACHES_RESTRICTION if breach_shown else None


def _shown(facts: SanctionFacts) -> Finding:
    if facts.report is not None:
        return property_report.sanction_findings(facts.report)[0]
    return BREACH_SHOWN.finding(facts.breach_shown, breach_shown=yes_or_no(facts.breach_shown))


def _fine(facts: SanctionFacts) -> Finding:
    if facts.subject is SubjectKind.NATURAL:
        lawful = 0 < facts.fine <= HIGHEST_FINE_OF_A_PERSON
    else:
        lawful = LOWEST_FINE_OF_A_UNIT <= facts.fine <= HIGHEST_FINE_OF_A_UNIT
    return FINE_WITHIN_LIMITS.finding(lawful, subject=facts.subject, fine=str(facts.fine))


def _detention(facts: SanctionFacts) -> Finding:
    days, natural = facts.detention_days, facts.subject is SubjectKind.NATURAL
    return DETENTION_WITHIN_LIMITS.finding(
        natural and 0 < days <= LONGEST_DETENTION_DAYS,
        subject=facts.subject,
        detention_days=str(days),
    )
