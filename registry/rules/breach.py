"""Breach of an order (违反限制消费令): fine, detention and referral, and the ground for a listing
that a breach is.

Spending in breach is refusal to perform a judgment (Civil Procedure Law Art. 114(6), Interpretation
Art. 188(3)). A body that lets the spending happen although it was told of the order can be
sanctioned itself (Consumption Rules Art. 11).
"""

from dataclasses import dataclass
from decimal import Decimal

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
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
RULES = (
    BREACH_SHOWN,
    FINE_WITHIN_LIMITS,
    DETENTION_WITHIN_LIMITS,
    SANCTIONED_BEFORE_REFERRAL,
    AGENCY_WAS_TOLD,
)

GROUND = Computation(
    "breach.ground",
    Article(Instrument.LISTING_RULES, 1, item=5),
    "违反限制消费令的，具有纳入失信被执行人名单的第五项情形。",
    "A breach of an order is ground Art. 1(5) for a listing.",
)
COMPUTATIONS = (GROUND,)


@dataclass(frozen=True, slots=True)
class SanctionFacts:
    """A sanction to be imposed on somebody for a breach."""

    kind: SanctionKind
    subject: SubjectKind
    breach_shown: bool
    fine: Decimal = Decimal(0)
    detention_days: int = 0
    sanctioned_before: bool = False


def sanction_findings(facts: SanctionFacts) -> tuple[Finding, ...]:
    """Return whether a sanction keeps to its limits; that the president approves is a matter of
    authority.
    """
    shown = BREACH_SHOWN.finding(facts.breach_shown, breach_shown=yes_or_no(facts.breach_shown))
    if facts.kind is SanctionKind.FINE:
        return (shown, _fine(facts))
    if facts.kind is SanctionKind.DETENTION:
        return (shown, _detention(facts))
    before = facts.sanctioned_before
    return (
        shown,
        SANCTIONED_BEFORE_REFERRAL.finding(before, sanctioned_before=yes_or_no(before)),
    )


def agency_findings(*, told_before: bool) -> tuple[Finding, ...]:
    """Return whether a body may be held liable for spending that it allowed."""
    return (AGENCY_WAS_TOLD.finding(told_before, told_before=yes_or_no(told_before)),)


def ground(*, breach_shown: bool) -> Ground | None:
    """Return the ground for a listing that a breach is, or None."""
    return Ground.BREACHES_RESTRICTION if breach_shown else None


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
