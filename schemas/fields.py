"""Fields (字段) that take exactly what the API description says they take, and nothing near it.

marshmallow reads ``"yes"`` as true and ``20250301`` as a date; a court's act is not the place for
that. What is refused is named by a code, whose sentences stand at the edge.
"""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
AMOUNT_PATTERN = r"^[0-9]{1,13}(\.[0-9]{1,2})?$"
_AMOUNT = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,2})?")
LONGEST_TEXT = 4_000
LONGEST_LINE = 255


class Day(fields.Date):
    """A legal day, written 2026-03-02."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dt.date:
        if not isinstance(value, str) or _DAY.fullmatch(value) is None:
            raise ValidationError("not_a_date")
        return super()._deserialize(value, attr, data, **kwargs)


class Flag(fields.Boolean):
    """True or false, and no word for it."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("not_a_boolean")
        return value


class Id(fields.UUID):
    """A public id in its usual form."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> uuid.UUID:
        if not isinstance(value, str) or _ID.fullmatch(value) is None:
            raise ValidationError("not_an_id")
        return uuid.UUID(value)


class WholeNumber(fields.Integer):
    """A whole number from nought, in a body as a number and in a query in digits."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        in_digits = isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value) is not None
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if not in_digits and not is_number:
            raise ValidationError("not_a_number")
        return int(value)


def text(
    *,
    longest: int = LONGEST_TEXT,
    needed: bool = True,
    zh: str,
    en: str,
    example: str = "",
    form: str = "",
) -> fields.String:
    """Return a field for a text that says something.

    :param needed: whether it has to be there; left out, it is the empty text.
    :param zh: what it is, in Chinese, and ``en`` in English.
    :param form: what the whole of a text that is needed looks like, where the use case takes
        nothing else; a pattern without anchors.
    """
    metadata = _described(zh, en, example)
    if not needed:
        return fields.String(
            load_default="", validate=validate.Length(max=longest), metadata=metadata
        )
    metadata["pattern"] = f"^(?:{form})$" if form else r"\S"
    return fields.String(
        required=True,
        validate=[validate.Length(min=1, max=longest), not_blank],
        metadata=metadata,
    )


def amount(*, zh: str, en: str, required: bool, allow_none: bool = False) -> fields.String:
    """Return a field for an amount: decimal text in CNY, more than nought."""
    metadata = {**_described(zh, en, "98000.00"), "pattern": AMOUNT_PATTERN}
    if required:
        return fields.String(
            required=True, allow_none=allow_none, validate=is_amount, metadata=metadata
        )
    return fields.String(load_default=None, allow_none=True, validate=is_amount, metadata=metadata)


def not_blank(value: str) -> None:
    """Refuse a text that nobody can see."""
    if not value.strip():
        raise ValidationError("blank")


def is_amount(value: str) -> None:
    """Refuse what is no amount, has more than two decimals, or is nought."""
    if _AMOUNT.fullmatch(value) is None:
        raise ValidationError("not_an_amount")
    if not value.strip("0."):
        raise ValidationError("not_positive")


def no_duplicates(values: list[Any]) -> None:
    """Refuse a list that states one thing twice."""
    if len(set(values)) != len(values):
        raise ValidationError("duplicate")


def described(zh: str, en: str) -> dict[str, Any]:
    """Return the description of a field in both languages."""
    return {"description": f"{zh} {en}"}


def _described(zh: str, en: str, example: str) -> dict[str, Any]:
    return {**described(zh, en), **({"example": example} if example else {})}
