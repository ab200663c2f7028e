"""Change of the legal representative or principal (变更法定代表人、主要负责人), point 17(2) of the
2019 Opinion: the former one is released and the new one restricted in the same act.
"""

from dataclasses import dataclass

from registry.rules.applications import Application, application_findings
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, yes_or_no
from schemas.restriction_codes import BoundPerson

_POINT_17_2 = Article(Instrument.OPINION_2019, 17, item=2)
REPLACEABLE = frozenset({BoundPerson.LEGAL_REPRESENTATIVE, BoundPerson.PRINCIPAL})

FORMER_ONE_APPLIES = Rule(
    "replacement.former_one_applies",
    _POINT_17_2,
    "由原法定代表人、主要负责人申请解除对其本人的限制消费措施。",
    "The former legal representative or principal applies for himself.",
)
GENUINE_CHANGE = Rule(
    "replacement.genuine_change",
    _POINT_17_2,
    "变更应当确因经营管理需要，并已实际变更。",
    "The change has happened, and for the needs of the business.",
)
NEITHER_CONTROLS_NOR_ANSWERS = Rule(
    "replacement.neither_controls_nor_answers",
    _POINT_17_2,
    "原法定代表人、主要负责人应当举证证明其并非实际控制人、影响债务履行的直接责任人员。",
    "The former one proves that he neither controls the entity nor is directly responsible.",
)
NEW_ONE_RESTRICTED = Rule(
    "replacement.new_one_restricted",
    _POINT_17_2,
    "准许解除的，应当同时对变更后的法定代表人、主要负责人采取限制消费措施。",
    "Whoever follows is restricted in the same act.",
)
RULES = (
    FORMER_ONE_APPLIES,
    GENUINE_CHANGE,
    NEITHER_CONTROLS_NOR_ANSWERS,
    NEW_ONE_RESTRICTED,
)

BOUND_AFTER = Computation(
    "replacement.bound_after",
    _POINT_17_2,
    "变更后限制及于新的法定代表人、主要负责人，不再及于原任；其他人员不变。",
    "After the change the order binds the new one instead of the former one, and the others as "
    "before.",
)
COMPUTATIONS = (BOUND_AFTER,)


@dataclass(frozen=True, slots=True)
class Bound:
    """One person bound by an order: who, by an id, and as what."""

    person: str
    capacity: BoundPerson


@dataclass(frozen=True, slots=True)
class ReplacementFacts:
    """A change to be followed: who applied, who follows, and what was proven."""

    capacity: BoundPerson
    former: str
    applicant: str
    successor: str | None
    business_needs: bool
    registered: bool
    not_controller: bool
    not_directly_responsible: bool
    application: Application


def replacement_findings(facts: ReplacementFacts) -> tuple[Finding, ...]:
    """Return whether the former one has to be released and the new one bound."""
    replaceable = facts.capacity in REPLACEABLE
    return (
        FORMER_ONE_APPLIES.finding(
            replaceable and facts.applicant == facts.former,
            capacity=facts.capacity,
            applies_for_himself=yes_or_no(facts.applicant == facts.former),
        ),
        GENUINE_CHANGE.finding(
            facts.business_needs and facts.registered,
            business_needs=yes_or_no(facts.business_needs),
            registered=yes_or_no(facts.registered),
        ),
        NEITHER_CONTROLS_NOR_ANSWERS.finding(
            facts.not_controller and facts.not_directly_responsible,
            not_controller=yes_or_no(facts.not_controller),
            not_directly_responsible=yes_or_no(facts.not_directly_responsible),
        ),
        NEW_ONE_RESTRICTED.finding(
            facts.successor is not None and facts.successor != facts.former,
            successor_known=yes_or_no(facts.successor is not None),
        ),
        *application_findings(facts.application),
    )


def bound_after(bound: tuple[Bound, ...], *, former: Bound, successor: str) -> tuple[Bound, ...]:
    """Return who is bound after a change: the former one in that capacity no longer, the new one
    instead.
    """
    new = Bound(successor, former.capacity)
    return tuple(new if person == former else person for person in bound)
