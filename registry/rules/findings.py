"""Findings (审查意见): what a rule says of given facts; a legal no is a value and never an
exception.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.rules.articles import Article
from schemas.codes import Role


class Mark(StrEnum):
    """How sure the wording of a rule is (可靠程度).

    ``LIKELY`` is standard text that was not read in a published source, or whose article number
    was not; ``DERIVED`` follows from texts that were. What the register sets itself cites its own
    rules and needs no mark.
    """

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one rule: ``satisfied`` says that the rule does not stand in the way of the
    act.
    """

    rule: str
    article: str
    satisfied: bool
    facts: Mapping[str, str]
    overridable_by: Role | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law: its stable name, its article, and what it requires in one sentence of each
    language.

    ``overridable_by`` names the least role that may set the rule aside with a recorded reason;
    None: nobody may.
    """

    name: str
    article: Article
    zh: str
    en: str
    overridable_by: Role | None = None
    mark: Mark = Mark.CONFIRMED

    def finding(self, satisfied: bool, /, **facts: str) -> Finding:
        """Return the finding that this rule is satisfied or not, with the facts that led there."""
        return Finding(self.name, str(self.article), satisfied, facts, self.overridable_by)


@dataclass(frozen=True, slots=True)
class Computation:
    """One rule of law that gives a value and no yes or no, such as a term or a day on which a duty
    falls due.
    """

    name: str
    article: Article
    zh: str
    en: str
    mark: Mark = Mark.CONFIRMED


def stated(text: str | None, /) -> bool:
    """Tell whether a text says anything."""
    return bool(text and text.strip())


def listed(codes: Iterable[str], /) -> str:
    """Write several codes, or that there is none, as findings carry them."""
    return ",".join(codes) or "none"


def yes_or_no(value: bool, /) -> str:
    """Write a fact that is true or false as findings carry it."""
    return "yes" if value else "no"


def day_or_none(day: date | None, /) -> str:
    """Write a day, or that there is none, as findings carry it."""
    return "none" if day is None else day.isoformat()
