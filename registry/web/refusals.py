"""Refusals over HTTP (不予办理记录): what a refused act leaves in the journal, after it was rolled
back and in a transaction of its own. A failure to write it never changes the answer.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import orjson
from flask import g, request
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.db import transaction
from registry.errors import ServiceError
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from registry.services.acts import refusals
from registry.services.acts.refusals import Refusal
from registry.web import bodies

HEADER = "Idempotency-Key"
# A request names few records; nobody makes us look for more.
MOST_NAMED = 4
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# Facts that hold codes of ours; all others may hold what somebody wrote.
_CODES = ("state", "wanted", "act", "needed")
_CODE = re.compile(r"[a-z0-9_.:,-]{1,200}")
_OF_LIST = "hands_a_list_in"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Besides:
    """What is known of an act that no court's person wanted to do.

    :ivar about: finds the record that it was about.
    :ivar basis: what such acts stand on.
    :ivar is_daily: whether all refusals of one act by one code are entered once a day, whatever
        they held: programs that nobody watches repeat what is refused.
    :ivar act: what the act is called, where one route serves several.
    """

    about: Callable[[Session], UUID | None]
    basis: str
    is_daily: bool
    act: str = ""


def takes_list() -> None:
    """Note that the request hands a list in, so that it is entered too why none could be read."""
    g.setdefault(_OF_LIST, True)


def enter(
    error: ServiceError,
    *,
    actor: Actor,
    court_code: str | None,
    role: str | None = None,
    besides: Besides | None = None,
) -> None:
    """Leave a refusal of the act at hand in the journal, where it is one to be entered.

    :param court_code: absent where it was no court's person; then there is ``besides``.
    """
    if error.kind not in refusals.ENTERED_OF_LISTS:
        return
    try:
        now = current_runtime().now()
        refusal = Refusal(
            id=_id(error, actor, now, is_daily=besides is not None and besides.is_daily),
            act=(besides.act if besides else "") or request.endpoint or "",
            kind=error.kind,
            code=error.code,
            court_code=court_code,
            role=role,
            rules=tuple(_rules(error)),
            facts=dict(_facts(error)),
            named=tuple(_named())[:MOST_NAMED],
            is_of_list=g.get(_OF_LIST, False),
        )
        with transaction() as session:
            if besides is not None:
                about = besides.about(session)
                refusal = replace(refusal, about=about, basis=besides.basis)
            refusals.enter(session, refusal, actor=actor, now=now)
    except Exception:
        # Whoever was refused is told so, whatever becomes of our record of it.
        log.exception("a refusal could not be entered", extra={"code": error.code})


def _id(error: ServiceError, actor: Actor, now: datetime, *, is_daily: bool) -> UUID:
    # Without a key of its own a refusal is entered once a day.
    day = legal_day(now).isoformat()
    key = day if is_daily else request.headers.get(HEADER) or day
    body = "" if is_daily else sha256(bodies.fingerprint()).hexdigest()
    parts = (actor.name, actor.via, key, request.method, request.path, body, error.code)
    return UUID(bytes=current_runtime().vault.blind_index("refusal", *parts)[:16])


def _rules(error: ServiceError) -> Iterator[tuple[str, str]]:
    findings = error.facts.get("findings")
    for finding in findings if isinstance(findings, list) else []:
        yield str(finding["rule"]), str(finding["article"])


def _facts(error: ServiceError) -> Iterator[tuple[str, str]]:
    for name in _CODES:
        value = error.facts.get(name)
        if isinstance(value, str) and _CODE.fullmatch(value):
            yield name, str(value)


def _named() -> Iterator[UUID]:
    for value in (request.view_args or {}).values():
        if isinstance(value, UUID):
            yield value
    if bodies.is_gone():
        return
    try:
        body = orjson.loads(request.get_data())
    except orjson.JSONDecodeError:
        return
    for value in body.values() if isinstance(body, dict) else ():
        if isinstance(value, str) and _ID.fullmatch(value):
            yield UUID(value)
