"""Secrets shown once (只显示一次): what an act left behind travels sealed to the page that shows
and forgets it; loading either again does nothing again.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import timedelta

from flask import Response, g, make_response, redirect, request

from partners.pages import sessions
from partners.pages.sessions import PageSession
from registry.runtime import current_runtime
from registry.vault import Sealed, VaultError

COOKIE = "partners-secret"
PATH = f"{sessions.PATH}/secret"
LONGEST = 2_000
# Long enough for a slow browser, too short to be found by the next person at the desk.
LASTS = timedelta(minutes=2)


def led_to(secret: str, back: str) -> Response:
    """Return an answer that leads to the page on which a secret is shown.

    :param back: the page that one goes to from there.
    """
    session: PageSession = g.page_session
    sealed = current_runtime().vault.seal(f"{back}\n{secret}".encode(), place=_place(session))
    value = f"{sealed.key_id}:{urlsafe_b64encode(sealed.ciphertext).decode()}"
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


def opened() -> tuple[str, str]:
    """Return the page to go back to and the secret, both empty where there is none for whoever is
    signed in.
    """
    session: PageSession = g.page_session
    key_id, _, text = request.cookies.get(COOKIE, "")[:LONGEST].partition(":")
    try:
        sealed = Sealed(key_id, urlsafe_b64decode(text.encode()))
        opened = current_runtime().vault.open(sealed, place=_place(session))
    except (VaultError, Error, ValueError):
        return "", ""
    back, _, secret = opened.decode().partition("\n")
    return back, secret


def forget(response: Response) -> None:
    """Let an answer forget the secret."""
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="Strict")


def _place(session: PageSession) -> bytes:
    return f"page_secret:{session.token}".encode()
