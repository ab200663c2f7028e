"""The frame of guarded pages (页面框架): who is signed in, and refusals in place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from flask import Blueprint, Response, g, make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge

from partners.api import guards
from partners.pages import (
    done_once,
    done_words,
    forms,
    notice_words,
    once,
    places,
    refusal_words,
    sessions,
    shown_once,
    signing_in_form,
    wording,
)
from partners.pages.concerns import concerns_of
from partners.pages.filled import ABOUT, Filled, wrong_fields
from partners.pages.once import Done
from partners.pages.sessions import NotSignedInError, PageSession, StaleFormError
from partners.pages.trouble_words import trouble
from registry.db import end_reading
from registry.errors import ErrorKind, ServiceError
from registry.i18n import Language, current_language, remember_choice
from registry.public import problem_pages
from registry.public.privacy import keep_out_of_stores
from registry.runtime import current_runtime
from registry.web import access, auth, problems, texts
from registry.web.text import Reader

Act = Callable[[Session, Mapping[str, str]], Done]
NOTHING = Filled()


def guarded(name: str, guard: Callable[[], None]) -> Blueprint:
    """Return a blueprint of pages that a guard opens; everybody else is sent to sign in."""
    pages = Blueprint(name, __name__, template_folder="templates")
    pages.after_request(keep_out_of_stores)
    pages.after_request(remember_choice)
    pages.register_error_handler(NotSignedInError, _sent_to_sign_in)
    pages.register_error_handler(StaleFormError, _shown_again)
    pages.register_error_handler(ServiceError, _explained)
    access.guarded(pages, guard)
    return pages


def keep(session: PageSession) -> None:
    """Remember the session of the request; a form of it has to carry its token."""
    g.page_session = session
    if request.method == "POST":
        # Whoever sends a form may be slow.
        end_reading()
        sessions.require_form(session)


def page(template: str, *, filled: Filled = NOTHING, **shown: Any) -> Response:
    """Return a page with what every guarded page shows, and a form of it as it was sent."""
    session: PageSession = g.page_session
    rendered = render_template(
        template,
        token=session.token,
        form_id=uuid4(),
        form=filled,
        refusal=filled.said,
        done=done_words.told(done_once.left()) if request.method == "GET" else "",
        now=current_runtime().now(),
        words=wording,
        notice_words=notice_words,
        trouble=trouble,
        concerns_of=concerns_of,
        question=places.question,
        language_links={other: places.in_language(other.primary) for other in Language},
        **shown,
    )
    response = make_response(rendered, filled.status)
    if request.method == "GET":
        done_once.forget(response)
    return response


def acted(
    acts: Mapping[str, Act], name: str, holder: str, show: Callable[[Filled], Response]
) -> Response:
    """Do what a form asks, and go back to the page, show the secret, or say why not.

    :param holder: by whose key the form was sent.
    :param show: makes the page that the form stands on, with the form as it was sent.
    """
    act = acts.get(name)
    if act is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "route.unknown")
    try:
        form = forms.typed()
        return once.perform(lambda session: act(session, form), holder=holder)
    except ServiceError as refused:
        return show(told(refused))


def led_back(acts: Mapping[str, Any], name: str, page: str) -> Response:
    """Lead whoever asks for the address of a form to the page that it stands on."""
    if name not in acts:
        raise ServiceError(ErrorKind.NOT_FOUND, "route.unknown")
    return make_response(redirect(page, 303))


def told(refused: ServiceError) -> Filled:
    """Leave a refusal in the journal, as the API does, and return the form with what a page shows
    of it.
    """
    guards.enter_refusal(refused, f"{request.blueprint}.{places.act()}")
    return filled(refused, refusal_words.told(refused))


def filled(refused: ServiceError, said: str) -> Filled:
    """Return the form of the request as it was sent, and what was wrong with it.

    :param said: that in words.
    """
    typed = _typed()
    return Filled(
        act=places.act(),
        of=next((typed[name][0] for name in ABOUT if name in typed), ""),
        said=said,
        status=problems.STATUS[refused.kind],
        fields=wrong_fields(refused, typed),
        typed=typed,
    )


def _typed() -> dict[str, list[str]]:
    try:
        return {name: request.form.getlist(name) for name in request.form}
    except RequestEntityTooLarge:
        # Nothing is read of what is too long to be taken.
        return {}


def _shown_again(stale: StaleFormError) -> Response:
    """Return the page of a form that another session made, as it was sent, to be sent again."""
    place = places.of(request.endpoint or "")
    if place is None:
        return _explained(stale)
    return place.show(request.view_args or {}, filled(stale, refusal_words.told(stale)))


def _explained(error: ServiceError) -> Response:
    """Return the page of an error, with what a document would say as facts in its words."""
    if error.kind is ErrorKind.INTERNAL or not problems.wants_html():
        return problems.answer(error)
    language = current_language()
    problem = problems.problem_of(error, language)
    bare = texts.detail_of(error.code, language, Reader.PAGE)
    detail = problem.detail.replace(bare, refusal_words.told(error), 1)
    page = problem_pages.render(replace(problem, detail=detail), back=_back())
    page.status_code = problem.status
    page.headers.update(problem.headers)
    return page


def _back() -> str:
    """Return where somebody goes on whom a page is refused: to the page of the form that he sent,
    or else to his first one.
    """
    session: PageSession | None = g.get("page_session")
    if session is None:
        return ""
    return places.address() if request.method == "POST" else sessions.HOME[session.kind]


def _sent_to_sign_in(error: NotSignedInError) -> Response:
    """Lead to where one signs in, and from there back; say of a form that it was not done."""
    back = places.address()
    if request.method not in auth.READING:
        said = refusal_words.told(ServiceError(error.kind, "session.over"))
        status = problems.STATUS[error.kind]
        return signing_in_form.show(refusal=said, status=status, back=back)
    if back in (*sessions.HOME.values(), shown_once.PATH):
        return make_response(redirect(sessions.SIGN_IN, 303))
    return make_response(redirect(f"{sessions.SIGN_IN}?{urlencode({'back': back})}", 303))
