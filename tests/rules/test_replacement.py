"""Replacement: the former representative goes free, the new one is restricted in the same act."""

from dataclasses import replace
from functools import partial

import pytest

from registry.rules import replacement
from registry.rules.assessment import assess
from registry.rules.findings import Finding
from registry.rules.replacement import Bound, ReplacementFacts
from schemas.restriction_codes import BoundPerson
from tests.rules.cases import Case, Value, check_case, check_value
from tests.rules.permissions import COMPLETE

REPRESENTATIVE, CONTROLLER = BoundPerson.LEGAL_REPRESENTATIVE, BoundPerson.ACTUAL_CONTROLLER
FACTS = ReplacementFacts(
    capacity=REPRESENTATIVE,
    former="old",
    applicant="old",
    successor="new",
    business_needs=True,
    registered=True,
    not_controller=True,
    not_directly_responsible=True,
    application=COMPLETE,
)
ENTITY = Bound("entity", BoundPerson.DEBTOR)
OLD, NEW = Bound("old", REPRESENTATIVE), Bound("new", REPRESENTATIVE)


def found(facts: ReplacementFacts) -> tuple[Finding, ...]:
    return replacement.replacement_findings(facts)


CASES = (
    *(
        Case(
            replacement.FORMER_ONE_APPLIES,
            f"the former {person} for himself",
            person in {BoundPerson.LEGAL_REPRESENTATIVE, BoundPerson.PRINCIPAL},
            partial(found, replace(FACTS, capacity=person)),
        )
        for person in BoundPerson
    ),
    Case(
        replacement.FORMER_ONE_APPLIES,
        "somebody else for him",
        False,
        lambda: found(replace(FACTS, applicant="new")),
    ),
    Case(replacement.GENUINE_CHANGE, "for business, and registered", True, lambda: found(FACTS)),
    Case(
        replacement.GENUINE_CHANGE,
        "not for business",
        False,
        lambda: found(replace(FACTS, business_needs=False)),
    ),
    Case(
        replacement.GENUINE_CHANGE,
        "not registered",
        False,
        lambda: found(replace(FACTS, registered=False)),
    ),
    Case(replacement.NEITHER_CONTROLS_NOR_ANSWERS, "neither", True, lambda: found(FACTS)),
    Case(
        replacement.NEITHER_CONTROLS_NOR_ANSWERS,
        "still controls",
        False,
        lambda: found(replace(FACTS, not_controller=False)),
    ),
    Case(
        replacement.NEITHER_CONTROLS_NOR_ANSWERS,
        "still directly responsible",
        False,
        lambda: found(replace(FACTS, not_directly_responsible=False)),
    ),
    Case(replacement.NEW_ONE_RESTRICTED, "known", True, lambda: found(FACTS)),
    Case(
        replacement.NEW_ONE_RESTRICTED,
        "nobody follows",
        False,
        lambda: found(replace(FACTS, successor=None)),
    ),
    Case(
        replacement.NEW_ONE_RESTRICTED,
        "the same person follows",
        False,
        lambda: found(replace(FACTS, successor="old")),
    ),
)

VALUES = (
    Value(
        replacement.BOUND_AFTER,
        "the new one instead of the former",
        lambda: replacement.bound_after((ENTITY, OLD), former=OLD, successor="new"),
        (ENTITY, NEW),
    ),
    Value(
        replacement.BOUND_AFTER,
        "bound in another capacity too, he stays bound in that",
        lambda: replacement.bound_after(
            (ENTITY, OLD, Bound("old", CONTROLLER)), former=OLD, successor="new"
        ),
        (ENTITY, NEW, Bound("old", CONTROLLER)),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_replacement_is_found_as_point_17_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_replacement_binds_the_new_one(value: Value) -> None:
    check_value(value)


def test_a_finding_names_nobody_and_says_what_is_missing() -> None:
    for facts, himself, known in (
        (FACTS, "yes", "yes"),
        (replace(FACTS, applicant="new", successor=None), "no", "no"),
    ):
        first, *_, new_one = found(facts)[:4]
        assert first.facts["applies_for_himself"] == himself
        assert new_one.facts == {"successor_known": known}


def test_a_straw_person_does_not_free_the_actual_controller() -> None:
    assert assess(found(FACTS)).allowed
    assert not assess(found(replace(FACTS, not_controller=False))).allowed
