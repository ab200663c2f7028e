"""Fields of a record (记录字段): taken out as texts and dates, or the reason to refuse it."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from schemas.dates import parse_date
from schemas.free_text import mask_numbers_in_text
from schemas.import_codes import RejectionReason
from schemas.markup import strip_markup
from schemas.refusals import RefusedValueError
from schemas.rejections import REJECTIONS

Fields = Mapping[str, str]

_NOTHING_TO_READ = frozenset({"", "暂无"})
_TEXT_ALONE: set[type] = {str}
_SAYING_SOMETHING = frozenset({str, int})
_LEADING_ROLES = frozenset({"法定代表人", "主要负责人", "负责人"})


class Rejection(NamedTuple):
    """Why a line is not taken in, and which of its fields says so."""

    reason: RejectionReason
    field: str


class RejectedError(Exception):
    """A record is refused; reading it ends here."""

    def __init__(self, reason: RejectionReason, field: str = "") -> None:
        super().__init__(reason.value)
        self.rejection = Rejection(reason, field or REJECTIONS[reason].field)


def texts(record: Mapping[str, object]) -> Fields:
    """Return the fields of a record as texts; what is neither text nor a whole number says
    nothing.
    """
    if set(map(type, record.values())) == _TEXT_ALONE:
        # Checked value by value just now, as most records are.
        return cast(Fields, record)
    found = {key: str(value) for key, value in record.items() if type(value) in _SAYING_SOMETHING}
    representative = _leading_person(record.get("qysler"))
    if representative and not found.get("businessEntity"):
        found["businessEntity"] = representative
    return found


def _leading_person(persons: object) -> str:
    """Return who leads an organisation, from the list of persons that answer for it."""
    for person in persons if isinstance(persons, list) else ():
        if isinstance(person, dict) and person.get("corporationtypename") in _LEADING_ROLES:
            return str(person.get("iname") or "")
    return ""


def prose(fields: Fields, key: str) -> str:
    """Return a free text for store and display: less its markup, numbers of persons masked."""
    value = fields.get(key, "")
    return value if value in _NOTHING_TO_READ else mask_numbers_in_text(strip_markup(value))


@lru_cache(maxsize=8_192)
def tidy(value: str) -> str:
    """Return a text that many records share, such as a court's name, as :func:`prose` does."""
    return mask_numbers_in_text(strip_markup(value))


def day(fields: Fields, key: str) -> date:
    """Return the day that a field states.

    :raises RejectedError: ``date_invalid``.
    """
    try:
        return parse_date(fields.get(key, ""))
    except RefusedValueError as error:
        raise RejectedError(error.code, key) from None
