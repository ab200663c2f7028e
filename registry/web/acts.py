"""Acts over HTTP (行为办理): one request, one transaction, one stored answer."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from flask import Response
from sqlalchemy.orm import Session

from registry.actors import CourtActor
from registry.db import looking, transaction
from registry.errors import ServiceError
from registry.rules.authority import auditor_findings
from registry.runtime import current_runtime
from registry.services.acts import eligibility, plans
from registry.services.acts.plans import PlanEnds
from registry.web import auth, etags, idempotency, refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an act is answered by: the record as it is now, its version, and where it is.

    ``location`` is given for a record that the act has made.
    """

    record: Mapping[str, Any]
    version: int
    location: str | None = None


Work = Callable[[Session, CourtActor, datetime], Answer]


def perform(work: Work) -> Response:
    """Do one act of a court, or answer as before where it was done before.

    :param work: the act, which answers with the record as it then is.
    :raises registry.errors.ServiceError: what the act, the key or the headers are refused for.
    :raises registry.services.acts.plans.PlanEnds: always, where the act is only tried.
    """
    actor, plan = auth.actor(), plans.current()
    if plan is not None:
        # Everybody else is judged by what the act itself says of roles.
        plans.note(found for found in auditor_findings(actor.role) if not found.satisfied)
        with looking() as session:
            work(session, actor, plan.now)
        raise PlanEnds
    with refusals_entered():
        return _perform(work, actor)


def admit() -> None:
    """Judge who acts, and the key against repetition, before a long body is read for the act.

    :raises registry.errors.ServiceError: ``act.ineligible``, or what the key is refused for.
    """
    with refusals_entered():
        eligibility.require("act.ineligible", auditor_findings(auth.actor().role))
        idempotency.key_of_request()


def once(
    act: Callable[[Session, datetime], Response],
    *,
    holder: str,
    person: str,
    shown_once: Collection[str] = (),
) -> Response:
    """Do one act in a transaction of its own, or answer as before where it was done before.

    :param holder: the access key, as :class:`registry.web.idempotency.Attempt` names it.
    :param person: who acts by it.
    :param shown_once: the fields of the answer that nobody is shown again.
    :raises registry.errors.ServiceError: what the act, the key or the headers are refused for.
    """
    runtime = current_runtime()
    made = idempotency.attempt(holder, person)
    with transaction() as session:
        earlier = idempotency.earlier_answer(session, made, vault=runtime.vault)
        if earlier is not None:
            return earlier
        now = runtime.now()
        response = act(session, now)
        idempotency.keep(
            session, made, response, vault=runtime.vault, now=now, shown_once=shown_once
        )
    return response


@contextmanager
def refusals_entered() -> Iterator[None]:
    """Leave in the journal what the act is refused for that goes on meanwhile."""
    actor = auth.actor()
    try:
        yield
    except ServiceError as error:
        refusals.enter(error, actor=actor.journal, court_code=actor.court_code, role=actor.role)
        raise


def _perform(work: Work, actor: CourtActor) -> Response:
    # Whatever is asked, and whatever else stands in its way.
    eligibility.require("act.ineligible", auditor_findings(actor.role))
    return once(
        lambda session, now: respond(work(session, actor, now)),
        holder=str(actor.key_id),
        person=str(actor.staff_public_id),
    )


def respond(answer: Answer) -> Response:
    """Return an answer as a response."""
    status = 200 if answer.location is None else 201
    response = Response(orjson.dumps(answer.record), status, content_type="application/json")
    etags.set_on(response, answer.version)
    if answer.location is not None:
        response.headers["Location"] = answer.location
    return response
