"""The page of a secret (密钥页): what an act left behind, this once."""

from flask import Response, g

from partners.pages import frame, sessions, shown_once
from partners.pages.sessions import NotSignedInError, PageSession


def require_anybody() -> None:
    """Let whoever is signed in, operator or agency, see what he was left.

    :raises ServiceError: ``session.missing``.
    """
    try:
        session = sessions.present(sessions.OPERATOR)
    except NotSignedInError:
        session = sessions.present(sessions.AGENCY)
    frame.keep(session)


pages = frame.guarded("partner_secrets", require_anybody)


@pages.get(shown_once.PATH)
def show() -> Response:
    """Show a secret this once; where there is none any more, say so."""
    session: PageSession = g.page_session
    back, left = shown_once.opened()
    response = frame.page(
        "partners/secret.html", left=left, back=back or sessions.HOME[session.kind]
    )
    shown_once.forget(response)
    return response
