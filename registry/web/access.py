"""Access (准入): every route carries a decision on who may call it, and one without is shut.

A blueprint is declared open to everybody, or guarded by a function that turns away whoever may not
come in. Routes outside a blueprint are listed here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from flask import Flask, current_app, request
from flask.sansio.blueprints import Blueprint

from registry.errors import ErrorKind, ServiceError

Guard = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who may call a route: everybody, or whom the guard lets in."""

    guard: Guard | None


EVERYBODY = Decision(None)
# Flask's own route for files of the folder `static`, and the description of the API.
PUBLIC_ENDPOINTS = frozenset({"static", "api-docs.openapi_json"})
_DECISIONS: WeakKeyDictionary[Blueprint, Decision] = WeakKeyDictionary()


def public(blueprint: Blueprint) -> None:
    """Open a blueprint to everybody."""
    _DECISIONS[blueprint] = EVERYBODY


def guarded(blueprint: Blueprint, guard: Guard) -> None:
    """Let the views of a blueprint be called only by those whom a guard lets in.

    :param guard: raises :class:`registry.errors.ServiceError` of the kinds ``UNAUTHENTICATED`` or
        ``FORBIDDEN`` for everybody else.
    """
    _DECISIONS[blueprint] = Decision(guard)


def decision_for(app: Flask, endpoint: str) -> Decision | None:
    """Return the decision on one route of an application, or nothing where there is none."""
    if endpoint in PUBLIC_ENDPOINTS:
        return EVERYBODY
    blueprint = app.blueprints.get(endpoint.rpartition(".")[0])
    return _DECISIONS.get(blueprint) if blueprint is not None else None


def init_app(app: Flask) -> None:
    """Let the decisions be carried out before every view of this application."""
    app.before_request(_check)


def _check() -> None:
    # A request that fits no route is answered by what the routing found: 404, 405 or a redirect.
    if request.endpoint is None:
        return
    decision = decision_for(current_app, request.endpoint)
    if decision is None:
        facts = {"endpoint": request.endpoint}
        raise ServiceError(ErrorKind.INTERNAL, "access.undecided", facts)
    if decision.guard is not None:
        decision.guard()
