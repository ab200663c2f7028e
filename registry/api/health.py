"""Whether the register answers (健康检查), and what its error codes mean (错误代码说明)."""

import orjson
from flask import Response, current_app
from marshmallow import Schema, fields
from sqlalchemy import select

from registry import late_jobs, structure
from registry.db import db, end_reading
from registry.errors import ErrorKind, ServiceError
from registry.i18n import current_language
from registry.models.journal import JournalHead
from registry.runtime import current_runtime
from registry.timetable import jobs_of
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
    """是否可用 Tell whether the register and its store answer, and fit each other.

    数据库与程序版本不符的，答复 503 `store.other_version`。
    """
    structure.check(db.session())
    db.session.execute(select(JournalHead.id)).first()
    end_reading()
    return _well()


@blueprint.route("/health/scheduler", methods=["GET"])
@blueprint.problems(503)
@blueprint.response(200, Health)
def scheduler_health() -> Response:
    """定时任务是否正常 Tell whether every job has run to its end when it should have.

    推送也是定时任务。未按时的，答复 503 `scheduler.late`，`facts.jobs` 列明。 Sending is a job too.
    """
    found = late_jobs.report(db.session(), jobs_of(current_app), now=current_runtime().now())
    end_reading()
    late = [job.name for job in found if job.is_late]
    if late:
        raise ServiceError(ErrorKind.UNAVAILABLE, "scheduler.late", {"jobs": late})
    return _well()


def _well() -> Response:
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
