"""The decision: its reasons, its term, and the fields of Art. 6."""

from dataclasses import replace
from datetime import date

import pytest

from registry.rules import decision
from registry.rules.decision import DecisionFacts
from registry.rules.findings import Finding
from registry.rules.policy import DEFAULT, Policy
from schemas.codes import Ground, SubjectKind
from tests.rules.cases import Case, Value, check_case, check_value

ABLE, REPORTING = Ground.REFUSES_THOUGH_ABLE, Ground.BREACHES_REPORTING
PERSON, ENTITY = SubjectKind.NATURAL, SubjectKind.ORGANISATION
FACTS = DecisionFacts(
    kind=PERSON,
    grounds=(ABLE,),
    reasons="有车有房而拒不履行",
    term_years=None,
    recorded=frozenset(decision.fields_needed(PERSON)),
)
FIXED = replace(FACTS, grounds=(REPORTING,), term_years=2)


def found(facts: DecisionFacts, policy: Policy = DEFAULT) -> tuple[Finding, ...]:
    return decision.decision_findings(facts, policy=policy)


CASES = (
    Case(decision.REASONS_STATED, "reasons", True, lambda: found(FACTS)),
    Case(decision.REASONS_STATED, "none", False, lambda: found(replace(FACTS, reasons=""))),
    Case(decision.TERM_STATED, "no term on Art. 1(1)", True, lambda: found(FACTS)),
    Case(
        decision.TERM_STATED,
        "a term of two years on Art. 1(1) alone",
        False,
        lambda: found(replace(FACTS, term_years=2)),
    ),
    Case(decision.TERM_STATED, "two years on Art. 1(4)", True, lambda: found(FIXED)),
    Case(
        decision.TERM_STATED,
        "no term on Art. 1(4)",
        False,
        lambda: found(replace(FIXED, term_years=None)),
    ),
    Case(
        decision.TERM_STATED,
        "five years, of which three extend it",
        True,
        lambda: found(replace(FIXED, term_years=5, extension_years=3)),
    ),
    Case(
        decision.TERM_STATED,
        "two years, though three extend it",
        False,
        lambda: found(replace(FIXED, extension_years=3)),
    ),
    Case(decision.BENCH_REVIEWED, "no court rule asks for it", True, lambda: found(FACTS)),
    Case(
        decision.BENCH_REVIEWED,
        "asked for and not done",
        False,
        lambda: found(FACTS, Policy(bench_review_needed=True)),
    ),
    Case(
        decision.BENCH_REVIEWED,
        "asked for and done",
        True,
        lambda: found(replace(FACTS, bench_reviewed=True), Policy(bench_review_needed=True)),
    ),
    Case(decision.RECORD_COMPLETE, "all fields of a person", True, lambda: found(FACTS)),
    Case(
        decision.RECORD_COMPLETE,
        "an entity without its legal representative",
        False,
        lambda: found(replace(FACTS, kind=ENTITY)),
    ),
    Case(
        decision.RECORD_COMPLETE,
        "an entity with it has neither sex nor age",
        True,
        lambda: found(
            replace(FACTS, kind=ENTITY, recorded=frozenset(decision.fields_needed(ENTITY)))
        ),
    ),
    Case(
        decision.REPAIR_EXPLAINED,
        "both papers together",
        True,
        lambda: decision.service_findings(repair_explained=True),
    ),
    Case(
        decision.REPAIR_EXPLAINED,
        "the decision alone",
        False,
        lambda: decision.service_findings(repair_explained=False),
    ),
    Case(decision.NOTHING_SECRET, "nothing secret", True, lambda: found(FACTS)),
    Case(
        decision.NOTHING_SECRET,
        "a private matter",
        False,
        lambda: found(replace(FACTS, secrets_found=True)),
    ),
)

VALUES = (
    Value(
        decision.EFFECTIVE,
        "the day of the signature",
        lambda: decision.effective_on(date(2026, 3, 2)),
        date(2026, 3, 2),
    ),
    Value(
        decision.EFFECTIVE,
        "a holiday too",
        lambda: decision.effective_on(date(2026, 2, 17)),
        date(2026, 2, 17),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_decision_is_found_as_its_article_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_decision_takes_effect_on_its_day(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("kind", SubjectKind)
def test_every_missing_field_is_named(kind: SubjectKind) -> None:
    needed = decision.fields_needed(kind)
    for name in needed:
        assert decision.missing(kind, frozenset(needed) - {name}) == (name,)
    assert decision.missing(kind, ()) == needed


@pytest.mark.parametrize(
    ("grounds", "years"), [((ABLE,), None), ((REPORTING,), 2), ((ABLE, REPORTING), 2)]
)
def test_a_decision_states_the_plain_term_unless_it_extends_it(
    grounds: tuple[Ground, ...], years: int | None
) -> None:
    assert decision.stated_term(grounds) == years
    wrong = found(replace(FACTS, grounds=grounds, term_years=None if years else 2))
    stated = next(f for f in wrong if f.rule == decision.TERM_STATED.name)
    assert stated.facts == {
        "term_years": "none" if years else "2",
        "lawful_term_years": str(years) if years else "none",
    }


def test_persons_have_sex_and_age_and_entities_a_legal_representative() -> None:
    persons, entities = set(decision.fields_needed(PERSON)), set(decision.fields_needed(ENTITY))
    assert persons - entities == {"sex", "age"}
    assert entities - persons == {"legal_representative"}
