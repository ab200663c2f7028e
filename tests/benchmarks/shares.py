"""Shares (耗时构成): where the time of an import goes, by what the functions belong to."""

from collections import Counter
from collections.abc import Mapping
from cProfile import Profile
from pstats import Stats

# The first that a function's file contains decides.
PARTS: Mapping[str, tuple[str, ...]] = {
    "law": ("registry/rules/",),
    "journal": ("registry/journal/",),
    "encryption and indexes": (
        "registry/vault.py",
        "registry/identity.py",
        "/hmac.py",
        "secrets.py",
    ),
    "reading and normalising": (
        "schemas/",
        "imports/candidates.py",
        "imports/debtors.py",
        "imports/fields.py",
        "imports/vocabulary.py",
        "imports/courts.py",
        "imports/json_lines.py",
        "imports/encoding.py",
        "imports/reading.py",
        "imports/source.py",
    ),
    "deciding and building rows": ("registry/imports/", "registry/bulk.py"),
}
STORE = "SQL"
OTHER = "other"
_STORE_CALLS = ("sqlite3.", "sqlalchemy", "registry/db.py")

Function = tuple[str, int, str]


def shares(profile: Profile) -> dict[str, float]:
    """Return the share of each part, the time of built-in functions going to their callers."""
    spent: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in Stats(profile).stats.items():  # type: ignore[attr-defined]
        part = _part(function)
        if part is not None:
            spent[part] += own
            continue
        for caller, (_, _, by_caller, _) in callers.items():
            spent[_part(caller) or OTHER] += by_caller
    total = sum(spent.values())
    return {part: spent[part] / total for part in (*PARTS, STORE, OTHER)}


def _part(function: Function) -> str | None:
    file, _, name = function
    if any(call in name or call in file for call in _STORE_CALLS):
        return STORE
    for part, places in PARTS.items():
        if any(place in file for place in places):
            return part
    return None if file == "~" else OTHER
