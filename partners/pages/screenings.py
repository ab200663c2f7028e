"""Pages of screening (资格审查页面) for an agency: its lists, what came of them, its watches."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from flask import Response, g, make_response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge

from partners.pages import forms, frame, own, places, screening_acts
from partners.pages.filled import Filled
from partners.pages.once import Done
from partners.pages.screening_acts import ACTS, Act
from partners.services.agency_keys import ShownAgencyKey
from registry.api import screening_answers, watch_answers
from registry.db import db, transaction
from registry.errors import ErrorKind, ServiceError
from registry.i18n import current_language
from registry.models.screenings import Screening
from registry.runtime import current_runtime
from registry.screening import lists, reports
from registry.services.screening import screenings
from registry.services.screening.screenings import Asker
from registry.web import paging, refusals
from schemas.codes import ListName
from schemas.screening_codes import Match, ReportForm, ScreeningPurpose

HOME = f"{own.HOME}/screenings"
# What a form states beside the list.
_BESIDES = 64 * 1024
_MOST_FIELDS = 16
MEBIBYTE = 1024 * 1024
SHOWN, PER_PAGE = 20, 50
SHOWN_PARTS = {
    "hits": screening_answers.hits_page,
    "alerts": watch_answers.alerts_page,
}


def require_agency() -> None:
    """Let only a signed-in agency in, whose form may carry a list.

    :raises ServiceError: ``session.missing``, ``form.foreign``.
    :raises RequestEntityTooLarge: for a form that is longer than a list may be.
    """
    if request.endpoint == f"{request.blueprint}.open_one":
        request.max_content_length = lists.LARGEST + _BESIDES
        request.max_form_parts = _MOST_FIELDS
    own.require_agency()


pages = frame.guarded("partner_screenings", require_agency)


@pages.errorhandler(RequestEntityTooLarge)
def _refuse_too_large(_error: RequestEntityTooLarge) -> Response:
    """Say on the page that a list is too long."""
    facts = {"most_mebibytes": lists.LARGEST // MEBIBYTE}
    return _refuse_list(ServiceError(ErrorKind.TOO_LARGE, "screening_list.too_large", facts))


@pages.get(HOME)
def show_all() -> Response:
    """Show an agency its latest screenings, and the form that hands a list in."""
    return _all()


@pages.post(HOME)
@places.stands_on(
    "partner_screenings.show_all", lambda _named, filled: _all(filled), act="open_one"
)
def open_one() -> Response:
    """Hand a list in."""
    try:
        made = screening_acts.open_one(forms.typed(), request.files.get("list"), _asker())
    except ServiceError as refused:
        return _refuse_list(refused)
    return make_response(redirect(f"{HOME}/{made}", 303))


@pages.get(f"{HOME}/<uuid:screening_id>")
def show_one(screening_id: UUID) -> Response:
    """Show one screening, with the acts on it and on its watch."""
    return _one(screening_id)


@pages.post(f"{HOME}/<uuid:screening_id>/<string(maxlength=32):name>")
@places.stands_on(
    "partner_screenings.show_one", lambda named, filled: _one(named["screening_id"], filled)
)
def act_on(screening_id: UUID, name: str) -> Response:
    """Do one act on a screening or its watch."""
    acts = {act: partial(_of_screening, work, screening_id) for act, work in ACTS.items()}
    return frame.acted(acts, name, g.partner.holder, partial(_one, screening_id))


@pages.get(f"{HOME}/<uuid:screening_id>/<any({', '.join(ACTS)}):name>")
def lead_back(screening_id: UUID, name: str) -> Response:
    """Lead whoever loads the address of a form to the page of the screening."""
    return frame.led_back(ACTS, name, f"{HOME}/{screening_id}")


@pages.get(f"{HOME}/<uuid:screening_id>/<any(hits, alerts):part>")
def show_part(screening_id: UUID, part: str) -> Response:
    """Show hits or alerts, page by page; that they were read is recorded."""
    runtime, match = current_runtime(), _match()
    asked = {"after": request.args.get("after"), "per_page": PER_PAGE, "match": match}
    with transaction() as session:
        found = _told(session, screening_id, part)
        shown = SHOWN_PARTS[part](session, found, asked, runtime)
        counts = {each: getattr(found, each) for each in Match}
    return frame.page(
        f"partners/screening_{part}.html",
        back=f"{HOME}/{screening_id}",
        match=match,
        counts={each: count for each, count in counts.items() if count},
        **shown,
    )


@pages.get(f"{HOME}/<uuid:screening_id>/report.<any(csv, xlsx):form>")
def read_report(screening_id: UUID, form: str) -> Response:
    """Let an agency download the report of a screening; the download is recorded."""
    with transaction() as session:
        found = _told(session, screening_id, "report")
        session.expunge(found)
    rows = reports.rows_of(
        screening_id, found.asker, language=current_language(), vault=current_runtime().vault
    )
    return screening_answers.report(rows, found, ReportForm(form))


def _of_screening(work: Act, screening_id: UUID, session: Session, form: Mapping[str, str]) -> Done:
    work(session, screening_id, form, _asker())
    return Done()


def _refuse_list(refused: ServiceError) -> Response:
    # Why a list could not be read is entered too.
    refusals.takes_list()
    return _all(frame.told(refused))


def _all(filled: Filled = frame.NOTHING) -> Response:
    session, code = db.session(), _asker().code
    before = paging.read(request.args.get("after"))
    found = screenings.latest(session, code, before=before, limit=SHOWN + 1)
    shown = paging.page_of(found, [each.id for each in found], per_page=SHOWN)
    return frame.page(
        "partners/screenings.html",
        filled=filled,
        fresh_id=uuid4(),
        lists=ListName,
        most_mebibytes=lists.LARGEST // MEBIBYTE,
        purposes=ScreeningPurpose,
        screenings=shown.items,
        next=shown.next,
    )


def _one(screening_id: UUID, filled: Filled = frame.NOTHING) -> Response:
    session = db.session()
    found = screenings.found(session, screening_id, asker=_asker().code, to_change=False)
    page: dict[str, Any] = {"after": None, "per_page": SHOWN}
    return frame.page(
        "partners/screening.html",
        filled=filled,
        screening=screening_answers.screening(session, found, current_runtime()),
        faults=screening_answers.faults_page(session, found, page),
    )


def _match() -> Match | None:
    """Return how what is to be shown goes together, where only some of it is asked for."""
    given = request.args.get("match", "")
    return Match(given) if given in Match.__members__.values() else None


def _told(session: Session, screening_id: UUID, what: str) -> Screening:
    asker, now = _asker(), current_runtime().now()
    found = screenings.found(session, screening_id, asker=asker.code, to_change=False)
    screenings.told(session, found, actor=asker.actor, what=what, now=now)
    return found


def _asker() -> Asker:
    found: ShownAgencyKey = g.agency
    return Asker(f"agency:{found.agency.code}", found.actor)
