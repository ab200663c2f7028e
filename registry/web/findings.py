"""Findings on the wire (审查意见): each with what its rule requires, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.i18n import Language
from registry.rules import law
from registry.web import next_steps

Explained = Mapping[str, Any]


def explained(found: object, language: Language) -> list[Explained]:
    """Return findings as a problem document carries them.

    :param found: mappings with ``rule``, ``article``, ``facts`` and ``overridable_by``.
    """
    if not isinstance(found, Sequence):
        return []
    return [
        {
            "rule": finding["rule"],
            "article": finding["article"],
            "citation": citation(finding["rule"], language),
            "statement": statement(finding["rule"], language),
            "facts": finding["facts"],
            "overridable_by": finding["overridable_by"],
        }
        for finding in found
    ]


def sentences(findings: Sequence[Explained], language: Language) -> list[str]:
    """Return one sentence a finding: where it is written, what it says there, and who may set it
    aside.
    """
    colon = "：" if language is Language.CHINESE else ": "
    return [
        f"{finding['citation']}{colon}{finding['statement']}"
        f"{next_steps.by_exception(finding['overridable_by'], language)}"
        for finding in findings
    ]


def statement(rule: str, language: Language) -> str:
    """Return what a rule requires."""
    found = law.rule(rule)
    return found.zh if language is Language.CHINESE else found.en


def citation(rule: str, language: Language) -> str:
    """Return where a rule is written, with the full title of the instrument."""
    article = law.rule(rule).article
    if language is Language.CHINESE:
        return article.zh
    return f"{article} ({article.instrument.title_en})"
