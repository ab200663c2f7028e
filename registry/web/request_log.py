"""Request log (访问日志): every request gets an id, and one line that says what became of it.

The line names the route and never the address: what somebody searched for is nobody's business.
"""

import logging
from time import monotonic
from uuid import uuid4

from flask import Flask, Response, g, request

from registry.logs import REQUEST_ID

HEADER = "X-Request-Id"
log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Let every request of this application have an id and a line in the log."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def request_id() -> str:
    """Return the id of the request in whose context we are."""
    found: str = g.request_id
    return found


def _begin() -> None:
    # An id that a client chose could be somebody's number; ours cannot.
    g.request_id = str(uuid4())
    g.request_began = monotonic()
    REQUEST_ID.set(g.request_id)


def _end(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    log.info(
        "request answered",
        extra={
            "method": request.method,
            "route": str(request.url_rule) if request.url_rule else None,
            "status": response.status_code,
            "milliseconds": round((monotonic() - g.request_began) * 1000, 1),
        },
    )
    return response


def _forget(_error: BaseException | None) -> None:
    REQUEST_ID.set(None)
