"""The public search as JSON (公开查询接口): entries of a name, and one entry by its id."""

from collections.abc import Mapping
from typing import Any

import orjson
from flask import Response

from registry.clock import legal_day
from registry.i18n import current_language
from registry.public.answers import Answer, entries_of, entry_of
from registry.public.privacy import keep_out_of_stores
from registry.public.questions import query_from
from registry.runtime import current_runtime
from registry.search.query import Shelf
from registry.web.openapi import Blueprint
from schemas.public import EntriesQuery, Entry, EntryPage

JSON = "application/json"
ID_IN_PATH = {
    "in": "path",
    "name": "entry_id",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
}

entries = Blueprint(
    "public",
    __name__,
    url_prefix="/api/v1/public",
    description="公开查询：证件号码已隐去部分数字 Public search; identity numbers are masked",
)
entries.after_request(keep_out_of_stores)


@entries.route("/entries")
@entries.arguments(EntriesQuery, location="query")
@entries.response(200, EntryPage)
@entries.problems(400, 503)
def find(arguments: dict[str, Any]) -> Response:
    """按姓名或名称查询公布信息 Find entries by name.

    整名一致才算查到，新公布的在前。答复不得缓存。 Equal names match; the newest entry comes first.
    Answers are not stored.
    """
    return page_of(arguments, Shelf.ENTRIES)


@entries.route("/entries/<entry_id>", parameters=[ID_IN_PATH])
@entries.response(200, Entry)
@entries.problems(404, 503)
def read(entry_id: str) -> Response:
    """查看一条公布信息 Read one entry.

    已删除、已撤销、期满、未公布的与从来没有的答复相同。 Entries that were removed, revoked or have
    ended, that are not public yet and that never were have the same answer.
    """
    on = legal_day(current_runtime().now())
    return ready(entry_of(entry_id, on=on, language=current_language()))


def page_of(arguments: dict[str, Any], shelf: Shelf) -> Response:
    """Answer a question of a shelf with one page."""
    size = arguments["per_page"]
    found = answered(arguments, shelf, size=size)
    return ready(
        {"items": found.entries, "per_page": size, "total": found.total, "next": found.next}
    )


def answered(arguments: Mapping[str, Any], shelf: Shelf, *, size: int) -> Answer:
    """Return one page of what checked arguments ask for.

    :raises ServiceError: where the name cannot be searched, or the cursor is of no such question.
    """
    runtime = current_runtime()
    return entries_of(
        query_from(arguments, shelf),
        after=arguments.get("after"),
        size=size,
        on=legal_day(runtime.now()),
        key=runtime.settings.secret_key,
        language=current_language(),
    )


def ready(body: dict[str, Any]) -> Response:
    """Return stored items as an answer."""
    # Stored items are answered as they are: dumping them through the schema once more would cost
    # more than the query.
    return Response(orjson.dumps(body), mimetype=JSON)
