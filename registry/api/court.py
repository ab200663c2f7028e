"""What the routes of courts share (法院接口公共部分): where they are, who may call them, and how a
list is read.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

import orjson
from flask import Response

from registry.db import db
from registry.services.acts import courts_above
from registry.services.acts.records import Sought
from registry.web import access, auth, paging
from registry.web.openapi import Blueprint

PREFIX = "/api/v1/court"
# No court has this code.
NOBODYS = "-"


class Keyed(Protocol):
    """A record with the key that pages go on from."""

    id: Any


Record = TypeVar("Record", bound=Keyed)


def blueprint(name: str, description: str) -> Blueprint:
    """Return a blueprint for routes that only the holder of a court's key may call."""
    made = Blueprint(name, f"registry.api.{name}", url_prefix=PREFIX, description=description)
    access.guarded(made, auth.require_court_key)
    return made


def sought(record_id: UUID) -> Sought:
    """Return which record the caller's court wants to read: its own, or one of a court below."""
    return Sought(id=record_id, court_code=auth.caller().court_code, from_above=True)


def of_court(arguments: Mapping[str, Any]) -> str:
    """Return whose records a query goes through: the caller's, or those of a court below.

    A court that is not below has nothing to show, as one that never was.
    """
    own, wanted = auth.caller().court_code, arguments["court"]
    found = courts_above.readable(db.session(), own, wanted=wanted)
    return NOBODYS if found is None else found


def page(
    arguments: Mapping[str, Any],
    find: Callable[[int, int], Sequence[Record]],
    show: Callable[[Record], Mapping[str, Any]],
) -> Response:
    """Return one page of records.

    :param arguments: what the query asks for, ``after`` and ``per_page`` among it.
    :param find: returns the records after a key, so many at most.
    :param show: returns a record as it is answered.
    """
    per_page: int = arguments["per_page"]
    # One more than the page holds tells whether another follows.
    found = find(paging.read(arguments["after"]), per_page + 1)
    shown = paging.page_of(found, [record.id for record in found], per_page=per_page)
    items = [show(record) for record in shown.items]
    return respond({"items": items, "per_page": shown.per_page, "next": shown.next})


def respond(record: Mapping[str, Any]) -> Response:
    """Return a record that has no version of its own."""
    return Response(orjson.dumps(record), content_type="application/json")
