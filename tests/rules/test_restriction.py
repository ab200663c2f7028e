"""The restriction order: implied by a listing, allowed without one, held off on request."""

from datetime import date
from functools import partial

import pytest

from registry.rules import restriction
from registry.rules.findings import Finding
from registry.rules.restriction import RestrictionFacts
from schemas.codes import Ground, RestrictedAct, Role, SubjectKind
from schemas.restriction_codes import BoundPerson
from tests.rules.cases import Case, Value, check_case, check_value

ABLE, REPORTING, SETTLEMENT = (
    Ground.REFUSES_THOUGH_ABLE,
    Ground.BREACHES_REPORTING,
    Ground.REFUSES_SETTLEMENT,
)


def found(facts: RestrictionFacts) -> tuple[Finding, ...]:
    return restriction.restriction_findings(facts)


def notice(*, on: date, listing_grounds: tuple[Ground, ...] = ()) -> RestrictionFacts:
    return RestrictionFacts(
        obligation_unperformed=True,
        listing_grounds=listing_grounds,
        performance_due_on=date(2025, 12, 1),
        on=on,
    )


CASES = (
    Case(
        restriction.LISTING_IMPLIES_RESTRICTION,
        "listed and restricted",
        True,
        lambda: (restriction.listing_has_order(listed=True, has_order=True),),
    ),
    Case(
        restriction.LISTING_IMPLIES_RESTRICTION,
        "listed and not restricted",
        False,
        lambda: (restriction.listing_has_order(listed=True, has_order=False),),
    ),
    Case(
        restriction.LISTING_IMPLIES_RESTRICTION,
        "restricted and not listed",
        True,
        lambda: (restriction.listing_has_order(listed=False, has_order=True),),
    ),
    Case(
        restriction.LISTING_IMPLIES_RESTRICTION,
        "neither",
        True,
        lambda: (restriction.listing_has_order(listed=False, has_order=False),),
    ),
    Case(
        restriction.LISTING_IMPLIES_RESTRICTION,
        "listed for a term and all performed",
        True,
        lambda: (restriction.listing_has_order(listed=True, has_order=False, performed=True),),
    ),
    Case(
        restriction.OBLIGATION_UNPERFORMED,
        "not performed, without a listing",
        True,
        lambda: found(RestrictionFacts(obligation_unperformed=True)),
    ),
    Case(
        restriction.OBLIGATION_UNPERFORMED,
        "performed",
        False,
        lambda: found(RestrictionFacts(obligation_unperformed=False)),
    ),
    Case(
        restriction.ACTS_STATED,
        "all nine acts",
        True,
        lambda: found(RestrictionFacts(obligation_unperformed=True)),
    ),
    Case(
        restriction.ACTS_STATED,
        "no act",
        False,
        lambda: found(RestrictionFacts(obligation_unperformed=True, acts=())),
    ),
    Case(
        restriction.HOLD_OFF,
        "nobody asks",
        True,
        lambda: found(RestrictionFacts(obligation_unperformed=True)),
    ),
    Case(
        restriction.HOLD_OFF,
        "the creditor asks",
        False,
        lambda: found(
            RestrictionFacts(obligation_unperformed=True, creditor_asks_to_hold_off=True)
        ),
    ),
    Case(
        restriction.HOLD_OFF,
        "enough property is controlled",
        False,
        lambda: found(
            RestrictionFacts(obligation_unperformed=True, adequate_property_controlled=True)
        ),
    ),
    Case(
        restriction.HOLD_OFF,
        "listed on Art. 1(1) and 1(6) alone",
        False,
        lambda: found(
            RestrictionFacts(
                obligation_unperformed=True,
                creditor_asks_to_hold_off=True,
                listing_grounds=(ABLE, SETTLEMENT),
            )
        ),
    ),
    Case(
        restriction.HOLD_OFF,
        "a listing on Art. 1(4) makes the order mandatory",
        True,
        lambda: found(
            RestrictionFacts(
                obligation_unperformed=True,
                creditor_asks_to_hold_off=True,
                listing_grounds=(ABLE, REPORTING),
            )
        ),
    ),
    Case(
        restriction.CAMPUS_LOAN_STUDENT,
        "no student",
        True,
        lambda: found(RestrictionFacts(obligation_unperformed=True)),
    ),
    Case(
        restriction.CAMPUS_LOAN_STUDENT,
        "a student",
        False,
        lambda: found(RestrictionFacts(obligation_unperformed=True, campus_loan_student=True)),
    ),
    Case(
        restriction.NOTICE_PERIOD_OVER,
        "the day after the last day that the notice gave",
        True,
        lambda: found(notice(on=date(2025, 12, 2))),
    ),
    Case(
        restriction.NOTICE_PERIOD_OVER,
        "the last day that the notice gave",
        False,
        lambda: found(notice(on=date(2025, 12, 1))),
    ),
    Case(
        restriction.NOTICE_PERIOD_OVER,
        "the last day, and listed",
        True,
        lambda: found(notice(on=date(2025, 12, 1), listing_grounds=(REPORTING,))),
    ),
    Case(
        restriction.NOTICE_PERIOD_OVER,
        "no day is known",
        True,
        lambda: found(RestrictionFacts(obligation_unperformed=True, on=date(2025, 12, 1))),
    ),
    *(
        Case(
            restriction.WHOM_IT_BINDS,
            f"{capacity} of an entity",
            capacity is not BoundPerson.DEBTOR,
            partial(restriction.binding_findings, SubjectKind.ORGANISATION, capacity),
        )
        for capacity in BoundPerson
    ),
    *(
        Case(
            restriction.WHOM_IT_BINDS,
            f"{capacity} of a natural person",
            False,
            partial(restriction.binding_findings, SubjectKind.NATURAL, capacity),
        )
        for capacity in BoundPerson
    ),
    *(
        Case(
            restriction.APPLICANT_IS_BOUND,
            f"{applicant}, {bound}",
            bound or applicant is BoundPerson.DEBTOR,
            partial(restriction.applicant_findings, applicant, bound=bound),
        )
        for applicant in (BoundPerson.DEBTOR, BoundPerson.PRINCIPAL)
        for bound in (True, False)
    ),
)

