"""The frame of guarded pages (页面框架): who is signed in, refusals in place, secrets once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, g, make_response, redirect, render_template, request

from partners.api import guards
from partners.pages import notice_words, refusal_words, sessions, shown_once, wording
from partners.pages.concerns import concerns_of
from partners.pages.sessions import NotSignedInError, PageSession
from partners.pages.shown_once import Left
from partners.pages.trouble_words import trouble
from registry.db import end_reading
from registry.errors import ErrorKind, ServiceError
from registry.i18n import current_language, remember_choice
from registry.public import links, problem_pages
from registry.public.privacy import keep_out_of_stores
from registry.runtime import current_runtime
from registry.web import access, problems, texts
from registry.web.text import Reader

LONGEST_REASON, LONGEST_VALUE = 500, 2_000


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left behind: a secret or a key to be shown this once, or nothing.

    :ivar place: the id of the part of the page that it was about, where whoever acted goes on.
    """

    left: Left | None = None
    place: str = ""


Act = Callable[[Mapping[str, str]], Done]


def guarded(name: str, guard: Callable[[], None]) -> Blueprint:
    """Return a blueprint of pages that a guard opens; everybody else is sent to sign in."""
    pages = Blueprint(name, __name__, template_folder="templates")
    pages.after_request(keep_out_of_stores)
    pages.after_request(remember_choice)
    pages.register_error_handler(NotSignedInError, _sent_to_sign_in)
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


def page(template: str, *, status: int = 200, **shown: Any) -> Response:
    """Return a page with what every guarded page shows."""
    session: PageSession = g.page_session
    rendered = render_template(
        template,
        token=session.token,
        now=current_runtime().now(),
        words=wording,
        notice_words=notice_words,
        trouble=trouble,
        concerns_of=concerns_of,
        language_links=links.in_other_languages(request.path, {}),
        **shown,
    )
    return make_response(rendered, status)


def acted(acts: Mapping[str, Act], name: str, back: str, show: Callable[..., Response]) -> Response:
    """Do what a form asks, and go back to the page, show the secret, or say why not.

    :param show: makes the page that the form stands on, with a refusal and a status.
    """
    act = acts.get(name)
    if act is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "route.unknown")
    try:
        done = act(typed())
    except ServiceError as refused:
        return show(**told(refused, f"{request.blueprint}.{name}"))
    if done.left is not None:
        return shown_once.led_to(done.left, back)
    return make_response(redirect(f"{back}#{done.place}" if done.place else back, 303))


def told(refused: ServiceError, act: str) -> dict[str, Any]:
    """Leave a refusal in the journal, as the API does, and return what a page shows of it: the
    words, and the status.

    :param act: what the act is called.
    """
    guards.enter_refusal(refused, act)
    return {"refusal": refusal_words.told(refused), "status": problems.STATUS[refused.kind]}


def typed() -> dict[str, str]:
    """Return what was typed into a form, without blanks around it.

    :raises ServiceError: ``form.too_long``.
    """
    found = {field: value.strip() for field, value in request.form.items()}
    wrong = [field[:64] for field, value in found.items() if not _fits(field, value)]
    if wrong:
        raise ServiceError(ErrorKind.INVALID, "form.too_long", {"fields": wrong})
    return found


def _fits(field: str, value: str) -> bool:
    longest = LONGEST_REASON if field == "reason" else LONGEST_VALUE
    return len(value) <= longest and "\0" not in value


def number(form: Mapping[str, str], field: str) -> int | None:
    """Return a whole number that was typed, or nothing where the field was left empty.

    :raises ServiceError: ``agency.limits``.
    """
    typed = form.get(field, "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise ServiceError(ErrorKind.INVALID, "agency.limits", {"fields": [field]})
    return int(typed)


def id_in(form: Mapping[str, str], field: str, code: str) -> UUID:
    """Return the id that a form carries.

    :raises ServiceError: with the code, where it carries none.
    """
    try:
        return UUID(form.get(field, ""))
    except ValueError:
        raise ServiceError(ErrorKind.NOT_FOUND, code) from None


def reason(form: Mapping[str, str]) -> str:
    """Return the reason that was typed.

    :raises ServiceError: ``reason.missing``.
    """
    typed = form.get("reason", "")
    if not typed:
        raise ServiceError(ErrorKind.INVALID, "reason.missing")
    return typed


def incomplete(field: str) -> ServiceError:
    """Return the error for a field of a form that is empty or cannot be read."""
    return ServiceError(ErrorKind.INVALID, "form.incomplete", {"field": field})


def _explained(error: ServiceError) -> Response:
    """Return the page of an error, with what a document would say as facts in its words."""
    if error.kind is ErrorKind.INTERNAL or not problems.wants_html():
        return problems.answer(error)
    language = current_language()
    problem = problems.problem_of(error, language)
    bare = texts.detail_of(error.code, language, Reader.PAGE)
    detail = problem.detail.replace(bare, refusal_words.told(error), 1)
    page = problem_pages.render(replace(problem, detail=detail))
    page.status_code = problem.status
    page.headers.update(problem.headers)
    return page


def _sent_to_sign_in(_error: NotSignedInError) -> Response:
    return make_response(redirect("/partners/sign-in", 303))
