"""Amendment: wrong data are corrected; the decision and the person stay what they are."""

from dataclasses import replace

import pytest

from registry.rules import amendment
from registry.rules.amendment import AmendmentFacts
from registry.rules.findings import Finding
from schemas.codes import ListingState, OrderState
from tests.rules.cases import Case, check_case

FACTS = AmendmentFacts(
    state=ListingState.PUBLISHED,
    before={"obligation": "支付九万元", "grounds": "LR1-4", "name": "测试甲", "number": "1"},
    after={"obligation": "支付九万八千元"},
    reason="与判决书不符",
)


def found(facts: AmendmentFacts) -> tuple[Finding, ...]:
    return amendment.amendment_findings(facts)


CASES = (
    Case(amendment.SOMETHING_INACCURATE, "another obligation", True, lambda: found(FACTS)),
    Case(
        amendment.SOMETHING_INACCURATE,
        "the same obligation",
        False,
        lambda: found(replace(FACTS, after={"obligation": "支付九万元"})),
    ),
    Case(amendment.SOMETHING_INACCURATE, "nothing", False, lambda: found(replace(FACTS, after={}))),
    Case(amendment.DECISION_KEPT, "the obligation", True, lambda: found(FACTS)),
    Case(
        amendment.DECISION_KEPT,
        "another ground than was decided",
        False,
        lambda: found(replace(FACTS, after={"grounds": "LR1-5"})),
    ),
    Case(
        amendment.DECISION_KEPT,
        "the ground that was decided and entered wrongly",
        True,
        lambda: found(replace(FACTS, after={"grounds": "LR1-5"}, as_decided=True)),
    ),
    Case(amendment.SAME_SUBJECT, "the obligation", True, lambda: found(FACTS)),
    Case(
        amendment.SAME_SUBJECT,
        "another number",
        False,
        lambda: found(replace(FACTS, after={"number": "2"})),
    ),
    Case(
        amendment.SAME_SUBJECT,
        "another name",
        False,
        lambda: found(replace(FACTS, after={"name": "测试乙"})),
    ),
    Case(
        amendment.SAME_SUBJECT,
        "a slip in the name of the same number",
        True,
        lambda: found(replace(FACTS, after={"name": "测试申"}, slip_of_name=True)),
    ),
    Case(
        amendment.SAME_SUBJECT,
        "a slip in the name does not excuse another number",
        False,
        lambda: found(replace(FACTS, after={"name": "测试申", "number": "2"}, slip_of_name=True)),
    ),
    Case(amendment.STILL_STANDS, "published", True, lambda: found(FACTS)),
    Case(
        amendment.STILL_STANDS,
        "in the list without publication",
        True,
        lambda: found(replace(FACTS, state=ListingState.UNPUBLISHED, withheld=True)),
    ),
    Case(
        amendment.STILL_STANDS,
        "removed, and never published",
        False,
        lambda: found(replace(FACTS, state=ListingState.REMOVED, withheld=True)),
    ),
    Case(
        amendment.STILL_STANDS,
        "an order in force",
        True,
        lambda: found(replace(FACTS, state=OrderState.IN_FORCE)),
    ),
    Case(
        amendment.STILL_STANDS,
        "removed",
        False,
        lambda: found(replace(FACTS, state=ListingState.REMOVED)),
    ),
    Case(amendment.REASON_STATED, "a reason", True, lambda: found(FACTS)),
    Case(amendment.REASON_STATED, "none", False, lambda: found(replace(FACTS, reason=None))),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_amendment_is_found_as_article_9_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("field", sorted(amendment.DECIDED_FIELDS))
def test_no_field_of_the_decision_is_amended_at_will(field: str) -> None:
    refused = [
        finding for finding in found(replace(FACTS, after={field: "x"})) if not finding.satisfied
    ]
    assert [finding.rule for finding in refused] == [amendment.DECISION_KEPT.name]


def test_a_change_of_identity_is_no_amendment_but_a_revocation() -> None:
    finding = next(
        finding
        for finding in found(replace(FACTS, after={"name": "测试乙", "number": "2"}))
        if finding.rule == amendment.SAME_SUBJECT.name
    )
    assert finding.facts == {"identifying": "name,number", "instead": "revoke"}


def test_no_value_of_a_field_gets_into_a_finding() -> None:
    told = " ".join(value for finding in found(FACTS) for value in finding.facts.values())
    assert "支付" not in told
    assert "测试甲" not in told


@pytest.mark.parametrize(
    "state",
    [
        state
        for state in (*ListingState, *OrderState)
        if state not in {"published", "suspended", "in_force"}
    ],
)
def test_only_what_stands_is_amended(state: ListingState | OrderState) -> None:
    refused = {f.rule for f in found(replace(FACTS, state=state)) if not f.satisfied}
    assert refused == {amendment.STILL_STANDS.name}
