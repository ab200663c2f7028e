"""Court people on pages (法院页面登录): who is signed in for a court, and what refusals leave."""

from datetime import datetime

from sqlalchemy.orm import Session

from partners.pages import frame, refusal_words, sessions
from partners.pages.filled import Filled
from partners.pages.sessions import NotSignedInError
from registry.db import db, end_reading
from registry.errors import ErrorKind, ServiceError
from registry.rules.authority import auditor_findings
from registry.runtime import current_runtime
from registry.services.access import keys
from registry.services.acts import eligibility
from registry.web import auth

ROOT = f"{sessions.PATH}/court"


def recognise(session: Session, text: str, now: datetime) -> str:
    """Return the prefix of the key that a person of a court shows.

    :raises ServiceError: ``key.unknown``, ``key.revoked``, ``key.expired``; ``session.no_person``
        for the key of a court's system; ``acting_staff.unknown`` for somebody who has left.
    """
    found = keys.find(session, text)
    if found is None:
        raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.unknown")
    keys.require_valid(found, now=now)
    if found.owner is None:
        raise ServiceError(ErrorKind.FORBIDDEN, "session.no_person")
    if not found.owner.active:
        raise ServiceError(ErrorKind.FORBIDDEN, "acting_staff.unknown")
    return found.key.prefix


def require_person() -> None:
    """Let only a signed-in person of a court in, whose key is still good and covers the request.

    :raises ServiceError: ``session.missing``, ``form.foreign``, ``key.scope``.
    """
    session, now = sessions.present(sessions.COURT), current_runtime().now()
    found = keys.by_prefix(db.session(), session.prefix)
    if found is None or found.owner is None or not found.owner.active:
        raise NotSignedInError
    if keys.over_by(found, now=now) is not None:
        raise NotSignedInError
    caller = auth.caller_by(found.key, found.owner)
    # Before the form is judged: a page that shows it again asks who is in.
    end_reading()
    auth.let_in(caller)
    frame.keep(session)


def require_no_auditor() -> None:
    """Refuse an act of somebody who only reads (``act.ineligible``)."""
    eligibility.require("act.ineligible", auditor_findings(auth.actor().role))


def told(refused: ServiceError) -> Filled:
    """Return the form of a refused act, with what a page shows of it: the words, the law among
    them.
    """
    return frame.filled(refused, refusal_words.in_full(refused))
