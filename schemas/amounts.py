"""Amounts of money (金额): read from the text of a record, written as decimal strings in CNY."""

import re
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType

from schemas.characters import compact

_UNITS = MappingProxyType(
    {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000}
)
_UNITS_OF_EIGHT = MappingProxyType({"亿": 100_000_000, "万亿": 1_000_000_000_000})
_FACTORS = MappingProxyType({**_UNITS, **_UNITS_OF_EIGHT})

_FIGURE = r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,6})?"
_UNIT = r"(百万|千万|万亿|[百千万亿]?)"
_PREFIX = r"(?:人民币|RMB|CNY|¥)"
_WHOLE = re.compile(rf"{_PREFIX}?:?{_FIGURE}{_UNIT}(?:元|圆)?整?")
# Inside a sentence only what is marked as money counts. 美元 and 余元 are found as well, so that
# they are seen to be another currency or a rough figure, and make the sentence ambiguous.
_MARKED = re.compile(rf"(?<![0-9.,]){_FIGURE}{_UNIT}([余多]?[\u4e00-\u9fff]?元|圆)")
_NOT_PLAIN = re.compile("[ \xa0\u3000\uff10-\uff19]")

_CENT = Decimal("0.01")


def parse_amount(text: str) -> Decimal | None:
    """Return the amount that a field as a whole states, else nothing.

    It reads 12000元, 1.2万元, 人民币12,000.00元 and the like.
    Fields such as ``performedPart`` often say 暂无 (nothing yet), or a sentence: neither is an
    amount.
    """
    if text == "暂无":
        return None
    whole = _WHOLE.fullmatch(text) or _WHOLE.fullmatch(compact(text))
    return None if whole is None else _value(whole)


def amount_in_text(text: str) -> Decimal | None:
    """Return the amount that a sentence names, if it names exactly one and in CNY, else nothing.

    Two amounts (principal and interest, or one for each of two debtors) are not added up: the sum
    would be a guess.
    """
    found = list(_MARKED.finditer(compact(text) if _NOT_PLAIN.search(text) else text))
    if len(found) != 1 or found[0][4] not in ("元", "圆"):
        return None
    return _value(found[0])


def format_amount(amount: Decimal) -> str:
    """Return an amount as it stands on the wire: a decimal string such as ``98000.00``."""
    return f"{amount.quantize(_CENT, rounding=ROUND_HALF_EVEN):f}"


def _value(found: re.Match[str]) -> Decimal:
    return Decimal(found[1].replace(",", "") + (found[2] or "")) * _FACTORS[found[3]]
