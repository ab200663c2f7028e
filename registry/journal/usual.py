"""Usual beginnings (常规开始): listings published and orders imposed on a debtor, which nearly
every notice is of. Their bodies are read by one pattern for a whole batch, and told to agencies as
they stand, without being made into values in between.

Whatever is not exactly of this form is left to those who read values; both tell the same.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson

from registry import events

_TEXT = rb'"[^"]*"'
_OR_NONE = rb"(?:null|%b)" % _TEXT
_LIST = rb"\[[^]]*\]"
# A line for each body; one of any other form is found too, with nothing in it.
_FORM = re.compile(
    rb'^(?:\{"case":\{"court_code":"([^"]*)","number":(%(text)b)\},'
    rb'"identified":(true|false),"identity":\{"digest":".{64}","version":(\d{1,9})\},'
    rb'(?:"listing":\{"amount_outstanding":(%(or_none)b),"ends_on":(%(or_none)b),'
    rb'"grounds":(%(list)b),"performance":(%(or_none)b),"published_on":(%(text)b)\},'
    rb'|"restriction":\{"acts":(%(list)b),"imposed_on":(%(text)b),"listing":%(or_none)b\},)'
    rb'"subject_kind":"([a-z]+)"\}|.*)$' % {b"text": _TEXT, b"or_none": _OR_NONE, b"list": _LIST},
    re.MULTILINE,
)
# What is found in a body: every part as the JSON that it is written in, but the court's code, the
# version of the identity and what the subject is. In UTF-8, as it goes out.
Said = tuple[bytes, ...]
COURT_CODE, CASE_NUMBER, IDENTIFIED, VERSION, ACTS, SUBJECT_KIND = 0, 1, 2, 3, 9, 11
PARTS = 12
# Where the parts of a record are, by their names on the wire.
PLACES: Mapping[str, int] = {
    "amount_outstanding": 4,
    "ends_on": 5,
    "grounds": 6,
    "performance": 7,
    "published_on": 8,
    "acts": ACTS,
    "imposed_on": 10,
}
# What is there of a record of each kind, and of no other.
_OF_KIND: Mapping[str, int] = {
    events.LISTING_PUBLISHED.name: PLACES["grounds"],
    events.RESTRICTION_IMPOSED.name: ACTS,
}
KINDS = frozenset(_OF_KIND)


def read(kinds: Sequence[str], texts: Sequence[str]) -> list[Said | None]:
    """Read bodies of entries, each of a kind; nothing for whatever is not of the usual form.

    :param texts: canonical JSON, as the journal keeps it.
    """
    if not texts:
        return []
    joined = "\n".join(texts)
    if "\\" in joined:
        # Where something is escaped it is not looked into.
        joined = "\n".join(["" if "\\" in text else text for text in texts])
    places = _OF_KIND
    return [
        said if kind in places and said[places[kind]] else None
        for kind, said in zip(kinds, _FORM.findall(joined.encode()), strict=True)
    ]


def owed(said: Said) -> Decimal | None:
    """Return what is outstanding, where a listing says so."""
    amount = said[PLACES["amount_outstanding"]]
    return Decimal(amount[1:-1].decode()) if amount.startswith(b'"') else None


def body_of(kind: str, said: Said) -> Mapping[str, Any]:
    """Return a body as values, all of it but what no agency is ever told: the digest of the
    identity, and which listing made an order mandatory.
    """
    part, _, _ = kind.partition(".")
    own = [(name.encode(), said[at]) for name, at in PLACES.items() if said[at]]
    shown = b",".join([b'"%b":%b' % each for each in own])
    found: Mapping[str, Any] = orjson.loads(
        b'{"case":{"court_code":"%b","number":%b},"identified":%b,"identity":{"version":%b},'
        b'"%b":{%b},"subject_kind":"%b"}'
        % (
            said[COURT_CODE],
            said[CASE_NUMBER],
            said[IDENTIFIED],
            said[VERSION],
            part.encode(),
            shown,
            said[SUBJECT_KIND],
        )
    )
    return found
