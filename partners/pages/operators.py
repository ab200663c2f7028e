"""Pages for operators (运维页面): every agency with the state of its stream, each with its acts."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from flask import Response, g, request, url_for
from sqlalchemy.orm import Session

from partners.api import guards
from partners.api.guards import Caller
from partners.models.parked import ParkedNotice
from partners.oversight import lag_alarms, parked_lists
from partners.oversight.parked_lists import ParkedList
from partners.oversight.portraits import names_of, portrait_of
from partners.oversight.status import report
from partners.pages import forms, frame, places, sessions, stream_acts
from partners.pages.concerns import concerns_of
from partners.pages.filled import Filled
from partners.pages.once import Done
from partners.pages.sessions import NotSignedInError
from partners.pages.shown_once import Left
from partners.pages.stream_acts import StreamAct
from partners.services import (
    agencies,
    agency_changes,
    agency_keys,
    endpoint_acts,
    replays,
    streams,
)
from partners.services import operator_keys as keys
from partners.services.agency_changes import ChangeAgency
from partners.services.endpoint_acts import ProposeEndpoint, RotateSecret
from partners.services.operator_keys import ShownOperatorKey
from registry.db import db
from registry.errors import ServiceError
from registry.runtime import current_runtime
from registry.web import auth, paging
from schemas.partner_agencies import USUAL_KEY_DAYS, USUAL_OVERLAP_HOURS

PARKED_PER_PAGE = 20
ActOn = Callable[[Session, str, Mapping[str, str]], Done]


def require_operator() -> None:
    """Let only a signed-in operator in, whose key is still good and covers what is asked.

    :raises ServiceError: ``session.missing``, ``key.scope``, ``form.foreign``.
    """
    session = sessions.present(sessions.OPERATOR)
    found = keys.by_prefix(db.session(), session.prefix, now=current_runtime().now())
    if found is None:
        raise NotSignedInError
    g.operator = found
    g.partner = Caller(holder=f"operator:{found.prefix}", actor=found.actor)
    frame.keep(session)
    try:
        guards.require_scope(found, is_reading=request.method in auth.READING)
    except ServiceError as refused:
        name = (request.view_args or {}).get("name", "")
        guards.enter_refusal(refused, f"{request.blueprint}.{name}")
        raise


pages = frame.guarded("partner_operators", require_operator)


@pages.get("/partners")
def show_all() -> Response:
    """Show every agency with state, lag, what waits, what is unconfirmed, and concerns."""
    now = current_runtime().now()
    found = report(db.session(), now=now)
    return frame.page(
        "partners/agencies.html",
        streams=found,
        troubled=[stream for stream in found if concerns_of(stream, now=now)],
        alarms=lag_alarms.latest(db.session()),
        operator=_operator().operator,
    )


@pages.get("/partners/agencies/<string(maxlength=64):code>")
def show_one(code: str) -> Response:
    """Show one agency with its settings and the acts on it."""
    return _one(code)


@pages.post("/partners/agencies/<string(maxlength=64):code>/<string(maxlength=32):name>")
@places.stands_on("partner_operators.show_one", lambda named, filled: _one(named["code"], filled))
def act_on(code: str, name: str) -> Response:
    """Do one act on an agency."""
    acts = {act: partial(_of_agency, work, code) for act, work in ACTS.items()}
    return frame.acted(acts, name, g.partner.holder, partial(_one, code))


@pages.get("/partners/agencies/<string(maxlength=64):code>/<string(maxlength=32):name>")
def lead_back(code: str, name: str) -> Response:
    """Lead whoever loads the address of a form to the page of the agency."""
    return frame.led_back(ACTS, name, url_for("partner_operators.show_one", code=code))


def _of_agency(work: ActOn, code: str, session: Session, form: Mapping[str, str]) -> Done:
    return work(session, code, form)


def _one(code: str, filled: Filled = frame.NOTHING) -> Response:
    session = db.session()
    agency = agencies.find(session, code)
    [stream] = report(session, now=current_runtime().now(), code=agency.code)
    portrait = portrait_of(session, agency)
    return frame.page(
        "partners/agency.html",
        filled=filled,
        agency=portrait,
        names=names_of(session, portrait.measures),
        stream=stream,
        alarms=lag_alarms.latest(session, code=agency.code),
        replays=replays.of_agency(session, agency.code),
        kept={which: _kept(session, agency.id, which) for which in ParkedList},
    )


def _kept(session: Session, agency_id: int, which: ParkedList) -> paging.Page[ParkedNotice]:
    after = paging.read(request.args.get(which))
    found = parked_lists.page(session, agency_id, which, after=after, most=PARKED_PER_PAGE + 1)
    return paging.page_of(found, [row.id for row in found], per_page=PARKED_PER_PAGE)


def _operator() -> ShownOperatorKey:
    found: ShownOperatorKey = g.operator
    return found


def _endpoint(form: Mapping[str, str]) -> UUID:
    return forms.id_in(form, "endpoint", "endpoint.not_found")


def _pause(session: Session, code: str, form: Mapping[str, str]) -> Done:
    why, now = forms.reason(form), current_runtime().now()
    streams.pause(session, code, reason=why, actor=_operator().actor, now=now)
    return Done()


def _resume(session: Session, code: str, _form: Mapping[str, str]) -> Done:
    streams.resume(session, code, actor=_operator().actor, now=current_runtime().now())
    return Done()


def _test(session: Session, code: str, _form: Mapping[str, str]) -> Done:
    streams.test(session, code, actor=_operator().actor, now=current_runtime().now())
    return Done()


def _schedule(session: Session, code: str, form: Mapping[str, str]) -> Done:
    order = ChangeAgency(
        code=code,
        every_seconds=forms.number(form, "every_seconds"),
        cron=form.get("cron", ""),
        posts_per_minute=forms.number(form, "posts_per_minute") or 0,
        max_notices=forms.number(form, "max_notices"),
        endings_at_once="endings_at_once" in form,
    )
    agency_changes.change(session, order, actor=_operator().actor, now=current_runtime().now())
    return Done()


def _propose(session: Session, code: str, form: Mapping[str, str]) -> Done:
    runtime = current_runtime()
    order = ProposeEndpoint(
        code=code,
        address=form.get("address", ""),
        takes_over="standby" not in form,
        https_only=runtime.settings.is_production,
    )
    added = endpoint_acts.propose(
        session, order, runtime.vault, actor=_operator().actor, now=runtime.now()
    )
    return Done(Left(secret=added.secret, endpoint=added.address))


def _challenge(session: Session, code: str, form: Mapping[str, str]) -> Done:
    endpoint_acts.challenge_again(
        session, code, _endpoint(form), actor=_operator().actor, now=current_runtime().now()
    )
    return Done()


def _use(session: Session, code: str, form: Mapping[str, str]) -> Done:
    endpoint_acts.use(
        session, code, _endpoint(form), actor=_operator().actor, now=current_runtime().now()
    )
    return Done()


def _give_up(session: Session, code: str, form: Mapping[str, str]) -> Done:
    endpoint_acts.retire(
        session,
        code,
        _endpoint(form),
        reason=forms.reason(form),
        actor=_operator().actor,
        now=current_runtime().now(),
    )
    return Done()


def _rotate(session: Session, code: str, form: Mapping[str, str]) -> Done:
    runtime = current_runtime()
    hours = forms.number(form, "overlap_hours")
    overlap = timedelta(hours=USUAL_OVERLAP_HOURS if hours is None else hours)
    order = RotateSecret(code=code, overlap=overlap, endpoint=_endpoint(form))
    rotated = endpoint_acts.rotate(
        session, order, runtime.vault, actor=_operator().actor, now=runtime.now()
    )
    return Done(
        Left(
            secret=rotated.secret,
            endpoint=rotated.address,
            overlap_until=rotated.overlap_until,
        )
    )


def _issue_key(session: Session, code: str, _form: Mapping[str, str]) -> Done:
    actor, now = _operator().actor, current_runtime().now()
    issued = agency_keys.issue(session, code, days=USUAL_KEY_DAYS, actor=actor, now=now)
    return Done(Left(secret=issued.text, expires_at=issued.expires_at))


def _revoke_key(session: Session, _code: str, form: Mapping[str, str]) -> Done:
    actor, now = _operator().actor, current_runtime().now()
    agency_keys.revoke(session, form.get("prefix", "")[:64], actor=actor, now=now)
    return Done()


def _retire(session: Session, code: str, form: Mapping[str, str]) -> Done:
    why, now = forms.reason(form), current_runtime().now()
    agency_changes.retire(session, code, reason=why, actor=_operator().actor, now=now)
    return Done()


def _on_stream(act: StreamAct, session: Session, code: str, form: Mapping[str, str]) -> Done:
    return act(session, code, form, actor=_operator().actor)


ACTS: Mapping[str, ActOn] = {
    "replay": partial(_on_stream, stream_acts.replay),
    "cancel-replay": partial(_on_stream, stream_acts.cancel_replay),
    "snapshot": partial(_on_stream, stream_acts.snapshot),
    "release": partial(_on_stream, stream_acts.release),
    "correct": partial(_on_stream, stream_acts.correct),
    "close": partial(_on_stream, stream_acts.close),
    "pause": _pause,
    "resume": _resume,
    "test": _test,
    "schedule": _schedule,
    "propose": _propose,
    "challenge": _challenge,
    "use": _use,
    "give-up": _give_up,
    "rotate": _rotate,
    "issue-key": _issue_key,
    "revoke-key": _revoke_key,
    "retire": _retire,
}
