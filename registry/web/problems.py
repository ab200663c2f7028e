"""Problem documents (错误文档), RFC 9457: the one place where an error becomes an answer.

Use cases say what went wrong as kind, code and facts. Here the kind becomes a status, the code
becomes sentences in the reader's language, and the facts go along.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import orjson
from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from werkzeug.exceptions import HTTPException

from registry.errors import ErrorKind, ServiceError
from registry.i18n import Language, current_language
from registry.web import findings, next_steps, texts
from registry.web.field_errors import FieldError
from registry.web.request_log import request_id
from registry.web.text import Reader

MEDIA_TYPE = "application/problem+json"
PAGES = "registry.problem pages"
BUSY_SECONDS = 2
STATUS: dict[ErrorKind, int] = {
    ErrorKind.MALFORMED: 400,
    ErrorKind.INVALID: 422,
    ErrorKind.UNAUTHENTICATED: 401,
    ErrorKind.FORBIDDEN: 403,
    ErrorKind.NOT_FOUND: 404,
    ErrorKind.METHOD_NOT_ALLOWED: 405,
    ErrorKind.CONFLICT: 409,
    ErrorKind.STALE: 412,
    ErrorKind.PRECONDITION_MISSING: 428,
    ErrorKind.INELIGIBLE: 422,
    ErrorKind.TOO_LARGE: 413,
    ErrorKind.UNSUPPORTED_TYPE: 415,
    ErrorKind.TOO_MANY: 429,
    ErrorKind.UNAVAILABLE: 503,
    ErrorKind.INTERNAL: 500,
}
# What werkzeug found before any view was called.
_BY_STATUS: dict[int, tuple[ErrorKind, str]] = {
    404: (ErrorKind.NOT_FOUND, "route.unknown"),
    405: (ErrorKind.METHOD_NOT_ALLOWED, "method.not_allowed"),
    413: (ErrorKind.TOO_LARGE, "body.too_large"),
    415: (ErrorKind.UNSUPPORTED_TYPE, "body.wrong_type"),
}
_KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An error as the reader gets it, in the reader's language."""

    status: int
    code: str
    title: str
    detail: str
    instance: str
    facts: Mapping[str, object] = field(default_factory=dict)
    errors: tuple[Mapping[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


Renderer = Callable[[Problem], Response]


def init_app(app: Flask) -> None:
    """Let every error of this application be answered by a problem document."""
    app.register_error_handler(ServiceError, answer)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(IntegrityError, _answer_integrity_error)
    app.register_error_handler(OperationalError, _answer_store_error)
    app.register_error_handler(ProgrammingError, _answer_statement_error)
    app.register_error_handler(Exception, _answer_unexpected)


def render_html_with(app: Flask, renderer: Renderer) -> None:
    """Let readers of pages get a page instead of a document.

    :param renderer: makes the page; it is given all that the document would say.
    """
    app.extensions[PAGES] = renderer


def wants_html() -> bool:
    """Tell whether the request comes from somebody who reads pages: no API path, HTML accepted."""
    if request.path.startswith("/api/"):
        return False
    accepted = request.accept_mimetypes
    return accepted.accept_html and accepted["text/html"] >= accepted["application/json"]


def problem_of(error: ServiceError, language: Language) -> Problem:
    """Return what a reader is told of an error."""
    facts = dict(error.facts)
    found = facts.pop("errors", ())
    retry_after = facts.get("retry_after")
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    if error.kind is ErrorKind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = _challenge(error.code)
    detail = texts.detail_of(error.code, language, _reader())
    if "findings" in facts:
        explained = findings.explained(facts["findings"], language)
        facts["findings"] = explained
        detail = " ".join([detail, *findings.sentences(explained, language)])
    next_step = next_steps.after_state(facts, language)
    return Problem(
        status=STATUS[error.kind],
        code=error.code,
        title=texts.title_of(error.code, language),
        detail=" ".join(part for part in (detail, next_step) if part),
        instance=f"urn:uuid:{request_id()}",
        facts=facts,
        errors=tuple(_field_errors(found, language)),
        headers=headers,
    )


def answer(error: ServiceError) -> Response:
    """Answer an error of ours by a problem document, or a page."""
    if error.kind is ErrorKind.INTERNAL:
        log.error("request failed", exc_info=error, extra={"code": error.code, **error.facts})
    return _respond(problem_of(error, current_language()))


def _answer_http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    kind, code = _BY_STATUS.get(status, (ErrorKind.MALFORMED, "request.malformed"))
    if status >= 500:
        kind, code = ErrorKind.INTERNAL, "internal.error"
    problem = problem_of(ServiceError(kind, code), current_language())
    headers = {k: v for k, v in error.get_headers(request.environ) if k in _KEPT_HEADERS}
    return _respond(_with(problem, status=status, headers={**problem.headers, **headers}))


def _answer_integrity_error(error: IntegrityError) -> Response:
    if not _is_duplicate(error):
        return _answer_unexpected(error)
    log.warning("two requests wrote the same record", exc_info=error)
    code = "record.concurrent_change"
    return answer(ServiceError(ErrorKind.CONFLICT, code))


def _answer_statement_error(error: ProgrammingError) -> Response:
    return _answer_store_error(error) if _lacks_tables(error) else _answer_unexpected(error)


def _answer_store_error(error: DBAPIError) -> Response:
    if _lacks_tables(error):
        log.error("the store lacks a table: run flask db upgrade", exc_info=error)
    else:
        log.error("the store did not answer", exc_info=error)
    facts = {"retry_after": BUSY_SECONDS}
    return answer(ServiceError(ErrorKind.UNAVAILABLE, "store.unavailable", facts))


def _answer_unexpected(error: Exception) -> Response:
    log.error("request failed unexpectedly", exc_info=error)
    failed = ServiceError(ErrorKind.INTERNAL, "internal.error")
    return _respond(problem_of(failed, current_language()))


def _is_duplicate(error: IntegrityError) -> bool:
    # SQLSTATE unique_violation; SQLite has words only.
    return getattr(error.orig, "sqlstate", None) == "23505" or "UNIQUE" in str(error.orig)


def _lacks_tables(error: DBAPIError) -> bool:
    # SQLSTATE undefined_table; SQLite has words only.
    return getattr(error.orig, "sqlstate", None) == "42P01" or "no such table" in str(error.orig)


def _reader() -> Reader:
    return Reader.PAGE if wants_html() else Reader.PROGRAM


def _challenge(code: str) -> str:
    # RFC 6750 section 3: without credentials the challenge says nothing about them.
    return "Bearer" if code == "key.missing" else 'Bearer error="invalid_token"'


def _field_errors(found: object, language: Language) -> list[dict[str, str]]:
    errors = found if isinstance(found, list | tuple) else ()
    return [
        (error if isinstance(error, FieldError) else FieldError(**error)).as_json(language)
        for error in errors
    ]


def _with(problem: Problem, *, status: int, headers: Mapping[str, str]) -> Problem:
    return Problem(
        status=status,
        code=problem.code,
        title=problem.title,
        detail=problem.detail,
        instance=problem.instance,
        headers=headers,
    )


def _respond(problem: Problem) -> Response:
    renderer: Renderer | None = current_app.extensions.get(PAGES)
    if renderer is not None and wants_html():
        response = renderer(problem)
        response.status_code = problem.status
    else:
        response = Response(_document(problem), problem.status, content_type=MEDIA_TYPE)
    response.headers.update(problem.headers)
    return response


def _document(problem: Problem) -> bytes:
    # Relative, so that it leads to the register by whatever name the reader knows it.
    said: dict[str, object] = {
        "type": f"/api/v1/problems/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "instance": problem.instance,
    }
    if problem.facts:
        said["facts"] = problem.facts
    if problem.errors:
        said["errors"] = problem.errors
    return orjson.dumps(said, default=str)
