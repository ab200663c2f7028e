"""Resident identity numbers (公民身份号码), GB 11643-1999: area, birth, sequence, check digit."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from schemas.areas import is_known_area
from schemas.characters import compact
from schemas.codes import Sex
from schemas.import_codes import RejectionReason
from schemas.refusals import IdentifierError

LENGTH = 18
OLD_LENGTH = 15

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_FULL = re.compile(r"([0-9]{6})([0-9]{8})([0-9]{3})([0-9X])")
_OLD = re.compile(r"([0-9]{6})([0-9]{6})([0-9]{3})")
# Nobody born earlier can be a debtor today; such a number is a slip of the pen (18 for 19), or the
# standard's own sample.
_EARLIEST_YEAR = 1900
_SEQUENCE_SUMS = tuple(
    sum(int(digit) * weight for digit, weight in zip(f"{number:03}", _WEIGHTS[14:], strict=True))
    for number in range(1000)
)

# Marks that stand for a hidden digit in published records and in the press, beside the asterisk.
_MARKS = str.maketrans(dict.fromkeys("●○•·∙×﹡\u2217✱✻#", "*"))
_RUN_OF_X = re.compile(r"X{2,}")
_MASKED = re.compile(r"[0-9]*\*[0-9*]*[0-9X]?")
_ONE_GAP = re.compile(r"([0-9]{0,17})\*+([0-9]{0,16}[0-9X]?)")
_LONGEST_MASKED = 24


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A full number in 18 characters, and what it says of its holder."""

    number: str = field(repr=False)
    birth_on: date = field(repr=False)
    sex: Sex
    area_known: bool


@dataclass(frozen=True, slots=True)
class MaskedResidentId:
    """A number with hidden digits: it identifies nobody, and tells only what is left visible."""

    number: str = field(repr=False)
    birth_year: int | None
    sex: Sex | None
    area_known: bool


def parse_resident_id(text: str, *, on: date) -> ResidentId:
    """Read a resident identity number, of 18 characters or of the 15 digits issued before 1999.

    Residence permits (areas 81, 82, 83) and permanent residence cards (area 9) have the same form.
    Blanks, full width and a small x are put right; 15 digits are folded into 18 with the century
    19.

    :param on: the day on which it is read; nobody is born after it.
    :raises IdentifierError: ``id_number_malformed`` or ``id_number_check_digit``.
    """
    parts = _FULL.fullmatch(text) or _parts(compact(text))
    area, birth, sequence, check = parts.groups()
    area_sum, area_known = _read_area(area)
    birth_sum, birth_on = _read_birth(birth)
    if birth_on is None or birth_on > on:
        raise IdentifierError(RejectionReason.ID_NUMBER_MALFORMED)
    if _CHECK_CHARACTERS[(area_sum + birth_sum + _SEQUENCE_SUMS[int(sequence)]) % 11] != check:
        raise IdentifierError(RejectionReason.ID_NUMBER_CHECK_DIGIT)
    return ResidentId(parts[0], birth_on, Sex.MALE if int(sequence) % 2 else Sex.FEMALE, area_known)


def parse_masked_resident_id(text: str) -> MaskedResidentId:
    """Read a number with hidden digits, such as ``1101991980****0018``; any may be hidden.

    A number whose hidden part has the wrong length is brought to 18 by its beginning and its end.

    :raises IdentifierError: ``id_number_malformed``: nothing is hidden, or nothing can be seen.
    """
    plain = _RUN_OF_X.sub(lambda run: "*" * len(run[0]), compact(text.translate(_MARKS)))
    if _MASKED.fullmatch(plain) is None or len(plain) > _LONGEST_MASKED or not plain.strip("*"):
        raise IdentifierError(RejectionReason.ID_NUMBER_MALFORMED)
    if len(plain) not in (LENGTH, OLD_LENGTH) or (len(plain) == OLD_LENGTH and plain[-1] == "X"):
        plain = _stretched(plain)
    year = plain[6:10] if len(plain) == LENGTH else "19" + plain[6:8]
    sequence = plain[16] if len(plain) == LENGTH else plain[14]
    return MaskedResidentId(
        plain,
        int(year) if year.isdecimal() else None,
        None if sequence == "*" else Sex.MALE if int(sequence) % 2 else Sex.FEMALE,
        not plain[:6].isdecimal() or is_known_area(plain[:6]),
    )


def check_digit_resident_id(body: str) -> str:
    """Return the check character of the first 17 digits of a number (ISO 7064 MOD 11-2)."""
    return _CHECK_CHARACTERS[
        sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    ]


def _parts(plain: str) -> re.Match[str]:
    """Match a number that is not in its plain form, folded into 18 characters if it has 15."""
    old = _OLD.fullmatch(plain)
    if old is not None:
        body = f"{old[1]}19{old[2]}{old[3]}"
        plain = body + check_digit_resident_id(body)
    parts = _FULL.fullmatch(plain)
    if parts is None:
        raise IdentifierError(RejectionReason.ID_NUMBER_MALFORMED)
    return parts


def _stretched(plain: str) -> str:
    gap = _ONE_GAP.fullmatch(plain)
    if gap is None or len(gap[1]) + len(gap[2]) >= LENGTH:
        raise IdentifierError(RejectionReason.ID_NUMBER_MALFORMED)
    return gap[1] + "*" * (LENGTH - len(gap[1]) - len(gap[2])) + gap[2]


# There are some 7,000 areas and 46,000 days; what an import repeats for every line is looked up
# here.
@lru_cache(maxsize=8_192)
def _read_area(area: str) -> tuple[int, bool]:
    return _weigh(area, 0), is_known_area(area)


@lru_cache(maxsize=65_536)
def _read_birth(birth: str) -> tuple[int, date | None]:
    year, month, day = int(birth[:4]), int(birth[4:6]), int(birth[6:])
    try:
        birth_on = date(year, month, day) if year >= _EARLIEST_YEAR else None
    except ValueError:
        birth_on = None
    return _weigh(birth, 6), birth_on


def _weigh(digits: str, start: int) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[start:], strict=False))
