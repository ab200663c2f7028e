"""The glossary as the tests read it (词汇表视图): its rows, and every single word of them."""

import re
from functools import cache

from tests.architecture import source

PATH = "docs/glossary.md"


@cache
def rows() -> tuple[tuple[str, str, str], ...]:
    """Return word, Chinese term and meaning of every row."""
    lines = (source.ROOT / PATH).read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return tuple((word, term, meaning) for word, term, meaning in cells[2:])


@cache
def words() -> frozenset[str]:
    """Return every English word that the first column holds."""
    return frozenset(word for row in rows() for word in re.findall(r"[a-z]+", row[0].lower()))
