"""Acts of operators and agencies (办理): once under one key, and in the version that was seen.

The same as courts act by: an ``Idempotency-Key``, and an ``If-Match`` where what is set for an
agency is replaced or ended. What is shown once is not kept: a repeated request gets its first
answer without it.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Response
from sqlalchemy.orm import Session

from partners.api import guards
from partners.services import agencies
from registry.db import db
from registry.web import acts, etags

View = TypeVar("View", bound=Callable[..., Any])


def once(*, changes: bool = False, shown_once: Collection[str] = ()) -> Callable[[View], View]:
    """Let a view act in one transaction, which it finds open, and once under one key.

    Stands between what reads the body and what describes the answer.

    :param shown_once: the fields of the answer that nobody is shown again.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def act(*arguments: Any, **named: Any) -> Response:
            version = etags.expected() if changes else None
            found = guards.caller()

            def work(session: Session, now: datetime) -> Response:
                if version is not None:
                    agencies.expect(session, named["code"], version)
                return _with_version(session, view(*arguments, **named), named.get("code"))

            return acts.once(
                work, holder=found.holder, person=found.actor.name, shown_once=shown_once
            )

        return cast(View, act)

    return decorate


def written() -> Session:
    """Return the open session after an act, so that what is shown is read as it was written."""
    session = db.session()
    session.flush()
    session.expire_all()
    return session


def versioned(view: View) -> View:
    """Let a view that shows an agency say in which version."""

    @wraps(view)
    def show(*arguments: Any, **named: Any) -> Response:
        return _with_version(db.session(), view(*arguments, **named), named["code"])

    return cast(View, show)


def _with_version(session: Session, response: Response, code: str | None) -> Response:
    if code is not None:
        etags.set_on(response, agencies.find(session, code).version)
    return response
