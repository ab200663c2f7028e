"""Masking (脱敏): which characters of a number the public sees.

The form in wide use shows the first ten and the last four characters of a resident number. It
leaves some 33 numbers to choose from, because a year has 366 days and the check digit rules out ten
in eleven. The default here shows the first six and the last one, which leaves more than a million.
"""

from dataclasses import dataclass

from schemas.codes import SubjectKind

_FULL_LENGTH = 15
# Passports, permits and telephone numbers are half as long: three visible characters leave at least
# a million.
_SHORT_HEAD, _SHORT_TAIL = 2, 1
_LEAST_HIDDEN = 4


@dataclass(frozen=True, slots=True)
class MaskForm:
    """How much of a number is shown.

    :ivar head: how many characters at the beginning of a person's number, :ivar tail: how many at
        its end.
    :ivar organisation_tail: how many at the end of an organisation's number are hidden; none by
        default, since credit codes are public (rules of some years hid the last ones).
    """

    head: int = 6
    tail: int = 1
    organisation_tail: int = 0

    def __post_init__(self) -> None:
        """Refuse a form that would show a whole number.

        :raises ValueError: a negative count, or more than 14 visible characters.
        """
        if (
            min(self.head, self.tail, self.organisation_tail) < 0
            or self.head + self.tail >= _FULL_LENGTH
        ):
            raise ValueError("a mask shows at most 14 characters of a number")


DEFAULT_FORM = MaskForm()
# What the public court sites use; see above why it is not our default.
OFFICIAL_FORM = MaskForm(head=10, tail=4)


def mask_number(number: str, kind: SubjectKind, form: MaskForm = DEFAULT_FORM) -> str:
    """Return a number, full or masked by somebody else, as the public sees it.

    What is hidden in the number that was given stays hidden.
    """
    if kind is SubjectKind.ORGANISATION:
        return number if not form.organisation_tail else _hide_end(number, form.organisation_tail)
    return _mask_personal(number, form)


def _mask_personal(number: str, form: MaskForm) -> str:
    size = len(number)
    if size >= _FULL_LENGTH:
        # Old numbers of 15 digits are shorter, not less private.
        head, tail = max(0, min(form.head, size - form.tail - _LEAST_HIDDEN)), form.tail
    else:
        head, tail = min(form.head, _SHORT_HEAD, size // 4), min(form.tail, _SHORT_TAIL, size // 4)
    return "".join([number[:head], "*" * (size - head - tail), number[size - tail :]])


def _hide_end(number: str, hidden: int) -> str:
    return number[:-hidden] + "*" * min(hidden, len(number))
