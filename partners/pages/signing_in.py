"""Signing in and out (登录与退出): a key is shown once, and a session begins."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from flask import Blueprint, Response, make_response, redirect, request
from sqlalchemy.orm import Session

from partners.pages import court, refusal_words, sessions, signing_in_form, wrong_keys
from partners.services import agency_keys, operator_keys
from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.i18n import remember_choice
from registry.public.privacy import keep_out_of_stores
from registry.runtime import current_runtime
from registry.web import problems

LONGEST_KEY = 200
Recognise = Callable[[Session, str, datetime], str]

pages = Blueprint("partner_signing_in", __name__, template_folder="templates")
pages.after_request(keep_out_of_stores)
pages.after_request(remember_choice)


@pages.get("/partners/sign-in")
def form() -> Response:
    """Show the form."""
    return signing_in_form.show(back=request.args.get("back", ""))


@pages.post("/partners/sign-in")
def sign_in() -> Response:
    """Begin a session with the key of an operator, of an agency, or of a court's person."""
    try:
        sessions.require_own_page()
    except ServiceError as foreign:
        said = refusal_words.told(foreign)
        return signing_in_form.show(refusal=said, status=problems.STATUS[foreign.kind])
    text = request.form.get("key", "").strip()
    try:
        kind, prefix = _holder(text)
    except ServiceError as refused:
        return _refused(text, refused)
    response = make_response(
        redirect(signing_in_form.leads_to(kind, request.form.get("back", "")), 303)
    )
    sessions.start(response, kind, prefix)
    return response


@pages.post("/partners/sign-out")
def sign_out() -> Response:
    """End the session, whoever's it is."""
    sessions.require_own_page()
    response = make_response(redirect(sessions.SIGN_IN, 303))
    sessions.end(response)
    return response


def _holder(text: str) -> tuple[str, str]:
    """Return whose key was shown; all kinds look alike, and any may be typed."""
    session, now = db.session(), current_runtime().now()
    known = text if len(text) <= LONGEST_KEY and text.isascii() else ""
    for kind, recognise in _RECOGNISE.items():
        try:
            return kind, recognise(session, known, now)
        except ServiceError as refused:
            if refused.code != "key.unknown":
                raise
    raise ServiceError(ErrorKind.UNAUTHENTICATED, "key.unknown")


def _operator(session: Session, text: str, now: datetime) -> str:
    return operator_keys.shown(session, text, now=now).prefix


def _agency(session: Session, text: str, now: datetime) -> str:
    return agency_keys.shown(session, text, now=now).prefix


_RECOGNISE: Mapping[str, Recognise] = MappingProxyType(
    {
        sessions.OPERATOR: _operator,
        sessions.AGENCY: _agency,
        sessions.COURT: court.recognise,
    }
)


def _refused(text: str, refused: ServiceError) -> Response:
    """Say that a key opens nothing, or that too many did not."""
    runtime = current_runtime()
    end_reading()
    with transaction() as session:
        client = request.remote_addr or ""
        waits = wrong_keys.refuse(session, text, client, vault=runtime.vault, now=runtime.now())
    told = waits or refused
    response = signing_in_form.show(
        refusal=refusal_words.told(told),
        status=problems.STATUS[told.kind],
        back=request.form.get("back", ""),
    )
    if waits is not None:
        response.headers["Retry-After"] = str(waits.facts["retry_after"])
    return response
