"""Numbers of organisations (组织的代码).

The unified social credit code (统一社会信用代码, GB 32100-2015), the organisation code inside it
(组织机构代码, GB 11714-1997), and the registration number that companies had before.
"""

import re
from operator import mul
from types import MappingProxyType

from schemas.characters import compact
from schemas.import_codes import RejectionReason
from schemas.refusals import IdentifierError

# The standard leaves out I, O, S, V and Z, which are too like 1, 0, 5, U and 2.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# The authorities that register (登记管理部门): 1 organs establishment, 5 civil affairs, 9 market
# regulation, A the military, N agriculture, Y others. None has 0, and so none has the code of
# eighteen zeros, which checks out otherwise.
_AUTHORITIES = "123456789ANY"
_LETTERS = r"[0-9A-HJ-NPQRTUWXY]"
_CREDIT_CODE = re.compile(rf"[{_AUTHORITIES}]{_LETTERS}[0-9]{{6}}{_LETTERS}{{8}}[0-9X]{_LETTERS}")
_ORGANISATION_CODE = re.compile(r"([0-9A-Z]{8})-?([0-9X])")
_REGISTRATION_NUMBER = re.compile(r"[0-9]{13}|[0-9]{15}")

_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def _by_code_point(values: dict[str, int]) -> bytes:
    return bytes(values.get(chr(point), 0) for point in range(256))


# Tables for bytes.translate, which turns a code into its values in one call.
_VALUES = _by_code_point({character: value for value, character in enumerate(ALPHABET)})
_ORGANISATION_VALUES = _by_code_point(
    {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
)
_ORGANISATION_CHECKS = MappingProxyType(
    {value: "X" if value == 10 else str(value % 11) for value in range(1, 12)}
)


def parse_credit_code(text: str) -> str:
    """Read a unified social credit code; small letters, blanks and full width are put right.

    Both check characters must fit: the last one, and the one of the organisation code inside
    (characters 9 to 17).

    :raises IdentifierError: ``credit_code_malformed`` or ``credit_code_check_digit``.
    """
    if _CREDIT_CODE.fullmatch(text) is None:
        text = compact(text)
        if _CREDIT_CODE.fullmatch(text) is None:
            raise IdentifierError(RejectionReason.CREDIT_CODE_MALFORMED)
    if (
        check_digit_credit_code(text[:17]) != text[17]
        or check_digit_organisation_code(text[8:16]) != text[16]
    ):
        raise IdentifierError(RejectionReason.CREDIT_CODE_CHECK_DIGIT)
    return text


def parse_organisation_code(text: str) -> str:
    """Read an organisation code (组织机构代码), with its dash or without, and return it without.

    :raises IdentifierError: ``credit_code_malformed`` or ``credit_code_check_digit``.
    """
    parts = _ORGANISATION_CODE.fullmatch(text) or _ORGANISATION_CODE.fullmatch(compact(text))
    if parts is None:
        raise IdentifierError(RejectionReason.CREDIT_CODE_MALFORMED)
    if check_digit_organisation_code(parts[1]) != parts[2]:
        raise IdentifierError(RejectionReason.CREDIT_CODE_CHECK_DIGIT)
    return parts[1] + parts[2]


def parse_registration_number(text: str) -> str:
    """Read a business registration number (工商注册号) of 13 or 15 digits.

    Old records give it for a company. It has no check digit in its older form, so none is tested.

    :raises IdentifierError: ``credit_code_malformed``.
    """
    plain = compact(text)
    if _REGISTRATION_NUMBER.fullmatch(plain) is None:
        raise IdentifierError(RejectionReason.CREDIT_CODE_MALFORMED)
    return plain


def check_digit_credit_code(body: str) -> str:
    """Return the check character of the first 17 characters of a credit code."""
    return ALPHABET[-sum(map(mul, body.encode("ascii").translate(_VALUES), _WEIGHTS)) % 31]


def check_digit_organisation_code(body: str) -> str:
    """Return the check character of the first eight characters of an organisation code."""
    total = sum(
        map(mul, body.encode("ascii").translate(_ORGANISATION_VALUES), _ORGANISATION_WEIGHTS)
    )
    return _ORGANISATION_CHECKS[11 - total % 11]
