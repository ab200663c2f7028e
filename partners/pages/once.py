"""Forms are done once (表单只办理一次): whoever presses a button twice, or comes back and sends the
same form again, is led on as the first time, and nothing is done anew. Decision 0053 says how.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import orjson
from flask import Response, make_response, redirect, request
from sqlalchemy.orm import Session

from partners.pages import done_once, places, sessions, shown_once
from partners.pages.shown_once import Left
from registry.db import transaction
from registry.runtime import current_runtime
from registry.web import idempotency
from registry.web.idempotency import Attempt

FIELD = "form"
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left behind: a secret or a key to be shown this once, or nothing.

    :ivar place: the id of the part of the page that it was about, where whoever acted goes on.
    :ivar address: the page that he goes on to; empty for the one that the form stands on.
    """

    left: Left | None = None
    place: str = ""
    address: str = ""


Work = Callable[[Session], Done]


def perform(work: Work, *, holder: str) -> Response:
    """Do what a form asks in one transaction, and lead on; where the very form was done before,
    lead on alone.

    :param holder: by whose key it was sent.
    :raises ServiceError: what the act is refused for.
    """
    runtime, made = current_runtime(), _attempt(holder)
    with transaction() as session:
        if made is not None:
            earlier = idempotency.earlier_answer(session, made, vault=runtime.vault)
            if earlier is not None:
                return _again(earlier.get_data(), now=runtime.now())
        done = work(session)
        page = done.address or places.address()
        back = f"{page}#{done.place}" if done.place else page
        # A secret is sealed for the session that it was made in, and for a short time.
        sealed = shown_once.sealed(done.left, back) if done.left is not None else ""
        if made is not None:
            locked = shown_once.locked(sealed, now=runtime.now()) if sealed else ""
            answer = Response(orjson.dumps({"back": back, "locked": locked}), 303)
            idempotency.keep(session, made, answer, vault=runtime.vault, now=runtime.now())
    if sealed:
        return shown_once.led_to(sealed)
    return done_once.leave(make_response(redirect(back, 303)), places.act())


def _again(kept: bytes, *, now: datetime) -> Response:
    known = orjson.loads(kept)
    sealed = shown_once.unlocked(known["locked"], now=now)
    if sealed:
        return shown_once.led_to(sealed)
    return done_once.leave(make_response(redirect(known["back"], 303)), done_once.AGAIN)


def _attempt(holder: str) -> Attempt | None:
    """Return the attempt that a form makes; none for one that does not say which it is."""
    form = request.form.get(FIELD, "")[:LONGEST]
    if not form:
        return None
    # What is filled in otherwise is another act.
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != sessions.TOKEN]
    digest = sha256(orjson.dumps([request.path, *sorted(fields)])).digest()
    return Attempt(holder, f"{form}:{digest.hex()}", digest)
