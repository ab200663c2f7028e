"""The consumption restriction order (限制消费令), Consumption Rules: when it must and may issue,
what and whom it binds.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Rule, day_or_none, listed, yes_or_no
from schemas.codes import Ground, RestrictedAct, Role, SubjectKind
from schemas.restriction_codes import BoundPerson

_CR = Instrument.CONSUMPTION_RULES

LISTING_IMPLIES_RESTRICTION = Rule(
    "restriction.listing_implies_restriction",
    Article(_CR, 1, paragraph=2),
    "纳入失信被执行人名单的被执行人，人民法院应当对其采取限制消费措施。",
    "A listed debtor must be restricted in consumption.",
)
OBLIGATION_UNPERFORMED = Rule(
    "restriction.obligation_unperformed",
    Article(_CR, 1, paragraph=1),
    "被执行人未按执行通知书指定的期间履行给付义务的，可以限制其消费。",
    "A debtor who has not performed an obligation of payment or delivery in time may be "
    "restricted.",
)
ACTS_STATED = Rule(
    "restriction.acts_stated",
    Article(_CR, 5),
    "限制消费令应当载明限制消费的项目。",
    "The order states the acts that it restricts.",
)
HOLD_OFF = Rule(
    "restriction.hold_off",
    Article(Instrument.OPINION_2019, 16, item=1),
    "法院已经控制足以清偿债务的财产，或者申请执行人申请暂不采取措施的，不得限制消费。",
    "Nobody is restricted while the court controls enough property or the creditor asks to hold "
    "off.",
)
CAMPUS_LOAN_STUDENT = Rule(
    "restriction.campus_loan_student",
    Article(Instrument.OPINION_2019, 16, item=3),
    "全日制在校生因校园贷纠纷成为被执行人的，一般不得限制消费；确有必要的，应当记录理由。",
    "A full-time student in a campus-loan dispute is normally not restricted; an exception has a "
    "recorded reason.",
    overridable_by=Role.JUDGE,
)
NOTICE_PERIOD_OVER = Rule(
    "restriction.notice_period_over",
    Article(_CR, 1, paragraph=1),
    "执行通知书指定的履行期间届满后，才可以限制消费；已被纳入名单的除外。",
    "Nobody is restricted before the time that the enforcement notice gave is over, unless he is "
    "listed.",
)
WHOM_IT_BINDS = Rule(
    "restriction.whom_it_binds",
    Article(_CR, 3, paragraph=2),
    "被执行人为单位的，限制消费令才及于其法定代表人、主要负责人、"
    "影响债务履行的直接责任人员、实际控制人。",
    "Persons are bound for an entity, as one of four kinds, and never for a natural person.",
)
APPLICANT_IS_BOUND = Rule(
    "restriction.applicant_is_bound",
    Article(_CR, 3, paragraph=2),
    "由限制消费令所及的人员为其本人申请。",
    "Who applies for a permission is bound by the order, and applies for himself.",
)
RULES = (
    LISTING_IMPLIES_RESTRICTION,
    OBLIGATION_UNPERFORMED,
    ACTS_STATED,
    HOLD_OFF,
    CAMPUS_LOAN_STUDENT,
    NOTICE_PERIOD_OVER,
    WHOM_IT_BINDS,
    APPLICANT_IS_BOUND,
)

BOUND_PERSONS = Computation(
    "restriction.bound_persons",
    Article(_CR, 3, paragraph=2),
    "被执行人为单位的，限制消费令及于单位及其法定代表人、"
    "主要负责人、影响债务履行的直接责任人员、实际控制人。",
    "An order against an entity binds it and its legal representative, principal, directly "
    "responsible persons and actual controller.",
)
COMPUTATIONS = (BOUND_PERSONS,)

ALL_ACTS = tuple(RestrictedAct)

# Point 16(1) speaks of debtors whose conduct is Art. 1(1) or 1(6); a listing on any other ground
# keeps its order.
_HELD_OFF_GROUNDS = frozenset({Ground.REFUSES_THOUGH_ABLE, Ground.REFUSES_SETTLEMENT})


@dataclass(frozen=True, slots=True)
class RestrictionFacts:
    """What is known when an order is planned, on a day; ``listing_grounds`` are those of the case's
    listing, none if there is none. ``performance_due_on`` is the last day that the enforcement
    notice gave, as far as it is known.
    """

    obligation_unperformed: bool
    acts: tuple[RestrictedAct, ...] = ALL_ACTS
    listing_grounds: tuple[Ground, ...] = ()
    adequate_property_controlled: bool = False
    creditor_asks_to_hold_off: bool = False
    campus_loan_student: bool = False
    performance_due_on: date | None = None
    on: date | None = None


def restriction_findings(facts: RestrictionFacts) -> tuple[Finding, ...]:
    """Return what the law says of issuing an order on these facts."""
    return (
        OBLIGATION_UNPERFORMED.finding(
            facts.obligation_unperformed,
            obligation_unperformed=yes_or_no(facts.obligation_unperformed),
        ),
        ACTS_STATED.finding(bool(facts.acts), acts=",".join(facts.acts)),
        _hold_off(facts),
        CAMPUS_LOAN_STUDENT.finding(
            not facts.campus_loan_student,
            campus_loan_student=yes_or_no(facts.campus_loan_student),
        ),
        _notice_period(facts),
    )


def listing_has_order(*, listed: bool, has_order: bool, performed: bool = False) -> Finding:
    """Return whether a listed debtor is restricted, or is to be in the same act (Art. 1 para 2).

    Art. 1 is about who has not performed. On full performance Art. 9 has the order lifted, whether
    the listing is gone already or still has its term to run.
    """
    return LISTING_IMPLIES_RESTRICTION.finding(
        has_order or not listed or performed,
        listed=yes_or_no(listed),
        has_order=yes_or_no(has_order),
        performed=yes_or_no(performed),
    )


def bound_persons(kind: SubjectKind) -> tuple[BoundPerson, ...]:
    """Return whom an order binds: a natural debtor alone, an entity together with four kinds of
    person (Art. 3 para 2).
    """
    return (BoundPerson.DEBTOR,) if kind is SubjectKind.NATURAL else tuple(BoundPerson)


def binding_findings(kind: SubjectKind, capacity: BoundPerson) -> tuple[Finding, ...]:
    """Return whether somebody may be bound beside a debtor of this kind, in this capacity."""
    may = tuple(bound for bound in bound_persons(kind) if bound is not BoundPerson.DEBTOR)
    return (
        WHOM_IT_BINDS.finding(
            capacity in may, debtor_kind=kind, capacity=capacity, may_bind=listed(may)
        ),
    )


def applicant_findings(applicant: BoundPerson, *, bound: bool) -> tuple[Finding, ...]:
    """Return whether an application comes from somebody whom the order binds."""
    return (
        APPLICANT_IS_BOUND.finding(
            applicant is BoundPerson.DEBTOR or bound, applicant=applicant, bound=yes_or_no(bound)
        ),
    )


def _notice_period(facts: RestrictionFacts) -> Finding:
    due, on = facts.performance_due_on, facts.on
    over = due is None or on is None or on > due
    return NOTICE_PERIOD_OVER.finding(
        over or bool(facts.listing_grounds),
        performance_due_on=day_or_none(due),
        on=day_or_none(on),
        listing_grounds=",".join(facts.listing_grounds) or "none",
    )


def _hold_off(facts: RestrictionFacts) -> Finding:
    asked = facts.adequate_property_controlled or facts.creditor_asks_to_hold_off
    mandatory = any(ground not in _HELD_OFF_GROUNDS for ground in facts.listing_grounds)
    return HOLD_OFF.finding(
        mandatory or not asked,
        adequate_property_controlled=yes_or_no(facts.adequate_property_controlled),
        creditor_asks_to_hold_off=yes_or_no(facts.creditor_asks_to_hold_off),
        listing_grounds=",".join(facts.listing_grounds) or "none",
    )
