"""The law as a whole: every rule has an article and two sentences and is tested."""

import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest

from registry.rules import law, reference
from registry.rules.articles import Instrument
from registry.rules.clock import Clock
from registry.rules.findings import Computation, Rule
from registry.rules.law import Subject
from registry.rules.policy import Policy
from tests.rules.cases import Case, Value, check_case, check_value

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "law.md"
# Instruments whose articles were not read, or that have none.
CITED_AS_A_WHOLE = {Instrument.PLAN_2025, Instrument.SHENZHEN_REGULATION}
ENTRIES: list[Rule | Computation] = [*law.RULES.values(), *law.COMPUTATIONS.values()]


def table(subject: Subject, name: str) -> tuple[Case | Value, ...]:
    """Return a table of the test file that the reference names for a subject."""
    module = import_module(f"tests.rules.test_{subject.module}")
    rows: tuple[Case | Value, ...] = getattr(module, name, ())
    return rows


def defined_in(module: str) -> Iterator[Rule | Computation]:
    """Yield what a file of the law defines under a name of its own."""
    for value in vars(import_module(f"registry.rules.{module}")).values():
        if isinstance(value, Rule | Computation):
            yield value


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_rule_cites_an_article_and_says_it_in_both_languages(
    entry: Rule | Computation,
) -> None:
    whole = entry.article.number is None
    assert whole is (entry.article.instrument in CITED_AS_A_WHOLE)
    assert str(entry.article).startswith(entry.article.instrument.short)
    assert re.search("[\u4e00-\u9fff]", entry.zh)
    assert entry.zh.endswith("。")
    assert entry.zh.isascii() is False
    assert entry.en.isascii()
    assert entry.en.endswith(".")
    assert "|" not in entry.zh + entry.en


@pytest.mark.parametrize("subject", law.SUBJECTS, ids=lambda subject: subject.module)
def test_every_rule_is_exercised_by_cases_for_and_against(subject: Subject) -> None:
    cases = [row for row in table(subject, "CASES") if isinstance(row, Case)]
    for case in cases:
        check_case(case)
    for satisfied in (True, False):
        exercised = {case.rule.name for case in cases if case.satisfied is satisfied}
        assert {rule.name for rule in subject.rules} - exercised == set()


@pytest.mark.parametrize("subject", law.SUBJECTS, ids=lambda subject: subject.module)
def test_every_computation_is_exercised_by_more_than_one_value(subject: Subject) -> None:
    values = [row for row in table(subject, "VALUES") if isinstance(row, Value)]
    for value in values:
        check_value(value)
    for computation in subject.computations:
        rows = [value for value in values if value.computation.name == computation.name]
        assert len(rows) > 1


@pytest.mark.parametrize("subject", law.SUBJECTS, ids=lambda subject: subject.module)
def test_every_rule_that_a_file_defines_is_in_the_table(subject: Subject) -> None:
    listed = {*subject.rules, *subject.computations}
    assert set(defined_in(subject.module)) == listed


def test_every_file_of_the_law_is_a_subject_or_serves_one() -> None:
    serving = {
        "__init__",
        "articles",
        "assessment",
        "calendar_arithmetic",
        "clock",
        "clocks_of_appeals",
        "clocks_of_cases",
        "clocks_of_lists",
        "clocks_of_notices",
        "clocks_of_others",
        "findings",
        "holiday_arrangements",
        "law",
        "listing_facts",
        "policy",
        "reference",
        "reported_breach",
        "states_of_evidence",
        "states_of_sanctions",
        "states_of_proceedings",
        "states_of_records",
    }
    files = {path.stem for path in Path(law.__file__).parent.glob("*.py")}
    assert files - serving == {subject.module for subject in law.SUBJECTS}


def value_classes() -> list[type]:
    """Return every class of the law that is not a list of codes."""
    found = {
        value
        for path in Path(law.__file__).parent.glob("*.py")
        for value in vars(import_module(f"registry.rules.{path.stem}")).values()
        if isinstance(value, type)
        and value.__module__.startswith("registry.rules.")
        and not issubclass(value, Enum)
    }
    return sorted(found, key=lambda kind: f"{kind.__module__}.{kind.__name__}")


@pytest.mark.parametrize("kind", value_classes(), ids=lambda kind: kind.__name__)
def test_facts_and_findings_are_values_that_nobody_changes(kind: type) -> None:
    assert is_dataclass(kind)
    assert "__slots__" in vars(kind)
    value = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(kind)[0].name, None)


@pytest.mark.parametrize("kind", value_classes(), ids=lambda kind: kind.__name__)
def test_what_nobody_stated_is_no_fact(kind: type) -> None:
    # A policy has values of its own, and a clock is ours unless it says otherwise.
    if kind in (Policy, Clock):
        return
    for field in fields(kind):
        if isinstance(field.default, bool | int | Decimal):
            assert not field.default, f"{kind.__name__}.{field.name} is stated by default"


def test_a_rule_is_named_after_its_file_and_named_once() -> None:
    for subject in law.SUBJECTS:
        names = [rule.name for rule in subject.rules]
        names.extend(computation.name for computation in subject.computations)
        assert all(name.startswith(f"{subject.module}.") for name in names)
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)
    assert len(ENTRIES) == sum(
        len(subject.rules) + len(subject.computations) for subject in law.SUBJECTS
    )


def test_a_rule_is_found_by_the_name_that_its_findings_carry() -> None:
    for rule in law.RULES.values():
        assert law.rule(rule.finding(True).rule) is rule


def test_the_reference_of_the_law_is_current() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference.render(), (
        "write it anew: python -m registry.rules.reference docs/reference/law.md"
    )


def test_the_reference_names_every_rule_once_with_its_article() -> None:
    text = reference.render()
    for entry in ENTRIES:
        assert text.count(f"| `{entry.name}` | {entry.article} |") == 1


def test_the_reference_is_written_to_the_file_named_or_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reference.main([]) == 0
    assert capsys.readouterr().out == reference.render()
    assert reference.main([str(tmp_path / "law.md")]) == 0
    assert (tmp_path / "law.md").read_text(encoding="utf-8") == reference.render()
    assert reference.main(["one", "two"]) == 2
    assert "usage" in capsys.readouterr().err
