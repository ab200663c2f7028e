"""Questions (查询条件): what a reader typed, turned into a query, or the reason why it is none."""

import re
from collections.abc import Mapping
from typing import Any

from registry.errors import ErrorKind, ServiceError
from registry.search.query import NameQuery, Shelf
from schemas.characters import compact, has_control_character
from schemas.free_text import mask_numbers_in_text
from schemas.names import fold_name
from schemas.provinces import BY_CHARACTER, province_named

SHORTEST_NAME = 2
# No name has so many digits; a piece of a number is as private as the whole.
MOST_DIGITS = 9
# A credit code holds the digits of its area, which a name in eighteen Latin letters does not.
DIGITS_OF_AN_AREA = 6
_CREDIT_CODE = re.compile("[0-9A-Z]{18}")


def query_from(arguments: Mapping[str, Any], shelf: Shelf = Shelf.ENTRIES) -> NameQuery:
    """Return the query that checked arguments ask for.

    :param arguments: what a :class:`schemas.public.NameSearch` loaded.
    :param shelf: where it looks.
    :raises ServiceError: where the name cannot be searched.
    """
    return NameQuery(
        shelf=shelf,
        name_key=name_key(arguments["name"]),
        list_name=arguments.get("list"),
        kind=arguments.get("kind"),
        province=_short_name(arguments.get("province")),
        court_code=arguments.get("court_code"),
    )


def _short_name(province: str | None) -> str | None:
    """Return the name under which entries are kept: 四川 for 川, 四川 or 四川省."""
    if province is None:
        return None
    found = BY_CHARACTER.get(province) or province_named(province)
    return found.short_name if found else province


def name_key(name: str) -> str:
    """Return the folded form of a name that somebody looks for.

    :raises ServiceError: ``name.looks_like_number``, ``name.unreadable`` or ``name.too_short``.
        None of them repeats what was typed: it may be a number.
    """
    if looks_like_number(name):
        raise ServiceError(ErrorKind.INVALID, "name.looks_like_number", {"field": "name"})
    if has_control_character(name):
        raise ServiceError(ErrorKind.INVALID, "name.unreadable", {"field": "name"})
    key = fold_name(name)
    if len(key) < SHORTEST_NAME:
        facts = {"field": "name", "shortest": SHORTEST_NAME}
        raise ServiceError(ErrorKind.INVALID, "name.too_short", facts)
    return key


def looks_like_number(name: str) -> bool:
    """Tell whether somebody typed an identity number, or a piece of one, where a name belongs."""
    plain = compact(name)
    digits = sum(map(str.isdecimal, plain))
    return (
        digits > MOST_DIGITS
        or (digits >= DIGITS_OF_AN_AREA and _CREDIT_CODE.fullmatch(plain) is not None)
        or mask_numbers_in_text(name) != name
    )
