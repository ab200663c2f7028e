"""Makes ``schemas/data/fold_table.tsv`` from the characters of OpenCC; run it to write the file.

The table is kept in the repository and not made at start-up, because names are stored folded: a new
release of a dictionary must never change what an old key means. A test compares the file with what
this makes.
"""

import unicodedata
from pathlib import Path

import opencc

import schemas.names

_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))
_HEADER = """\
# Traditional to simplified characters (繁体字转简体字).
# A line is a simplified character, a tab, and those that become it.
# Derived from the character dictionary of OpenCC (TSCharacters),
# Copyright BYVoid and contributors, Apache-2.0.
# Made by tests/schemas/make_fold_table.py, not by hand.
# A change makes a new FOLD_VERSION and new keys for every name.
"""


def rows() -> list[str]:
    """Return the lines of the table, chains resolved, sorted by the simplified character."""
    characters = [chr(point) for first, last in _BLOCKS for point in range(first, last + 1)]
    assigned = [character for character in characters if unicodedata.category(character) != "Cn"]
    # One character a line keeps the phrases of the dictionary out: a part of a name must fold
    # like the whole name.
    simplified = opencc.OpenCC("t2s").convert("\n".join(assigned)).split("\n")
    pairs = {old: new for old, new in zip(assigned, simplified, strict=True) if old != new}
    by_target: dict[str, list[str]] = {}
    for old, new in pairs.items():
        while new in pairs:
            new = pairs[new]
        by_target.setdefault(new, []).append(old)
    return [f"{new}\t{''.join(olds)}" for new, olds in sorted(by_target.items())]


def table() -> str:
    """Return the whole file."""
    return _HEADER + "\n".join(rows()) + "\n"


if __name__ == "__main__":
    Path(schemas.names.__file__).with_name("data").joinpath("fold_table.tsv").write_text(
        table(), encoding="utf-8"
    )
