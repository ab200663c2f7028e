"""What was done (办理结果): told once, on the page that whoever has acted comes back to."""

from flask import Response, request

from partners.pages import sessions
from registry.runtime import current_runtime

COOKIE = "partners-done"
# As long as a slow browser takes to come back.
LASTS = 60
AGAIN = "again"
LONGEST = 64


def leave(response: Response, act: str) -> Response:
    """Let an answer leave behind which act was done."""
    response.set_cookie(
        COOKIE,
        act,
        max_age=LASTS,
        path=sessions.PATH,
        secure=current_runtime().settings.public_url.startswith("https://"),
        httponly=True,
        samesite="Strict",
    )
    return response


def left() -> str:
    """Return the act that was done just now; nothing where there is none to tell of."""
    return request.cookies.get(COOKIE, "")[:LONGEST]


def forget(response: Response) -> None:
    """Let an answer tell of it no more."""
    if request.cookies.get(COOKIE):
        response.delete_cookie(COOKIE, path=sessions.PATH, httponly=True, samesite="Strict")
