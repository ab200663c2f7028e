"""Sessions of the pages (页面登录): a signed cookie that names a key by its prefix, for one hour.

The key itself is asked for once and kept nowhere. Every request looks the key up again, so that a
revoked one opens nothing from the next request on; decision 0035 says why there is no table.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, request
from itsdangerous import BadSignature, URLSafeSerializer

from registry.errors import ErrorKind, ServiceError
from registry.runtime import current_runtime

COOKIE = "partners"
PATH = "/partners"
SIGN_IN = f"{PATH}/sign-in"
LASTS = timedelta(hours=1)
TOKEN = "token"  # noqa: S105 - the name of a field
SALT = "partners.pages"
LONGEST_COOKIE = 1_000
OPERATOR, AGENCY, COURT = "operator", "agency", "court"
HOME = {OPERATOR: "/partners", AGENCY: "/partners/own", COURT: "/partners/court/inquiries"}
_FROM_HERE = frozenset({"same-origin", "none"})


class NotSignedInError(ServiceError):
    """Nobody is signed in, or the session is over."""

    def __init__(self) -> None:
        super().__init__(ErrorKind.UNAUTHENTICATED, "session.missing")


class StaleFormError(ServiceError):
    """A form that was not made for the session, such as one from before somebody signed in anew."""

    def __init__(self) -> None:
        super().__init__(ErrorKind.FORBIDDEN, "form.stale")


@dataclass(frozen=True, slots=True)
class PageSession:
    """Whose key was shown, by its prefix, and the token that every form of the session carries."""

    kind: str
    prefix: str
    token: str


def start(response: Response, kind: str, prefix: str) -> None:
    """Let an answer begin a session."""
    ends_at = current_runtime().now() + LASTS
    token = secrets.token_urlsafe(24)
    value = _serializer().dumps(
        {"kind": kind, "key": prefix, "token": token, "ends": int(ends_at.timestamp())}
    )
    response.set_cookie(
        COOKIE,
        value,
        max_age=LASTS,
        path=PATH,
        secure=current_runtime().settings.public_url.startswith("https://"),
        httponly=True,
        samesite="Strict",
    )


def end(response: Response) -> None:
    """Let an answer end the session."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="Strict")


def present(kind: str) -> PageSession:
    """Return the session that the request carries.

    :raises NotSignedInError: where there is none of this kind, or it is over.
    """
    value = request.cookies.get(COOKIE, "")
    try:
        if len(value) > LONGEST_COOKIE:
            raise BadSignature("too long")
        found: dict[str, Any] = _serializer().loads(value)
    except BadSignature:
        raise NotSignedInError from None
    if found["kind"] != kind or found["ends"] <= current_runtime().now().timestamp():
        raise NotSignedInError
    return PageSession(kind, found["key"], found["token"])


def require_form(session: PageSession) -> None:
    """Refuse a form that was not made for this session (``form.foreign``, ``form.stale``)."""
    require_own_page()
    given = request.form.get(TOKEN, "")
    if not hmac.compare_digest(given.encode(), session.token.encode()):
        raise StaleFormError


def require_own_page() -> None:
    """Refuse a form that another site sends, where the browser says so (``form.foreign``)."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site not in _FROM_HERE:
        raise ServiceError(ErrorKind.FORBIDDEN, "form.foreign")


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_runtime().settings.secret_key, salt=SALT)
