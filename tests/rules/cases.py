"""Tables of cases: what a rule finds, or a computation gives, on facts told in a sentence."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from registry.rules.findings import Computation, Finding, Rule

APPROVED = Path(__file__).with_name("facts.json")


@cache
def approved() -> dict[str, list[dict[str, str]]]:
    """Return which facts the findings of known rows name; a new row is not known yet."""
    found: dict[str, list[dict[str, str]]] = json.loads(APPROVED.read_bytes())
    return found


@dataclass(frozen=True)
class Case:
    """One row for a rule: on these facts it is satisfied, or it is not."""

    rule: Rule
    says: str
    satisfied: bool
    findings: Callable[[], tuple[Finding, ...]]

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.says}"

    def found(self) -> Finding:
        """Return the one finding of the rule among all that the facts lead to."""
        (finding,) = (found for found in self.findings() if found.rule == self.rule.name)
        return finding


@dataclass(frozen=True)
class Value:
    """One row for a computation: on these facts it gives this value."""

    computation: Computation
    says: str
    given: Callable[[], object]
    expected: object

    def __str__(self) -> str:
        return f"{self.computation.name}: {self.says}"


def check_case(case: Case) -> None:
    """Assert that the rule finds what the row says, under the article that the rule cites."""
    finding = case.found()
    assert finding.satisfied is case.satisfied, (str(case), finding)
    assert finding.article == str(case.rule.article)
    assert finding.overridable_by == case.rule.overridable_by
    assert finding.facts, "a finding names the facts that it rests on"
    assert all(type(key) is str and isinstance(value, str) for key, value in finding.facts.items())
    known = approved().get(str(case))
    assert known is None or dict(finding.facts) in known, "see tests/rules/facts.py"


def check_value(value: Value) -> None:
    """Assert that the computation gives what the row says."""
    assert value.given() == value.expected, str(value)
