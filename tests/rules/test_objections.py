"""Objections: who, why, where and how; fifteen days and three working days."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import calendar, objections
from registry.rules.calendar import Due
from registry.rules.findings import Finding
from registry.rules.objections import ObjectionFacts
from registry.rules.policy import DEFAULT, Policy
from schemas.act_codes import Act
from schemas.codes import ListName
from schemas.remedy_codes import ObjectionGround, Objector
from tests.rules.cases import Case, Value, check_case, check_value

CALENDAR = calendar.published()
FACTS = ObjectionFacts(
    about=ListName.DISHONEST,
    ground=ObjectionGround.INACCURATE,
    by_person_concerned=True,
    to_enforcing_court=True,
    in_writing=True,
)
ATTENDING = Policy(objector_attends_in_person=True)


def found(facts: ObjectionFacts = FACTS, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    return objections.objection_findings(facts, policy=policy)


def decided(
    *, founded: bool, dismissed: bool, reason: str | None = "信息与决定书一致"
) -> tuple[Finding, ...]:
    return objections.decision_findings(founded=founded, dismissed=dismissed, reason=reason)


CASES = (
    Case(objections.BY_THE_PERSON_CONCERNED, "the listed person", True, found),
    Case(
        objections.BY_THE_PERSON_CONCERNED,
        "somebody else",
        False,
        lambda: found(replace(FACTS, by_person_concerned=False)),
    ),
    *(
        Case(
            objections.GROUND_STATED,
            f"{ground} of {about}",
            True,
            partial(found, replace(FACTS, ground=ground, about=about)),
        )
        for ground in ObjectionGround
        for about in ListName
    ),
    Case(
        objections.GROUND_STATED,
        "no ground",
        False,
        lambda: found(replace(FACTS, ground=None)),
    ),
    Case(objections.TO_THE_ENFORCING_COURT, "there", True, found),
    Case(
        objections.TO_THE_ENFORCING_COURT,
        "elsewhere",
        False,
        lambda: found(replace(FACTS, to_enforcing_court=False)),
    ),
    Case(objections.IN_WRITING, "in writing", True, found),
    Case(
        objections.IN_WRITING,
        "by word of mouth",
        False,
        lambda: found(replace(FACTS, in_writing=False)),
    ),
    Case(objections.IN_PERSON, "absent, where nobody asks for it", True, found),
    Case(
        objections.IN_PERSON,
        "absent, where it is asked for",
        False,
        lambda: found(FACTS, ATTENDING),
    ),
    Case(
        objections.IN_PERSON,
        "in person",
        True,
        lambda: found(replace(FACTS, in_person=True), ATTENDING),
    ),
    *(
        Case(
            objections.AFTER_THE_DECISION,
            label,
            ok,
            partial(objections.received_findings, date(2026, 3, 2), decided_on),
        )
        for label, ok, decided_on in (
            ("the same day", True, date(2026, 3, 2)),
            ("the day before", False, date(2026, 3, 3)),
            ("imported, its decision unknown", True, None),
        )
    ),
    *(
        Case(
            objections.SERVED_AFTER_DISMISSAL,
            label,
            ok,
            partial(objections.service_findings, served_on, date(2026, 3, 2)),
        )
        for label, ok, served_on in (
            ("the same day", True, date(2026, 3, 2)),
            ("the day before", False, date(2026, 3, 1)),
        )
    ),
    *(
        Case(
            objections.BY_A_PARTY,
            objector,
            objector is not Objector.BOUND_PERSON,
            partial(
                objections.enforcement_objection_findings,
                objector,
                in_writing=True,
                to_enforcing_court=True,
            ),
        )
        for objector in Objector
    ),
    Case(
        objections.BY_A_PARTY,
        "a party, by word of mouth",
        False,
        lambda: objections.enforcement_objection_findings(
            Objector.CREDITOR, in_writing=False, to_enforcing_court=True
        ),
    ),
    *(
        Case(
            objections.TO_THE_ENFORCING_COURT,
            f"an objection to an act of enforcement, there: {there}",
            there,
            partial(
                objections.enforcement_objection_findings,
                Objector.CREDITOR,
                in_writing=True,
                to_enforcing_court=there,
            ),
        )
        for there in (True, False)
    ),
    Case(
        objections.CORRECTED_WHERE_FOUNDED,
        "founded and corrected",
        True,
        lambda: decided(founded=True, dismissed=False),
    ),
    Case(
        objections.CORRECTED_WHERE_FOUNDED,
        "unfounded and dismissed",
        True,
        lambda: decided(founded=False, dismissed=True),
    ),
    Case(
        objections.CORRECTED_WHERE_FOUNDED,
        "founded and dismissed",
        False,
        lambda: decided(founded=True, dismissed=True),
    ),
    Case(
        objections.CORRECTED_WHERE_FOUNDED,
        "unfounded and corrected",
        False,
        lambda: decided(founded=False, dismissed=False),
    ),
    Case(
        objections.DISMISSED_WITH_REASONS,
        "with reasons",
        True,
        lambda: decided(founded=False, dismissed=True),
    ),
    Case(
        objections.DISMISSED_WITH_REASONS,
        "without",
        False,
        lambda: decided(founded=False, dismissed=True, reason=None),
    ),
    Case(
        objections.DISMISSED_WITH_REASONS,
        "not dismissed",
        True,
        lambda: decided(founded=True, dismissed=False, reason=None),
    ),
)

INACCURATE, SHOULD_NOT_BE, SHOULD_END = (
    ObjectionGround.INACCURATE,
    ObjectionGround.SHOULD_NOT_BE_LISTED,
    ObjectionGround.SHOULD_BE_REMOVED,
)
VALUES = (
    Value(
        objections.EXAMINATION_DUE,
        "fifteen days",
        lambda: objections.examination_due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 17), provisional=False),
    ),
    Value(
        objections.EXAMINATION_DUE,
        "the fifteenth day a holiday",
        lambda: objections.examination_due(date(2026, 9, 16), CALENDAR),
        Due(date(2026, 10, 8), provisional=False),
    ),
    Value(
        objections.CORRECTION_DUE,
        "three working days over the spring festival",
        lambda: objections.correction_due(date(2026, 2, 13), CALENDAR),
        Due(date(2026, 2, 25), provisional=False),
    ),
    Value(
        objections.CORRECTION_DUE,
        "three working days",
        lambda: objections.correction_due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 5), provisional=False),
    ),
    Value(
        objections.ENFORCEMENT_OBJECTION_DUE,
        "fifteen days",
        lambda: objections.enforcement_objection_due(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 17), provisional=False),
    ),
    Value(
        objections.ENFORCEMENT_OBJECTION_DUE,
        "the fifteenth day a Sunday",
        lambda: objections.enforcement_objection_due(date(2026, 11, 7), CALENDAR),
        Due(date(2026, 11, 23), provisional=False),
    ),
    Value(
        objections.ENFORCEMENT_REVIEW_ENDS,
        "ten days",
        lambda: objections.enforcement_review_ends_on(date(2026, 3, 2), CALENDAR),
        Due(date(2026, 3, 12), provisional=False),
    ),
    Value(
        objections.ENFORCEMENT_REVIEW_ENDS,
        "into a year that is not arranged",
        lambda: objections.enforcement_review_ends_on(date(2026, 12, 25), CALENDAR),
        Due(date(2027, 1, 4), provisional=True),
    ),
    *(
        Value(objections.COURSE, about, partial(objections.course, about), (15, 3))
        for about in ListName
    ),
    *(
        Value(
            objections.CORRECTED_BY,
            f"{about} {ground}",
            partial(objections.corrected_by, about, ground),
            act,
        )
        for about, ground, act in (
            (ListName.DISHONEST, INACCURATE, Act.SIGN_AMENDMENT),
            (ListName.DISHONEST, SHOULD_NOT_BE, Act.SIGN_REVOCATION),
            (ListName.DISHONEST, SHOULD_END, Act.SIGN_REMOVAL),
            (ListName.RESTRICTED, INACCURATE, Act.SIGN_AMENDMENT),
            (ListName.RESTRICTED, SHOULD_NOT_BE, Act.SIGN_REVOCATION),
            (ListName.RESTRICTED, SHOULD_END, Act.SIGN_LIFT),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_objection_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_objection_has_its_days_and_its_course(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("about", ListName)
@pytest.mark.parametrize("objector", Objector)
@pytest.mark.parametrize("is_bound", [True, False])
def test_a_list_concerns_the_debtor_and_an_order_those_whom_it_binds_too(
    about: ListName, objector: Objector, is_bound: bool
) -> None:
    bound = {Objector.DEBTOR}
    if about is ListName.RESTRICTED and is_bound:
        bound |= {Objector.BOUND_PERSON}
    assert objections.is_concerned(about, objector, is_bound=is_bound) is (objector in bound)
