"""Pages for people (公开查询页面): the search by name, and one entry; complete without scripts."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from marshmallow import EXCLUDE, ValidationError

from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.i18n import asked_language, current_language, remember_choice
from registry.public import links, wording
from registry.public.answers import Answer, entries_of, entry_of
from registry.public.privacy import keep_out_of_stores
from registry.public.questions import looks_like_number, query_from
from registry.runtime import current_runtime
from registry.web import texts
from registry.web.problems import STATUS
from schemas.public import ENTRIES_PER_PAGE, EntriesQuery

ASKED = ("name", "list", "kind", "province", "after")

pages = Blueprint("pages", __name__)
pages.after_request(keep_out_of_stores)
pages.after_request(remember_choice)
pages.app_context_processor(wording.of_every_page)
pages.add_app_template_filter(wording.legal_date)
pages.add_app_template_global(links.to_entry, "entry_link")


@pages.get("/")
def search() -> Response:
    """Show the form, and below it what was found, or what the lists mean."""
    if "name" not in request.args:
        return _search_page({})
    asked = {field: request.args[field] for field in ASKED if request.args.get(field, "").strip()}
    twice = [field for field in ASKED if len(request.args.getlist(field)) > 1]
    if twice:
        return _refusal_page(asked, dict.fromkeys(twice, "field.repeated"), ErrorKind.INVALID)
    try:
        return _search_page(asked, answer=_answer(asked))
    except ValidationError as refused:
        codes = {field: _code_of(field, asked) for field in refused.messages_dict}
        return _refusal_page(asked, codes, ErrorKind.INVALID)
    except ServiceError as refused:
        return _refusal_page(asked, {str(refused.facts["field"]): refused.code}, refused.kind)


@pages.get("/entries/<entry_id>")
def entry(entry_id: str) -> Response:
    """Show one entry with everything that is published of it."""
    now = current_runtime().now()
    found = entry_of(entry_id, on=legal_day(now), language=current_language())
    page = render_template(
        "entry.html",
        entry=found,
        asked_at=wording.moment(now),
        namesakes=links.to_search({"name": found["name"]}),
        language_links=links.in_other_languages(request.path, {}),
    )
    return make_response(page)


def _answer(asked: Mapping[str, str]) -> Answer:
    arguments = EntriesQuery().load(asked, unknown=EXCLUDE)
    runtime = current_runtime()
    return entries_of(
        query_from(arguments),
        after=arguments.get("after"),
        size=ENTRIES_PER_PAGE,
        on=legal_day(runtime.now()),
        key=runtime.settings.secret_key,
        language=current_language(),
    )


def _code_of(field: str, asked: Mapping[str, str]) -> str:
    if field == "name":
        return "name.too_long" if "name" in asked else "name.missing"
    return "cursor.invalid" if field == "after" else "choice.unknown"


def _refusal_page(asked: Mapping[str, str], codes: dict[str, str], kind: ErrorKind) -> Response:
    """Say beside each field what is wrong with it, and keep what is not.

    A number goes neither back into the page nor into its links, whatever else is wrong; another
    name stays, to be mended.
    """
    is_number = looks_like_number(asked.get("name", ""))
    if is_number:
        codes["name"] = "name.looks_like_number"
    kept = {
        field: value
        for field, value in asked.items()
        if field not in codes or (field == "name" and not is_number)
    }
    language = current_language()
    errors = {field: texts.detail_of(code, language) for field, code in codes.items()}
    return _search_page(kept, errors=errors, status=STATUS[kind])


def _search_page(
    asked: Mapping[str, str],
    *,
    answer: Answer | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    shown: dict[str, Any] = {
        "asked": asked,
        "answer": answer,
        "errors": errors or {},
        "choices": wording.choices(),
        "kept_language": asked_language(request.args),
        "asked_at": wording.moment(current_runtime().now()),
        "links": links.around(asked, answer),
        "language_links": links.in_other_languages("/", asked),
    }
    return make_response(render_template("search.html", **shown), status)
