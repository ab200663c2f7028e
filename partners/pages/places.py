"""Where forms stand (表单所在页面): the page that a form is sent from, and goes back to, whatever
becomes of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, current_app, request, url_for

from partners.pages.filled import Filled
from registry.i18n import PARAMETER

View = TypeVar("View", bound=Callable[..., Response])


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The page of a form.

    :ivar page: its endpoint.
    :ivar show: makes it, from what the address of the form names and the form as it was sent.
    :ivar act: what the form asks for; empty where its address names it.
    """

    page: str
    show: Callable[[Mapping[str, Any], Filled], Response]
    act: str = ""


_PLACES: dict[Callable[..., Any], Place] = {}


def stands_on(
    page: str, show: Callable[[Mapping[str, Any], Filled], Response], *, act: str = ""
) -> Callable[[View], View]:
    """Say of a view to which forms are sent on which page they stand; see :class:`Place`."""

    def mark(view: View) -> View:
        _PLACES[view] = Place(page=page, show=show, act=act)
        return view

    return mark


def of(endpoint: str) -> Place | None:
    """Return where the forms stand that are sent to an endpoint."""
    return _PLACES.get(current_app.view_functions[endpoint])


def act() -> str:
    """Return what the form of the request asks for."""
    place = of(request.endpoint or "")
    return (place.act if place else "") or str((request.view_args or {}).get("name", ""))


def address() -> str:
    """Return the address of the page that whoever sent the request is on."""
    place = of(request.endpoint or "")
    if place is None:
        return _address(request.path)
    known = next(current_app.url_map.iter_rules(place.page)).arguments
    named = {name: value for name, value in (request.view_args or {}).items() if name in known}
    return _address(url_for(place.page, **named))


def in_language(primary: str) -> str:
    """Return the address of the page that the reader is on, in a language."""
    path = address()
    return f"{path}{'&' if '?' in path else '?'}{urlencode({PARAMETER: primary})}"


def question(**changes: str) -> str:
    """Return the question of the request, all but the language, as it stands behind a path.

    :param changes: what is asked otherwise; empty for what is not asked any more.
    """
    given = request.args.items(multi=True)
    asked = [pair for pair in given if pair[0] not in {PARAMETER, *changes}]
    asked += [pair for pair in changes.items() if pair[1]]
    return f"?{urlencode(asked)}" if asked else ""


def _address(path: str) -> str:
    return path + question()
