"""The page of an agency (单位页面): how its stream stands, and what it may do itself."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from flask import Response, g
from sqlalchemy.orm import Session

from partners.api.guards import Caller
from partners.oversight import lag_alarms
from partners.oversight.portraits import names_of, portrait_of
from partners.oversight.status import report
from partners.pages import forms, frame, places, sessions, stream_acts
from partners.pages.filled import Filled
from partners.pages.once import Done
from partners.pages.sessions import NotSignedInError
from partners.pages.shown_once import Left
from partners.services import agency_keys, endpoint_acts, replays, streams
from partners.services.agency_keys import ShownAgencyKey
from partners.services.endpoint_acts import ProposeEndpoint, RotateSecret
from registry.db import db
from registry.runtime import current_runtime
from registry.services.screening import watches
from schemas.partner_agencies import USUAL_OVERLAP_HOURS

HOME = "/partners/own"


def require_agency() -> None:
    """Let only a signed-in agency in, whose key is still good.

    :raises ServiceError: ``session.missing``, ``form.foreign``.
    """
    session = sessions.present(sessions.AGENCY)
    found = agency_keys.by_prefix(db.session(), session.prefix, now=current_runtime().now())
    if found is None:
        raise NotSignedInError
    g.agency = found
    g.agency_code = found.agency.code
    g.partner = Caller(holder=f"agency:{found.prefix}", actor=found.actor, agency=found.agency.code)
    frame.keep(session)


pages = frame.guarded("partner_own", require_agency)


@pages.get("/partners/own")
def show() -> Response:
    """Show an agency its own stream."""
    return _page()


@pages.post("/partners/own/<string(maxlength=32):name>")
@places.stands_on("partner_own.show", lambda _named, filled: _page(filled))
def act_on(name: str) -> Response:
    """Do one act of self-service."""
    return frame.acted(ACTS, name, g.partner.holder, _page)


@pages.get("/partners/own/<string(maxlength=32):name>")
def lead_back(name: str) -> Response:
    """Lead whoever loads the address of a form to the page of the agency."""
    return frame.led_back(ACTS, name, HOME)


def _page(filled: Filled = frame.NOTHING) -> Response:
    session, runtime = db.session(), current_runtime()
    found: ShownAgencyKey = g.agency
    agency = found.agency
    [stream] = report(session, now=runtime.now(), code=agency.code)
    portrait = portrait_of(session, agency)
    return frame.page(
        "partners/own.html",
        filled=filled,
        agency=portrait,
        names=names_of(session, portrait.measures),
        stream=stream,
        watches=watches.going_on_of(session, f"agency:{agency.code}"),
        ends_soon=partial(watches.ends_soon, policy=runtime.policy, now=runtime.now()),
        alarms=lag_alarms.latest(session, code=agency.code),
        replays=replays.of_agency(session, agency.code),
    )


def _test(session: Session, _form: Mapping[str, str]) -> Done:
    found: ShownAgencyKey = g.agency
    streams.test(session, g.agency_code, actor=found.actor, now=current_runtime().now())
    return Done()


def _rotate(session: Session, form: Mapping[str, str]) -> Done:
    runtime, found = current_runtime(), g.agency
    hours = forms.number(form, "overlap_hours")
    overlap = timedelta(hours=USUAL_OVERLAP_HOURS if hours is None else hours)
    order = RotateSecret(code=g.agency_code, overlap=overlap)
    rotated = endpoint_acts.rotate(
        session, order, runtime.vault, actor=found.actor, now=runtime.now()
    )
    return Done(
        Left(
            secret=rotated.secret,
            endpoint=rotated.address,
            overlap_until=rotated.overlap_until,
        )
    )


def _propose(session: Session, form: Mapping[str, str]) -> Done:
    runtime, found = current_runtime(), g.agency
    order = ProposeEndpoint(
        code=g.agency_code,
        address=form.get("address", ""),
        takes_over=False,
        https_only=runtime.settings.is_production,
    )
    added = endpoint_acts.propose(
        session, order, runtime.vault, actor=found.actor, now=runtime.now()
    )
    return Done(Left(secret=added.secret, endpoint=added.address))


def _replay(session: Session, form: Mapping[str, str]) -> Done:
    found: ShownAgencyKey = g.agency
    return stream_acts.replay(session, g.agency_code, form, actor=found.actor)


ACTS = {"test": _test, "rotate": _rotate, "propose": _propose, "replay": _replay}
