"""Words (用词): one per concept, in the glossary and in the code."""

import re

from tests.architecture import glossary, source
from tests.architecture.source import Module

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What somebody might say instead -> what we say.
INSTEAD = {
    "blacklist": "listing",
    "blocklist": "listing",
    "culprit": "debtor",
    "defaulter": "debtor",
    "delist": "remove or revoke",
    "delisting": "removal or revocation",
    "ledger": "journal",
    "lockout": "restriction",
    "penalty": "measure",
    "punishment": "measure",
    "subscriber": "partner agency",
    "unlist": "remove or revoke",
}


def named_in(module: Module) -> set[str]:
    """Return the parts of every name that a module defines or uses."""
    names = {
        getattr(node, attribute)
        for node in module.nodes
        for attribute in ("id", "attr", "arg", "name")
        if isinstance(getattr(node, attribute, None), str)
    }
    names.add(module.name)
    return {part for name in names for part in re.findall(r"[A-Z]?[a-z]+", name)}


def test_every_row_of_the_glossary_is_whole() -> None:
    assert len(glossary.rows()) > 20
    unfinished = [
        row
        for row in glossary.rows()
        if not (row[0] and CHINESE.search(row[1]) and row[2].endswith("."))
    ]
    assert unfinished == []


def test_no_word_has_two_rows() -> None:
    words = [row[0] for row in glossary.rows()]
    terms = [row[1] for row in glossary.rows()]
    assert sorted(set(words)) == sorted(words)
    assert sorted(set(terms)) == sorted(terms)


def test_the_code_says_it_in_our_words() -> None:
    found = {
        f"{module.path}: {part} -> {INSTEAD[part.lower()]}"
        for module in source.product()
        for part in named_in(module)
        if part.lower() in INSTEAD
    }
    assert found == set()
    assert set(INSTEAD).isdisjoint(glossary.words())
