"""Dates as records write them (日期): 20250310, 2025年03月10日, 2025-03-10, 2025/3/10."""

import re
from datetime import date
from functools import lru_cache

from schemas.characters import compact
from schemas.import_codes import RejectionReason
from schemas.refusals import RefusedValueError

_PACKED = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
# The sign between year and month must stand between month and day as well.
_PARTED = re.compile(
    r"((?:19|20)[0-9]{2})(?:年([0-9]{1,2})月([0-9]{1,2})日|([-/.])([0-9]{1,2})\4([0-9]{1,2}))"
)


class DateError(RefusedValueError):
    """A text is no date of the calendar."""


# A national list covers some twenty years in four spellings: every date it can hold fits.
@lru_cache(maxsize=32_768)
def parse_date(text: str) -> date:
    """Return the day that a record states in any of the forms above, also in full width.

    :raises DateError: ``date_invalid`` where the form is another, or no calendar has the day
        (2023-02-31).
    """
    form = _PACKED.fullmatch(text) or _PARTED.fullmatch(text)
    if form is None:
        plain = compact(text)
        form = _PACKED.fullmatch(plain) or _PARTED.fullmatch(plain)
    if form is None:
        raise DateError(RejectionReason.DATE_INVALID)
    parts = form.groups()
    year, month, day = (
        parts if len(parts) == 3 else (parts[0], parts[1] or parts[4], parts[2] or parts[5])
    )
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise DateError(RejectionReason.DATE_INVALID) from None
