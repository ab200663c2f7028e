"""Versions on the wire (版本): ``ETag`` says which one an answer shows, ``If-Match`` which one a
change is meant for.
"""

import re

from flask import Response, request

from registry.errors import ErrorKind, ServiceError
from registry.services.acts import plans

# No record has this version: what is not one of our tags matches nothing.
NO_VERSION = -1
_OURS = re.compile(r'"([0-9]{1,9})"')
_ENTITY_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"{_ENTITY_TAG}(?:[ \t]*,[ \t]*{_ENTITY_TAG})*")


def set_on(response: Response, version: int) -> None:
    """Say which version of a record an answer shows."""
    response.set_etag(str(version))


def expected() -> int:
    """Return the version that a change is meant for; an act that is only tried needs none.

    :raises ServiceError: ``version.missing`` when the request does not say, or says "any";
        ``version.malformed`` for what is no entity tag (RFC 9110 section 8.8.3).
    """
    if plans.current() is not None:
        return NO_VERSION
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        raise ServiceError(ErrorKind.PRECONDITION_MISSING, "version.missing")
    ours = _OURS.fullmatch(header)
    if ours is not None:
        return int(ours[1])
    if _TAGS.fullmatch(header) is None:
        raise ServiceError(ErrorKind.MALFORMED, "version.malformed")
    # A weak tag, or one of somebody else, matches no version of ours.
    return NO_VERSION
