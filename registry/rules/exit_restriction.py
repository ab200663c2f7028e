"""Exit restriction (限制出境), Civil Procedure Law Art. 266: a measure of its own, which neither a
listing nor a restriction order brings with it.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    listed,
    stated,
    yes_or_no,
)
from schemas.codes import Initiative, SubjectKind
from schemas.exit_codes import ExitCapacity, ExitLiftGround

_ARTICLE_266 = Article(Instrument.CIVIL_PROCEDURE_LAW, 266)

DECIDED_BY_COURT = Rule(
    "exit_restriction.decided_by_court",
    Article(Instrument.EXIT_ENTRY_LAW, 12, item=3),
    "有未了结的民事案件，且人民法院决定不准出境的，才可以限制出境。",
    "Nobody is kept from leaving without an unresolved civil case and a decision of the court.",
)
ON_WHOSE_MOTION = Rule(
    "exit_restriction.on_whose_motion",
    _ARTICLE_266,
    "限制出境由申请执行人书面申请；必要时法院可以依职权决定。",
    "The creditor applies in writing or, where it says why it is necessary, the court acts itself.",
)
WHOM_IT_MAY_BIND = Rule(
    "exit_restriction.whom_it_may_bind",
    _ARTICLE_266,
    "被执行人为单位的，可以限制其法定代表人、主要负责人、影响债务履行的直接责任人员出境。",
    "For an entity its legal representative, principal and directly responsible persons are bound.",
)
LIFT_GROUND = Rule(
    "exit_restriction.lift_ground",
    _ARTICLE_266,
    "履行全部债务的，应当及时解除；提供充分有效担保或者申请执行人同意的，可以解除。",
    "Full performance must lift it promptly; full security or the creditor's consent may.",
)
SERVED_AFTER_SIGNATURE = Rule(
    "exit_restriction.served_after_signature",
    _ARTICLE_266,
    "限制出境决定签发之后方可送达，并记明送达日期。",
    "An exit restriction is served once it is signed, and the day is recorded.",
    mark=Mark.DERIVED,
)
RULES = (DECIDED_BY_COURT, ON_WHOSE_MOTION, WHOM_IT_MAY_BIND, LIFT_GROUND, SERVED_AFTER_SIGNATURE)

MAY_BIND = Computation(
    "exit_restriction.may_bind",
    _ARTICLE_266,
    "自然人限制其本人；无民事行为能力或者限制民事行为能力的，可以限制其法定代理人。",
    "A person is bound in person, and for a minor or an incapable person the statutory agent.",
)
COMPUTATIONS = (MAY_BIND,)


@dataclass(frozen=True, slots=True)
class ExitFacts:
    """An exit restriction to be decided: on whose motion, and against whom of the debtor.

    ``never_held_capacity`` is for somebody who turned out not to have been what he was bound as.
    """

    debtor_kind: SubjectKind
    person: ExitCapacity
    initiative: Initiative
    case_unresolved: bool
    court_decides: bool
    incapable: bool = False
    applied_in_writing: bool = False
    necessity: str | None = None
    never_held_capacity: bool = False


def exit_findings(facts: ExitFacts) -> tuple[Finding, ...]:
    """Return whether somebody may be kept from leaving the country."""
    applied = facts.initiative is Initiative.CREDITOR and facts.applied_in_writing
    own_motion = facts.initiative is Initiative.COURT and stated(facts.necessity)
    lawful = may_bind(facts.debtor_kind, incapable=facts.incapable)
    return (
        DECIDED_BY_COURT.finding(
            facts.case_unresolved and facts.court_decides,
            case_unresolved=yes_or_no(facts.case_unresolved),
            court_decides=yes_or_no(facts.court_decides),
        ),
        ON_WHOSE_MOTION.finding(
            applied or own_motion,
            initiative=facts.initiative,
            applied_in_writing=yes_or_no(facts.applied_in_writing),
            necessity_stated=yes_or_no(stated(facts.necessity)),
        ),
        WHOM_IT_MAY_BIND.finding(
            facts.person in lawful and not facts.never_held_capacity,
            person=facts.person,
            may_bind=listed(lawful),
        ),
    )


def may_bind(kind: SubjectKind, *, incapable: bool) -> tuple[ExitCapacity, ...]:
    """Return who may be kept from leaving for a debtor of this kind."""
    if kind is SubjectKind.ORGANISATION:
        return (
            ExitCapacity.LEGAL_REPRESENTATIVE,
            ExitCapacity.PRINCIPAL,
            ExitCapacity.DIRECTLY_RESPONSIBLE,
        )
    return (ExitCapacity.STATUTORY_AGENT,) if incapable else (ExitCapacity.DEBTOR,)


def service_findings(signed_on: date | None, served_on: date | None) -> tuple[Finding, ...]:
    """Return whether it may have been served on a day."""
    served = signed_on is not None and served_on is not None and served_on >= signed_on
    return (
        SERVED_AFTER_SIGNATURE.finding(
            served, signed_on=day_or_none(signed_on), served_on=day_or_none(served_on)
        ),
    )


def must_lift(ground: ExitLiftGround) -> bool:
    """Tell whether the court has no choice on this ground."""
    return ground is ExitLiftGround.PERFORMED


def lift_findings(ground: ExitLiftGround, *, shown: bool) -> tuple[Finding, ...]:
    """Return whether it may be lifted on this ground; on full performance it must be."""
    return (
        LIFT_GROUND.finding(
            shown,
            ground=ground,
            shown=yes_or_no(shown),
            must=yes_or_no(must_lift(ground)),
        ),
    )
