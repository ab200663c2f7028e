"""Objections (纠正申请), Listing Rules Art. 11 and 12, for listings and, by point 18 of the 2019
Opinion, for orders; and objections to enforcement (执行异议), Civil Procedure Law Art. 236.

What is objected to stands and runs on until it is corrected.
"""

from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.calendar import Calendar, Due, days_after, working_days_after
from registry.rules.findings import (
    Computation,
    Finding,
    Mark,
    Rule,
    day_or_none,
    stated,
    yes_or_no,
)
from registry.rules.policy import DEFAULT, Policy
from schemas.act_codes import Act
from schemas.codes import ListName
from schemas.remedy_codes import ObjectionGround, Objector

EXAMINATION_DAYS = 15
CORRECTION_WORKING_DAYS = 3
ENFORCEMENT_OBJECTION_DAYS = 15
ENFORCEMENT_REVIEW_DAYS = 10

_LR = Instrument.LISTING_RULES
_ARTICLE_12 = Article(_LR, 12)
_CPL_236 = Article(Instrument.CIVIL_PROCEDURE_LAW, 236)

BY_THE_PERSON_CONCERNED = Rule(
    "objections.by_the_person_concerned",
    Article(_LR, 11),
    "被纳入名单或者被限制消费的公民、法人或者其他组织可以申请纠正。",
    "Who is listed or restricted may object.",
)
GROUND_STATED = Rule(
    "objections.ground_stated",
    Article(_LR, 11),
    "申请纠正的理由为：不应纳入、信息不准确、应予删除。",
    "An objection says that the listing should not be, is inaccurate, or should be removed.",
)
TO_THE_ENFORCING_COURT = Rule(
    "objections.to_the_enforcing_court",
    Article(_LR, 11),
    "纠正申请应当向执行法院提出。",
    "An objection goes to the enforcing court.",
)
IN_WRITING = Rule(
    "objections.in_writing",
    _ARTICLE_12,
    "纠正申请应当采用书面形式。",
    "An objection is made in writing.",
)
IN_PERSON = Rule(
    "objections.in_person",
    Article(Instrument.REGISTER_RULES, 17),
    "法院要求到场的，应当由本人或者法定代表人到场申请。",
    "Where the court asks for it, the person or legal representative attends.",
)
DISMISSED_WITH_REASONS = Rule(
    "objections.dismissed_with_reasons",
    _ARTICLE_12,
    "理由不成立的，决定驳回，并说明理由。",
    "An unfounded objection is dismissed by a decision that gives its reasons.",
)
CORRECTED_WHERE_FOUNDED = Rule(
    "objections.corrected_where_founded",
    _ARTICLE_12,
    "理由成立的，应当纠正，不得驳回。",
    "A founded objection is corrected and never dismissed.",
)
AFTER_THE_DECISION = Rule(
    "objections.after_the_decision",
    Article(_LR, 11),
    "纠正申请针对已经作出的决定，收到日期不得早于决定之日。",
    "An objection is to a decision that is made, and is not received before it.",
    mark=Mark.DERIVED,
)
SERVED_AFTER_DISMISSAL = Rule(
    "objections.served_after_dismissal",
    _ARTICLE_12,
    "驳回决定作出之后才能送达。",
    "A dismissal is served after it is made.",
    mark=Mark.DERIVED,
)
BY_A_PARTY = Rule(
    "objections.by_a_party",
    _CPL_236,
    "当事人、利害关系人认为执行行为违反法律规定的，可以提出书面异议。",
    "The parties and interested parties may object to an act of enforcement, in writing.",
)
RULES = (
    BY_THE_PERSON_CONCERNED,
    GROUND_STATED,
    TO_THE_ENFORCING_COURT,
    IN_WRITING,
    IN_PERSON,
    DISMISSED_WITH_REASONS,
    CORRECTED_WHERE_FOUNDED,
    AFTER_THE_DECISION,
    SERVED_AFTER_DISMISSAL,
    BY_A_PARTY,
)

EXAMINATION_DUE = Computation(
    "objections.examination_due",
    _ARTICLE_12,
    "执行法院应当自收到书面纠正申请之日起十五日内审查。",
    "The court examines an objection within 15 days of receiving it in writing.",
)
CORRECTION_DUE = Computation(
    "objections.correction_due",
    _ARTICLE_12,
    "理由成立的，应当在三个工作日内纠正。",
    "A founded objection is corrected within 3 working days.",
)
ENFORCEMENT_OBJECTION_DUE = Computation(
    "objections.enforcement_objection_due",
    _CPL_236,
    "对执行异议应当自收到之日起十五日内审查。",
    "An objection to enforcement is decided within 15 days.",
)
ENFORCEMENT_REVIEW_ENDS = Computation(
    "objections.enforcement_review_ends_on",
    _CPL_236,
    "对异议裁定不服的，自裁定送达之日起十日内申请复议。",
    "Review of that decision is open for 10 days from its service.",
)
COURSE = Computation(
    "objections.course",
    Article(Instrument.OPINION_2019, 18),
    "对限制消费措施申请纠正的，参照失信名单的规定办理。",
    "An objection to an order takes the same course, in the same time, as one to a listing.",
    mark=Mark.LIKELY,
)
CORRECTED_BY = Computation(
    "objections.corrected_by",
    Article(_LR, 11),
    "不应纳入的撤销，信息不准确的更正，应予删除的删除；限制消费令应予解除的解除。",
    "What should not be is revoked, what is inaccurate amended, what should end removed or lifted.",
)
COMPUTATIONS = (
    EXAMINATION_DUE,
    CORRECTION_DUE,
    ENFORCEMENT_OBJECTION_DUE,
    ENFORCEMENT_REVIEW_ENDS,
    COURSE,
    CORRECTED_BY,
)


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """An objection as it came in: who brings it, against what, why, where and how."""

    about: ListName
    ground: ObjectionGround | None
    by_person_concerned: bool
    to_enforcing_court: bool
    in_writing: bool
    in_person: bool = False


