"""Secrets shown once (只显示一次): what an act left behind travels sealed to the page that shows
and forgets it; loading either again does nothing again.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import orjson
from cryptography.fernet import Fernet, InvalidToken
from flask import Response, g, make_response, redirect, request

from partners.pages import sessions
from partners.pages.sessions import PageSession
from registry.runtime import current_runtime
from registry.vault import Sealed, VaultError

COOKIE = "partners-secret"
PATH = f"{sessions.PATH}/secret"
LONGEST = 2_000
LONGEST_ADDRESS = 400
# Long enough for a slow browser, too short to be found by the next person at the desk.
LASTS = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is shown this once.

    :ivar endpoint: the address that a signing secret is for; empty for a key.
    :ivar overlap_until: until when the secrets before it sign too; absent where there are none.
    :ivar expires_at: until when a key is good.
    """

    secret: str
    endpoint: str = ""
    overlap_until: datetime | None = None
    expires_at: datetime | None = None


def sealed(left: Left, back: str) -> str:
    """Return what is shown, sealed for whoever is signed in.

    :param back: the page that one goes to from where it is shown.
    """
    session: PageSession = g.page_session
    shown = {**asdict(left), "endpoint": left.endpoint[:LONGEST_ADDRESS], "back": back}
    kept = current_runtime().vault.seal(orjson.dumps(shown), place=_place(session))
    return f"{kept.key_id}:{urlsafe_b64encode(kept.ciphertext).decode()}"


def led_to(value: str) -> Response:
    """Return an answer that leads to the page on which a sealed secret is shown."""
    response = make_response(redirect(PATH, 303))
    response.set_cookie(
        COOKIE,
        value,
        max_age=LASTS,
        path=PATH,
        secure=current_runtime().settings.public_url.startswith("https://"),
        httponly=True,
        samesite="Strict",
    )
    return response


def opened() -> tuple[str, Left | None]:
    """Return the page to go back to and what is shown, neither where there is none for whoever is
    signed in.
    """
    session: PageSession = g.page_session
    key_id, _, text = request.cookies.get(COOKIE, "")[:LONGEST].partition(":")
    try:
        kept = Sealed(key_id, urlsafe_b64decode(text.encode()))
        opened = current_runtime().vault.open(kept, place=_place(session))
    except (VaultError, Error, ValueError):
        return "", None
    shown = orjson.loads(opened)
    return shown["back"], Left(
        secret=shown["secret"],
        endpoint=shown["endpoint"],
        overlap_until=_moment(shown["overlap_until"]),
        expires_at=_moment(shown["expires_at"]),
    )


def locked(value: str, *, now: datetime) -> str:
    """Return a sealed secret as it may be kept: nobody opens it but the session that it was made
    in, whose token is kept nowhere but in its browser.
    """
    return _lock().encrypt_at_time(value.encode(), int(now.timestamp())).decode()


def unlocked(kept: str, *, now: datetime) -> str:
    """Return a sealed secret that was kept; nothing for another session, or after its time."""
    lasts, at = int(LASTS.total_seconds()), int(now.timestamp())
    try:
        return _lock().decrypt_at_time(kept, lasts, at).decode()
    except InvalidToken:
        return ""


def _lock() -> Fernet:
    session: PageSession = g.page_session
    return Fernet(urlsafe_b64encode(sha256(f"lock:{session.token}".encode()).digest()))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def forget(response: Response) -> None:
    """Let an answer forget the secret."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="Strict")


def _place(session: PageSession) -> bytes:
    return f"page_secret:{session.token}".encode()
