"""Trials (试行): the route of an act, called with what is planned, up to where it would be done.

The planned act goes through the same guard, the same reading of its body, the same view and the
same service as the act itself; so there is no second copy of what the law asks of it. Nothing can
be written meanwhile (:func:`registry.db.looking`), and the act itself is never reached.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from uuid import UUID

import orjson
from flask import current_app, request
from werkzeug.routing import Rule

from registry import db
from registry.errors import ErrorKind, ServiceError
from registry.services.acts import plans
from registry.services.acts.plans import Plan, PlanEnds
from registry.web import auth
from registry.web.field_errors import FieldError

# What stands in the way of the act itself, and is no mistake in asking.
_REFUSALS = frozenset({ErrorKind.CONFLICT, ErrorKind.INELIGIBLE, ErrorKind.INVALID})
_NOT_COPIED = ("werkzeug.request", "HTTP_TRANSFER_ENCODING", "HTTP_IF_MATCH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An act that is planned: its route, the record that it is about and the body it would take."""

    endpoint: str
    record: UUID | None
    body: Mapping[str, Any]


def attempt(planned: Planned, plan: Plan) -> ServiceError | None:
    """Try an act; what the law says of it is noted in its plan.

    :returns: what the register itself would refuse the act for, beside the law.
    :raises ServiceError: when what is planned cannot be understood, or its record is not found.
    """
    db.end_reading()
    environ = _environ(planned)
    with plans.trying(plan), current_app.request_context(environ):
        try:
            auth.require_court_key()
            current_app.dispatch_request()
        except PlanEnds:
            return None
        except ServiceError as error:
            if error.kind not in _REFUSALS:
                raise
            if error.code == "request.invalid":
                raise _about_plan(error) from None
            return error
    raise ServiceError(ErrorKind.INTERNAL, "internal.error", {"endpoint": planned.endpoint})


def _environ(planned: Planned) -> dict[str, Any]:
    rule = _rule(planned.endpoint)
    if bool(rule.arguments) is not (planned.record is not None):
        code = "required" if rule.arguments else "unknown"
        facts = {"errors": [{"pointer": "/record", "code": code, "limit": ""}]}
        raise ServiceError(ErrorKind.INVALID, "request.invalid", facts)
    built = rule.build(dict.fromkeys(rule.arguments, planned.record))
    body = orjson.dumps(planned.body)
    kept = {name: value for name, value in request.environ.items() if name not in _NOT_COPIED}
    return kept | {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "" if built is None else built[1],
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }


def _rule(endpoint: str) -> Rule:
    return next(
        rule
        for rule in current_app.url_map.iter_rules(endpoint)
        if rule.methods is not None and "POST" in rule.methods
    )


def _about_plan(error: ServiceError) -> ServiceError:
    """Return an error in the planned body as one in the body of the question."""
    found = error.facts.get("errors", ())
    errors = found if isinstance(found, list | tuple) else ()
    moved = [
        replace(
            one if isinstance(one, FieldError) else FieldError(**one),
            pointer=f"/planned{one.pointer if isinstance(one, FieldError) else one['pointer']}",
        )
        for one in errors
    ]
    return ServiceError(error.kind, error.code, {"errors": moved})