VALUES = (
    Value(
        restriction.BOUND_PERSONS,
        "a person alone",
        lambda: restriction.bound_persons(SubjectKind.NATURAL),
        (BoundPerson.DEBTOR,),
    ),
    Value(
        restriction.BOUND_PERSONS,
        "an entity with four kinds of person",
        lambda: restriction.bound_persons(SubjectKind.ORGANISATION),
        (
            BoundPerson.DEBTOR,
            BoundPerson.LEGAL_REPRESENTATIVE,
            BoundPerson.PRINCIPAL,
            BoundPerson.DIRECTLY_RESPONSIBLE,
            BoundPerson.ACTUAL_CONTROLLER,
        ),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_order_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_order_binds_whom_article_3_names(value: Value) -> None:
    check_value(value)


def test_an_order_restricts_all_nine_acts_unless_it_names_fewer() -> None:
    assert RestrictionFacts(obligation_unperformed=True).acts == tuple(RestrictedAct)


@pytest.mark.parametrize(
    ("listing_grounds", "stated"), [((), "none"), ((ABLE, SETTLEMENT), "LR1-1,LR1-6")]
)
def test_the_grounds_of_the_listing_stand_in_the_finding(
    listing_grounds: tuple[Ground, ...], stated: str
) -> None:
    facts = RestrictionFacts(obligation_unperformed=True, listing_grounds=listing_grounds)
    finding = next(each for each in found(facts) if each.rule == restriction.HOLD_OFF.name)
    assert finding.facts["listing_grounds"] == stated


def test_only_the_rule_for_students_can_be_set_aside() -> None:
    overridable = {
        rule.name: rule.overridable_by for rule in restriction.RULES if rule.overridable_by
    }
    assert overridable == {restriction.CAMPUS_LOAN_STUDENT.name: Role.JUDGE}
