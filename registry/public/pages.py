"""Pages for people (公开查询页面): the search by name, and one entry; complete without scripts."""

from flask import Blueprint, Response, make_response, render_template, request

from registry.clock import legal_day
from registry.i18n import current_language, remember_choice
from registry.public import links, wording
from registry.public.answers import entry_of
from registry.public.privacy import keep_out_of_stores
from registry.public.search_pages import SearchPage
from registry.runtime import current_runtime
from registry.search.query import Shelf
from schemas.public import EntriesQuery

SEARCH = SearchPage(
    path=links.ENTRIES,
    template="search.html",
    shelf=Shelf.ENTRIES,
    query=EntriesQuery,
    asked=("name", "list", "kind", "province", "after"),
)

pages = Blueprint("pages", __name__)
pages.after_request(keep_out_of_stores)
pages.after_request(remember_choice)
pages.app_context_processor(wording.of_every_page)
pages.add_app_template_filter(wording.legal_date)
pages.add_app_template_global(links.to_entry, "entry_link")


@pages.get(links.ENTRIES)
def search() -> Response:
    """Show the form, and below it what was found, or what the lists mean."""
    return SEARCH.show()


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
