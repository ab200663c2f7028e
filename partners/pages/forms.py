"""What forms carry (表单内容): text, numbers, ids and reasons as somebody typed them."""

from collections.abc import Mapping
from uuid import UUID

from flask import request

from registry.errors import ErrorKind, ServiceError

LONGEST_REASON, LONGEST_VALUE = 500, 2_000


def typed() -> dict[str, str]:
    """Return what was typed into a form, without blanks around it.

    :raises ServiceError: ``form.too_long``.
    """
    found = {field: value.strip() for field, value in request.form.items()}
    wrong = [field[:64] for field, value in found.items() if not _fits(field, value)]
    if wrong:
        raise ServiceError(ErrorKind.INVALID, "form.too_long", {"fields": wrong})
    return found


def _fits(field: str, value: str) -> bool:
    longest = LONGEST_REASON if field == "reason" else LONGEST_VALUE
    return len(value) <= longest and "\0" not in value


def number(form: Mapping[str, str], field: str) -> int | None:
    """Return a whole number that was typed, or nothing where the field was left empty.

    :raises ServiceError: ``agency.limits``.
    """
    typed = form.get(field, "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise ServiceError(ErrorKind.INVALID, "agency.limits", {"fields": [field]})
    return int(typed)


def id_in(form: Mapping[str, str], field: str, code: str) -> UUID:
    """Return the id that a form carries.

    :raises ServiceError: with the code, where it carries none.
    """
    try:
        return UUID(form.get(field, ""))
    except ValueError:
        raise ServiceError(ErrorKind.NOT_FOUND, code) from None


def reason(form: Mapping[str, str]) -> str:
    """Return the reason that was typed.

    :raises ServiceError: ``reason.missing``.
    """
    typed = form.get("reason", "")
    if not typed:
        raise ServiceError(ErrorKind.INVALID, "reason.missing")
    return typed


def incomplete(field: str) -> ServiceError:
    """Return the error for a field of a form that is empty or cannot be read."""
    return ServiceError(ErrorKind.INVALID, "form.incomplete", {"field": field})
