"""Errors (错误): what went wrong, as a kind, a stable code and facts; prose and HTTP status are
looked up at the edge.
"""

from collections.abc import Mapping
from enum import StrEnum


class ErrorKind(StrEnum):
    """The families of errors; each has exactly one HTTP status at the edge."""

    MALFORMED = "malformed"
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    CONFLICT = "conflict"
    STALE = "stale"
    PRECONDITION_MISSING = "precondition_missing"
    INELIGIBLE = "ineligible"
    TOO_LARGE = "too_large"
    UNSUPPORTED_TYPE = "unsupported_type"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


class ServiceError(Exception):
    """A use case cannot do what it was asked.

    :param kind: the family, which decides the status.
    :param code: a stable code such as ``listing.ineligible``; texts in both languages are
        found by it.
    :param facts: what the reader needs to act: field, article, dates. Never a name or an
        identity number.
    """

    def __init__(
        self, kind: ErrorKind, code: str, facts: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(code)
        self.kind = kind
        self.code = code
        self.facts: Mapping[str, object] = facts or {}
