"""The API description to browse (接口说明页面): Swagger UI from an installed package, served by
ourselves; no other host is asked for anything.
"""

from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, render_template, send_from_directory
from flask.typing import ResponseReturnValue

from registry.errors import ErrorKind, ServiceError
from registry.i18n import current_language
from registry.web import access
from registry.web.headers import CONTENT_SECURITY_POLICY

ASSETS = Path(flask_swagger_ui.__file__).parent / "dist"
SERVED = frozenset({"swagger-ui.css", "swagger-ui-bundle.js"})
ONE_DAY = 24 * 3600
# Swagger UI draws its controls with style attributes; scripts stay as strict as everywhere.
POLICY = CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

blueprint = Blueprint("docs", __name__, url_prefix="/api/docs")
access.public(blueprint)


@blueprint.route("")
def page() -> ResponseReturnValue:
    """Return the page."""
    response = Response(render_template("api_docs.html", language=current_language()))
    response.headers["Content-Security-Policy"] = POLICY
    return response


@blueprint.route("/assets/<name>")
def asset(name: str) -> Response:
    """Return one of the two files that the page needs."""
    if name not in SERVED:
        raise ServiceError(ErrorKind.NOT_FOUND, "route.unknown")
    response = send_from_directory(ASSETS, name, max_age=ONE_DAY)
    response.headers["Cache-Control"] = f"public, max-age={ONE_DAY}"
    return response
