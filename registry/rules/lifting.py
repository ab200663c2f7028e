"""Lifting an order (解除限制消费令), Consumption Rules Art. 9: must on full performance, may on
effective security or with the creditor's consent, always in the range in which the order was made
known.

Nothing else lifts an order: neither the closing of a round, nor the removal of the listing for any
other reason than full performance.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.rules import order_procedure, removal
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, day_or_none, listed, yes_or_no
from schemas.case_codes import EnforcementState
from schemas.codes import RemovalGround
from schemas.restriction_codes import LiftGround

_ARTICLE_9 = Article(Instrument.CONSUMPTION_RULES, 9)

PERFORMED = Rule(
    "lifting.performed",
    _ARTICLE_9,
    "履行完毕的，应当及时解除限制消费令。",
    "On full performance the order must be lifted promptly.",
)
SECURITY_GIVEN = Rule(
    "lifting.security_given",
    _ARTICLE_9,
    "提供确实有效的担保的，可以解除限制消费令。",
    "On effective security the order may be lifted.",
)
CREDITOR_AGREES = Rule(
    "lifting.creditor_agrees",
    _ARTICLE_9,
    "经申请执行人同意的，可以解除限制消费令。",
    "With the creditor's consent the order may be lifted.",
)
PERIOD_OVER = Rule(
    "lifting.period_over",
    Article(Instrument.CONSUMPTION_RULES, 5),
    "载明的期间届满的，限制消费令解除。",
    "An order is lifted when the period that it states is over.",
)
SAME_RANGE = Rule(
    "lifting.same_range",
    _ARTICLE_9,
    "应当在原通知或者公告的范围内以通知或者公告解除。",
    "Whoever was told of the order is told that it is lifted.",
)
RULES = (PERFORMED, SECURITY_GIVEN, CREDITOR_AGREES, PERIOD_OVER, SAME_RANGE)

MUST_LIFT = Computation(
    "lifting.must_lift",
    _ARTICLE_9,
    "只有履行完毕和载明的期间届满应当解除；担保和申请执行人同意由法院决定。",
    "Full performance and the end of a stated period oblige the court; security and consent leave "
    "it a choice.",
)
OUTLIVES_LISTING = Computation(
    "lifting.outlives_listing",
    _ARTICLE_9,
    "删除失信信息不当然解除限制消费令；因全部履行删除的除外。",
    "An order outlives the removal of its listing, unless that rests on full performance.",
)
OUTLIVES_ENFORCEMENT = Computation(
    "lifting.outlives_enforcement",
    _ARTICLE_9,
    "终结本次执行程序不解除限制消费令；执行完毕的应当解除；其他裁定依其内容。",
    "The closing of a round does not lift an order; the completion of enforcement does.",
)
COMPUTATIONS = (MUST_LIFT, OUTLIVES_LISTING, OUTLIVES_ENFORCEMENT)


@dataclass(frozen=True, slots=True)
class LiftFacts:
    """What is known when an order is to be lifted."""

    owed: Decimal | None = None
    confirmed: Decimal = Decimal(0)
    enforcement_completed: bool = False
    effective_security: bool = False
    creditor_agrees: bool = False
    stated_until: date | None = None


def lift_findings(ground: LiftGround, facts: LiftFacts, *, on: date) -> tuple[Finding, ...]:
    """Return whether an order may be lifted on this ground on a day."""
    if ground is LiftGround.SECURITY:
        given = facts.effective_security
        return (SECURITY_GIVEN.finding(given, effective_security=yes_or_no(given)),)
    if ground is LiftGround.CREDITOR_AGREES:
        agrees = facts.creditor_agrees
        return (CREDITOR_AGREES.finding(agrees, creditor_agrees=yes_or_no(agrees)),)
    if ground is LiftGround.PERIOD_OVER:
        over = not order_procedure.is_in_force(facts.stated_until, on=on)
        until = day_or_none(facts.stated_until)
        return (PERIOD_OVER.finding(over, stated_until=until, on=on.isoformat()),)
    performed = removal.is_performed(facts.owed, facts.confirmed)
    return (
        PERFORMED.finding(
            performed or facts.enforcement_completed,
            owed="unknown" if facts.owed is None else str(facts.owed),
            confirmed=str(facts.confirmed),
            enforcement_completed=yes_or_no(facts.enforcement_completed),
        ),
    )


def must_lift(ground: LiftGround) -> bool:
    """Tell whether the court has no choice on this ground."""
    return ground in (LiftGround.PERFORMED, LiftGround.PERIOD_OVER)


def range_findings(told: Collection[str], telling: Collection[str]) -> tuple[Finding, ...]:
    """Return whether a lift is made known to all who were told of the order, named by their ids."""
    left_out = sorted(set(told) - set(telling))
    return (SAME_RANGE.finding(not left_out, told=str(len(set(told))), left_out=listed(left_out)),)


def outlives_listing(ground: RemovalGround) -> bool:
    """Tell whether the order stays when its listing is removed on this ground."""
    return not removal.lifts_restriction(ground)


def outlives_enforcement(state: EnforcementState) -> bool:
    """Tell whether the order stays when the case comes into this state."""
    return state is not EnforcementState.COMPLETED
