"""Closed rounds as JSON and as pages (终本案件公开查询): a list of its own, with the same
privacy and the same limits as the two lists of persons.
"""

from typing import Any

from flask import Blueprint as Pages
from flask import Response, make_response, render_template, request

from registry.clock import legal_day
from registry.i18n import current_language, remember_choice
from registry.public import links, wording
from registry.public.answers import Entry, entry_of
from registry.public.entries import ID_IN_PATH, page_of, ready
from registry.public.privacy import keep_out_of_stores
from registry.public.search_pages import SearchPage
from registry.runtime import current_runtime
from registry.search.query import Shelf
from registry.web.openapi import Blueprint
from schemas.public_closed_rounds import ClosedRound, ClosedRoundPage, ClosedRoundsQuery

interface = Blueprint(
    "closed-rounds",
    __name__,
    url_prefix="/api/v1/public",
    description="终本案件公开查询 Closed rounds, apart from the two lists",
)
interface.after_request(keep_out_of_stores)
pages = Pages("closed_round_pages", __name__)
pages.after_request(keep_out_of_stores)
pages.after_request(remember_choice)
pages.add_app_template_global(links.to_closed_round, "closed_round_link")
SEARCH = SearchPage(
    path=links.CLOSED_ROUNDS,
    template="closed_rounds.html",
    shelf=Shelf.CLOSED_ROUNDS,
    query=ClosedRoundsQuery,
    asked=("name", "kind", "province", "after"),
)


@interface.route("/closed-rounds")
@interface.arguments(ClosedRoundsQuery, location="query")
@interface.response(200, ClosedRoundPage)
@interface.problems(400, 503)
def find(arguments: dict[str, Any]) -> Response:
    """按姓名或名称查询终本案件 Find closed rounds by name.

    整名一致才算查到，新终本的在前。终本案件的被执行人不因此是失信被执行人。 Equal names match; the
    newest closing comes first. Nobody is dishonest for being found here.
    """
    return page_of(arguments, Shelf.CLOSED_ROUNDS)


@interface.route("/closed-rounds/<entry_id>", parameters=[ID_IN_PATH])
@interface.response(200, ClosedRound)
@interface.problems(404, 503)
def read(entry_id: str) -> Response:
    """查看一条终本案件信息 Read one closed round.

    履行完毕、终结、恢复执行的与从来没有的答复相同。 One that was performed, terminated or resumed
    and one that never was have the same answer.
    """
    return ready(_found(entry_id))


@pages.get(links.CLOSED_ROUNDS)
def search() -> Response:
    """Show the form, and below it what was found, or what a closed round is."""
    return SEARCH.show()


@pages.get(f"{links.CLOSED_ROUNDS}/<entry_id>")
def show(entry_id: str) -> Response:
    """Show one closed round."""
    found = _found(entry_id)
    page = render_template(
        "closed_round.html",
        entry=found,
        asked_at=wording.moment(current_runtime().now()),
        namesakes=links.to_search({"name": found["name"]}, path=links.CLOSED_ROUNDS),
        language_links=links.in_other_languages(request.path, {}),
    )
    return make_response(page)


def _found(entry_id: str) -> Entry:
    on = legal_day(current_runtime().now())
    return entry_of(entry_id, on=on, language=current_language(), shelf=Shelf.CLOSED_ROUNDS)
