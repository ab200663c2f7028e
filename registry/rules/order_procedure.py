"""How an order comes about (限制消费程序), Consumption Rules Art. 2 and 4 to 7: on whose motion,
after what was weighed, what the document states, and how long it holds.

No statute gives an order a term of two years: it holds until it is lifted, or to the last day that
it states itself. That day is never moved off a holiday.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, day_or_none, stated, yes_or_no
from schemas.codes import Initiative

_CR = Instrument.CONSUMPTION_RULES

ON_WHOSE_MOTION = Rule(
    "order_procedure.on_whose_motion",
    Article(_CR, 4),
    "限制消费一般由申请执行人书面申请；必要时法院可以依职权决定，并说明必要性。",
    "An order issues on the creditor's written application or, where the court says why it is "
    "necessary, on its own motion.",
)
WEIGHED = Rule(
    "order_procedure.weighed",
    Article(_CR, 2),
    "决定限制消费应当考虑有无消极履行、规避或者抗拒执行的行为以及履行能力等因素。",
    "Passive performance, evasion, resistance and ability to perform are weighed before an order.",
)
CONTENTS_STATED = Rule(
    "order_procedure.contents_stated",
    Article(_CR, 5),
    "限制消费令应当载明限制消费的期间、项目、法律后果等内容。",
    "The order states its period, the acts and the legal consequences.",
)
PERIOD_NOT_OVER = Rule(
    "order_procedure.period_not_over",
    Article(_CR, 5),
    "限制消费令载明的期间已经届满的，不得再签发、施行。",
    "An order whose stated period is over is neither signed nor put into force.",
    mark=Mark.DERIVED,
)
RULES = (ON_WHOSE_MOTION, WEIGHED, CONTENTS_STATED, PERIOD_NOT_OVER)

IN_FORCE = Computation(
    "order_procedure.is_in_force",
    Article(_CR, 5),
    "限制消费令在解除之前有效；载明期间的，至期间最后一日，不因节假日顺延。",
    "An order holds until it is lifted, or to the last day that it states; no holiday moves it.",
    mark=Mark.LIKELY,
)
COST = Computation(
    "order_procedure.bears_cost",
    Article(_CR, 7),
    "媒体公告费用由被执行人负担；申请执行人申请公告的，由其垫付。",
    "The debtor bears the cost of publication in the media, advanced by a creditor who asks for "
    "it.",
)
COMPUTATIONS = (IN_FORCE, COST)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """How an order is to come about; ``mandatory`` where the debtor is listed (Art. 1 para 2)."""

    initiative: Initiative
    applied_in_writing: bool = False
    necessity: str | None = None
    mandatory: bool = False
    weighed: str | None = None
    period_stated: bool = False
    acts_stated: bool = False
    consequences_stated: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """Who bears a cost in the end, and who advances it."""

    borne_by: str
    advanced_by: str


def order_findings(facts: OrderFacts) -> tuple[Finding, ...]:
    """Return whether an order comes about as it must; a mandatory one needs neither application nor
    weighing.
    """
    applied = facts.initiative is Initiative.CREDITOR and facts.applied_in_writing
    own_motion = facts.initiative is Initiative.COURT and stated(facts.necessity)
    return (
        ON_WHOSE_MOTION.finding(
            facts.mandatory or applied or own_motion,
            initiative=facts.initiative,
            applied_in_writing=yes_or_no(facts.applied_in_writing),
            necessity_stated=yes_or_no(stated(facts.necessity)),
            mandatory=yes_or_no(facts.mandatory),
        ),
        WEIGHED.finding(
            facts.mandatory or stated(facts.weighed),
            weighed=yes_or_no(stated(facts.weighed)),
            mandatory=yes_or_no(facts.mandatory),
        ),
        CONTENTS_STATED.finding(
            facts.period_stated and facts.acts_stated and facts.consequences_stated,
            period_stated=yes_or_no(facts.period_stated),
            acts_stated=yes_or_no(facts.acts_stated),
            consequences_stated=yes_or_no(facts.consequences_stated),
        ),
    )


def period_findings(stated_until: date | None, *, on: date) -> tuple[Finding, ...]:
    """Return whether an order still has something of its period before it on a day."""
    return (
        PERIOD_NOT_OVER.finding(
            is_in_force(stated_until, on=on),
            ends_on=day_or_none(stated_until),
            on=on.isoformat(),
        ),
    )


def is_in_force(stated_until: date | None, *, on: date) -> bool:
    """Tell whether an order that nobody lifted holds on a day; None: it states no last day."""
    return stated_until is None or on <= stated_until


def bears_cost(*, creditor_asked: bool) -> Cost:
    """Return who bears and who advances the cost of publication in the media (Art. 7)."""
    return Cost("debtor", "creditor" if creditor_asked else "court")
