"""Exemptions: own money for the four persons bound for an entity, necessity for anybody."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from registry.rules import exemption
from registry.rules.assessment import assess
from registry.rules.exemption import NecessityFacts, OwnMoneyFacts
from registry.rules.findings import Finding
from schemas.codes import SubjectKind
from schemas.restriction_codes import BoundPerson
from tests.rules.cases import Case, check_case
from tests.rules.permissions import COMPLETE

YESTERDAY, ON, TOMORROW = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
OWN = OwnMoneyFacts(
    debtor_kind=SubjectKind.ORGANISATION,
    applicant=BoundPerson.LEGAL_REPRESENTATIVE,
    own_money=True,
    private_purpose=True,
    application=COMPLETE,
)


def found(facts: OwnMoneyFacts) -> tuple[Finding, ...]:
    return exemption.own_money_findings(facts)


def needed(need: str | None = "赴外地就医", spending_on: date | None = ON) -> tuple[Finding, ...]:
    return exemption.necessity_findings(NecessityFacts(need, spending_on), on=ON)


CASES = (
    *(
        Case(
            exemption.BOUND_FOR_AN_ENTITY,
            f"the {person} of an entity",
            person is not BoundPerson.DEBTOR,
            partial(found, replace(OWN, applicant=person)),
        )
        for person in BoundPerson
    ),
    Case(
        exemption.BOUND_FOR_AN_ENTITY,
        "a natural debtor",
        False,
        lambda: found(replace(OWN, debtor_kind=SubjectKind.NATURAL)),
    ),
    Case(exemption.OWN_MONEY, "his own", True, lambda: found(OWN)),
    Case(exemption.OWN_MONEY, "the entity's", False, lambda: found(replace(OWN, own_money=False))),
    Case(exemption.PRIVATE_PURPOSE, "private", True, lambda: found(OWN)),
    Case(
        exemption.PRIVATE_PURPOSE,
        "on business",
        False,
        lambda: found(replace(OWN, private_purpose=False)),
    ),
    Case(exemption.NEEDED_FOR_LIFE_OR_BUSINESS, "medical treatment", True, needed),
    Case(exemption.NEEDED_FOR_LIFE_OR_BUSINESS, "nothing said", False, lambda: needed(need=None)),
    Case(exemption.APPROVED_BEFOREHAND, "for today", True, needed),
    Case(exemption.APPROVED_BEFOREHAND, "for tomorrow", True, lambda: needed(spending_on=TOMORROW)),
    Case(
        exemption.APPROVED_BEFOREHAND,
        "for yesterday",
        False,
        lambda: needed(spending_on=YESTERDAY),
    ),
    Case(
        exemption.APPROVED_BEFOREHAND,
        "for a day not stated",
        False,
        lambda: needed(spending_on=None),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_exemption_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


def test_spending_of_own_money_comes_with_undertaking_and_evidence() -> None:
    assert assess(found(OWN)).allowed
    refused = assess(found(replace(OWN, application=replace(COMPLETE, undertaking_given=False))))
    assert [f.rule for f in refused.barred_by] == ["applications.undertaking_given"]


def test_nothing_is_approved_afterwards() -> None:
    assert not assess(needed(spending_on=YESTERDAY)).allowed
