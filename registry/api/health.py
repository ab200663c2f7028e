"""Whether the register answers (健康检查), and what its error codes mean (错误代码说明)."""

import orjson
from flask import Response
from marshmallow import Schema, fields
from sqlalchemy import select

from registry.db import db, end_reading
from registry.errors import ErrorKind, ServiceError
from registry.i18n import current_language
from registry.models.journal import JournalHead
from registry.web import access, texts
from registry.web.openapi import Blueprint

blueprint = Blueprint("service", __name__, url_prefix="/api/v1", description="服务 The service")
access.public(blueprint)


class Health(Schema):
    """Whether the register answers (健康检查)."""

    status = fields.String(required=True)


class CodeExplained(Schema):
    """What an error code means (错误代码说明)."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)


@blueprint.route("/health", methods=["GET"])
@blueprint.problems(503)
@blueprint.response(200, Health)
def health() -> Response:
    """是否可用 Tell whether the register and its store answer."""
    db.session.execute(select(JournalHead.id)).first()
    end_reading()
    return Response(orjson.dumps({"status": "ok"}), content_type="application/json")


@blueprint.route("/problems/<string(maxlength=64):code>", methods=["GET"])
@blueprint.problems(404)
@blueprint.response(200, CodeExplained)
def explain(code: str) -> Response:
    """错误代码说明 Tell what an error code means and what to do; problem documents point here."""
    if code not in texts.codes():
        raise ServiceError(ErrorKind.NOT_FOUND, "route.unknown")
    language = current_language()
    said = {
        "code": code,
        "title": texts.title_of(code, language),
        "detail": texts.detail_of(code, language),
    }
    return Response(orjson.dumps(said), content_type="application/json")
