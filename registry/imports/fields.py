"""Fields of a record (记录字段): taken out of it as texts and dates, or the reason to refuse it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from schemas.codes import RejectionReason
from schemas.dates import parse_date
from schemas.free_text import mask_numbers_in_text
from schemas.markup import strip_markup
from schemas.refusals import RefusedValueError
from schemas.rejections import REJECTIONS

Fields = Mapping[str, object]

_NOTHING_TO_READ = frozenset({"", "暂无"})


class Rejection(NamedTuple):
    """Why a line is not taken in, and which of its fields says so."""

    reason: RejectionReason
    field: str


class RejectedError(Exception):
    """A record is refused; reading it ends here."""

    def __init__(self, reason: RejectionReason, field: str = "") -> None:
        super().__init__(reason.value)
        self.rejection = Rejection(reason, field or REJECTIONS[reason].field)


def text(fields: Fields, key: str) -> str:
    """Return a field as text; what is neither text nor a whole number says nothing."""
    value = fields.get(key)
    if type(value) is str:
        return value
    return str(value) if type(value) is int else ""


def prose(fields: Fields, key: str) -> str:
    """Return a free text for store and display: less its markup, numbers of persons masked."""
    value = text(fields, key)
    return value if value in _NOTHING_TO_READ else mask_numbers_in_text(strip_markup(value))


def day(fields: Fields, key: str) -> date:
    """Return the day that a field states.

    :raises RejectedError: ``date_invalid``.
    """
    try:
        return parse_date(text(fields, key))
    except RefusedValueError as error:
        raise RejectedError(error.code, key) from None
