"""Usual beginnings (常规开始): listings published and orders imposed on a debtor, which nearly
every notice is of. Their bodies are read by one pattern for a whole batch, and written into notices
as they stand, without being made into values in between.

Whatever is not exactly of this form is read and written as everything else is, by
:mod:`partners.notices.writing`; both write the same bytes.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from schemas.codes import NoticeType

_TEXT = r'"[^"]*"'
_OR_NONE = rf"(?:null|{_TEXT})"
_LIST = r"\[[^]]*\]"
# A line for each body; one of any other form is found too, with nothing in it.
_FORM = re.compile(
    rf'^(?:\{{"case":\{{"court_code":"([^"]*)","number":({_TEXT})\}},'
    r'"identified":(true|false),"identity":\{"digest":".{64}","version":(\d{1,9})\},'
    rf'(?:"listing":\{{"amount_outstanding":({_OR_NONE}),"ends_on":({_OR_NONE}),'
    rf'"grounds":({_LIST}),"performance":({_OR_NONE}),"published_on":({_TEXT})\}},'
    rf'|"restriction":\{{"acts":({_LIST}),"imposed_on":({_TEXT}),"listing":{_OR_NONE}\}},)'
    r'"subject_kind":"([a-z]+)"\}|.*)$',
    re.MULTILINE | re.ASCII,
)
# What is found in a body: every part as the JSON that it is written in, but the court's code, the
# version of the identity and what the subject is.
Said = tuple[str, ...]
COURT_CODE, CASE_NUMBER, IDENTIFIED, VERSION, ACTS, SUBJECT_KIND = 0, 1, 2, 3, 9, 11
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
    NoticeType.LISTING_PUBLISHED.value: PLACES["grounds"],
    NoticeType.RESTRICTION_IMPOSED.value: ACTS,
}


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
        for kind, said in zip(kinds, _FORM.findall(joined), strict=True)
    ]


def owed(said: Said) -> Decimal | None:
    """Return what is outstanding, where a listing says so."""
    amount = said[PLACES["amount_outstanding"]]
    return Decimal(amount[1:-1]) if amount.startswith('"') else None
