"""The page of an agency (单位页面): how its stream stands, and what it may do itself."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from flask import Response, g

from partners.api.guards import Caller
from partners.oversight import lag_alarms
from partners.oversight.portraits import names_of, portrait_of
from partners.oversight.status import report
from partners.pages import frame, sessions, stream_acts
from partners.pages.frame import Done
from partners.pages.sessions import NotSignedInError
from partners.pages.shown_once import Left
from partners.services import agency_keys, endpoint_acts, replays, streams
from partners.services.agency_keys import ShownAgencyKey
from partners.services.endpoint_acts import ProposeEndpoint, RotateSecret
from registry.db import db, transaction
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
def act_on(name: str) -> Response:
    """Do one act of self-service."""
    return frame.acted(ACTS, name, HOME, _page)


def _page(*, refusal: str = "", status: int = 200) -> Response:
    session, runtime = db.session(), current_runtime()
    found: ShownAgencyKey = g.agency
    agency = found.agency
    [stream] = report(session, now=runtime.now(), code=agency.code)
    portrait = portrait_of(session, agency)
    return frame.page(
        "partners/own.html",
        status=status,
        agency=portrait,
        names=names_of(session, portrait.measures),
        stream=stream,
        watches=watches.going_on_of(session, f"agency:{agency.code}"),
        ends_soon=partial(watches.ends_soon, policy=runtime.policy, now=runtime.now()),
        alarms=lag_alarms.latest(session, code=agency.code),
        replays=replays.of_agency(session, agency.code),
        refusal=refusal,
    )


def _test(_form: Mapping[str, str]) -> Done:
    found: ShownAgencyKey = g.agency
    with transaction() as session:
        streams.test(session, g.agency_code, actor=found.actor, now=current_runtime().now())
    return Done()


def _rotate(form: Mapping[str, str]) -> Done:
    runtime, found = current_runtime(), g.agency
    hours = frame.number(form, "overlap_hours")
    overlap = timedelta(hours=USUAL_OVERLAP_HOURS if hours is None else hours)
    order = RotateSecret(code=g.agency_code, overlap=overlap)
    with transaction() as session:
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


def _propose(form: Mapping[str, str]) -> Done:
    runtime, found = current_runtime(), g.agency
    order = ProposeEndpoint(
        code=g.agency_code,
        address=form.get("address", ""),
        takes_over=False,
        https_only=runtime.settings.is_production,
    )
    with transaction() as session:
        added = endpoint_acts.propose(
            session, order, runtime.vault, actor=found.actor, now=runtime.now()
        )
    return Done(Left(secret=added.secret, endpoint=added.address))


def _replay(form: Mapping[str, str]) -> Done:
    found: ShownAgencyKey = g.agency
    return stream_acts.replay(g.agency_code, form, actor=found.actor)


ACTS = {"test": _test, "rotate": _rotate, "propose": _propose, "replay": _replay}