def objection_findings(facts: ObjectionFacts, *, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    """Return whether an objection is to be examined; in the same way for orders as for listings."""
    return (
        BY_THE_PERSON_CONCERNED.finding(
            facts.by_person_concerned, by_person_concerned=yes_or_no(facts.by_person_concerned)
        ),
        GROUND_STATED.finding(facts.ground is not None, ground=facts.ground or "none"),
        TO_THE_ENFORCING_COURT.finding(
            facts.to_enforcing_court, to_enforcing_court=yes_or_no(facts.to_enforcing_court)
        ),
        IN_WRITING.finding(facts.in_writing, in_writing=yes_or_no(facts.in_writing)),
        IN_PERSON.finding(
            facts.in_person or not policy.objector_attends_in_person,
            in_person=yes_or_no(facts.in_person),
            needed=yes_or_no(policy.objector_attends_in_person),
        ),
    )


def is_concerned(about: ListName, objector: Objector, *, is_bound: bool) -> bool:
    """Tell whether a listing or an order concerns the objector himself.

    :param is_bound: whether the objector is one of those whom the order binds for an entity.
    """
    if objector is Objector.BOUND_PERSON:
        return is_bound and about is ListName.RESTRICTED
    return objector is Objector.DEBTOR


def enforcement_objection_findings(
    objector: Objector, *, in_writing: bool, to_enforcing_court: bool
) -> tuple[Finding, ...]:
    """Return whether an objection to an act of enforcement is to be examined."""
    party = objector is not Objector.BOUND_PERSON
    return (
        BY_A_PARTY.finding(
            party and in_writing, objector=objector, in_writing=yes_or_no(in_writing)
        ),
        TO_THE_ENFORCING_COURT.finding(
            to_enforcing_court, to_enforcing_court=yes_or_no(to_enforcing_court)
        ),
    )


def received_findings(received_on: date, decided_on: date | None) -> tuple[Finding, ...]:
    """Return whether an objection came in after the decision that it is about."""
    return (
        AFTER_THE_DECISION.finding(
            decided_on is None or received_on >= decided_on,
            received_on=received_on.isoformat(),
            decided_on=day_or_none(decided_on),
        ),
    )


def service_findings(served_on: date, dismissed_on: date) -> tuple[Finding, ...]:
    """Return whether a dismissal was served after it was made; the same day is in order."""
    return (
        SERVED_AFTER_DISMISSAL.finding(
            served_on >= dismissed_on,
            served_on=served_on.isoformat(),
            dismissed_on=dismissed_on.isoformat(),
        ),
    )


def decision_findings(*, founded: bool, dismissed: bool, reason: str | None) -> tuple[Finding, ...]:
    """Return whether an objection may be decided so after its examination."""
    return (
        CORRECTED_WHERE_FOUNDED.finding(
            founded is not dismissed, founded=yes_or_no(founded), dismissed=yes_or_no(dismissed)
        ),
        DISMISSED_WITH_REASONS.finding(
            stated(reason) or not dismissed,
            dismissed=yes_or_no(dismissed),
            reason_stated=yes_or_no(stated(reason)),
        ),
    )


def course(about: ListName) -> tuple[int, int]:
    """Return the days to examine an objection and the working days to correct: the same for both
    lists.
    """
    return _COURSE[about]


def corrected_by(about: ListName, ground: ObjectionGround) -> Act:
    """Return the act that corrects what is objected to."""
    if ground is ObjectionGround.INACCURATE:
        return Act.SIGN_AMENDMENT
    if ground is ObjectionGround.SHOULD_NOT_BE_LISTED:
        return Act.SIGN_REVOCATION
    return Act.SIGN_REMOVAL if about is ListName.DISHONEST else Act.SIGN_LIFT


def examination_due(received_on: date, calendar: Calendar) -> Due:
    """Return by when an objection is examined."""
    return days_after(received_on, EXAMINATION_DAYS, calendar)


def correction_due(founded_on: date, calendar: Calendar) -> Due:
    """Return by when a founded objection is corrected."""
    return working_days_after(founded_on, CORRECTION_WORKING_DAYS, calendar)


def enforcement_objection_due(received_on: date, calendar: Calendar) -> Due:
    """Return by when an objection to enforcement is decided."""
    return days_after(received_on, ENFORCEMENT_OBJECTION_DAYS, calendar)


def enforcement_review_ends_on(served_on: date, calendar: Calendar) -> Due:
    """Return the last day for an application to review that decision."""
    return days_after(served_on, ENFORCEMENT_REVIEW_DAYS, calendar)


_COURSE = {
    ListName.DISHONEST: (EXAMINATION_DAYS, CORRECTION_WORKING_DAYS),
    ListName.RESTRICTED: (EXAMINATION_DAYS, CORRECTION_WORKING_DAYS),
}
