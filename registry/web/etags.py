"""Versions on the wire (版本): ``ETag`` says which one an answer shows, ``If-Match`` which one a
change is meant for.
"""

from flask import Response, request

from registry.errors import ErrorKind, ServiceError

# No record has this version: what is not one of our tags matches nothing.
NO_VERSION = -1


def set_on(response: Response, version: int) -> None:
    """Say which version of a record an answer shows."""
    response.set_etag(str(version))


def expected() -> int:
    """Return the version that a change is meant for.

    :raises ServiceError: ``version.missing`` when the request does not say, or says "any".
    """
    tags = request.if_match
    if tags.star_tag or not tags.as_set(include_weak=True):
        raise ServiceError(ErrorKind.PRECONDITION_MISSING, "version.missing")
    # A weak tag never matches in If-Match (RFC 9110 section 13.1.1).
    strong = tags.as_set()
    tag = strong.pop() if len(strong) == 1 else ""
    return int(tag) if tag.isascii() and tag.isdecimal() and len(tag) < 10 else NO_VERSION
