"""Routes of self-service (单位自助接口): an agency sees its settings and its stream, rotates its
own secret, proposes an endpoint and sends itself a test.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from partners.api import acts, guards, stream_answers
from partners.measures.triggers import MeasureTerms
from partners.measures.versions import measures_in_force
from partners.oversight.portraits import AgencyPortrait, portrait_of
from partners.oversight.status import report
from partners.services import agencies, endpoint_acts, streams
from partners.services.endpoint_acts import ProposeEndpoint, RotateSecret
from registry.db import db
from registry.journal import read
from registry.runtime import current_runtime
from registry.web import bodies
from schemas.measures import Mode
from schemas.notice_parts import OwnMeasures
from schemas.partner_agencies import (
    AgencyView,
    OwnEndpoint,
    SecretShown,
    SecretToRotate,
    TestPut,
)
from schemas.partner_streams import StreamView

blueprint = guards.for_agencies("own", "单位自助 Self-service of partner agencies")
WITH_BODY = (400, 401, 404, 409, 413, 415, 422, 503)
WITHOUT_BODY = (400, 401, 404, 409, 413, 503)


@blueprint.route("/settings", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 503)
@blueprint.response(200, AgencyView)
def show_settings() -> AgencyPortrait:
    """本单位的设定 Show what is set for the agency that asks."""
    session = db.session()
    return portrait_of(session, agencies.find(session, guards.agency_code()))


@blueprint.route("/measures", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 503)
@blueprint.response(200, OwnMeasures)
def show_measures() -> Mapping[str, object]:
    """本单位的措施 Show what the catalogue says of the agency's measures in force."""
    session = db.session()
    agency_id = agencies.find(session, guards.agency_code()).id
    in_force = measures_in_force(session, [agency_id])[agency_id]
    return {"items": [_measure(terms) for terms in in_force(read.head(session).size)]}


def _measure(terms: MeasureTerms) -> Mapping[str, object]:
    text = terms.text
    return {
        "code": terms.code,
        "name_zh": text.name_zh,
        "name_en": text.name_en,
        "binds": terms.binds,
        "responsible": terms.responsible,
        "triggers": terms.trigger,
        "acts": sorted(terms.acts),
        "least_owed": None if terms.least_owed is None else f"{terms.least_owed:.2f}",
        "mode": Mode(text.mode),
        "basis": text.basis,
        "valid_to": text.valid_to,
    }


@blueprint.route("/status", methods=["GET"])
@blueprint.doc(security=guards.BY_AGENCIES)
@blueprint.problems(401, 503)
@blueprint.response(200, StreamView)
def show_status() -> Mapping[str, object]:
    """本单位的推送状态 Show how the agency's stream stands."""
    now = current_runtime().now()
    [found] = report(db.session(), now=now, code=guards.agency_code())
    return stream_answers.stream(found)


@blueprint.route("/secrets", methods=["POST"])
@blueprint.acting_by(guards.AGENCY_KEY, changes=False)
@blueprint.arguments(SecretToRotate)
@acts.once(shown_once=("secret",))
@blueprint.response(201, SecretShown)
def rotate_own_secret(arguments: dict[str, Any]) -> Mapping[str, object]:
    """轮换签名密钥 Get a new signing secret, shown this once."""
    runtime = current_runtime()
    order = RotateSecret(
        code=guards.agency_code(),
        endpoint=arguments["endpoint"],
        overlap=timedelta(hours=arguments["overlap_hours"]),
    )
    session = db.session()
    rotated = endpoint_acts.rotate(
        session, order, runtime.vault, actor=guards.agency_actor(), now=runtime.now()
    )
    return {"endpoint": rotated.id, "secret": rotated.secret}


@blueprint.route("/endpoints", methods=["POST"])
@blueprint.acting_by(guards.AGENCY_KEY, changes=False)
@blueprint.arguments(OwnEndpoint)
@acts.once(shown_once=("secret",))
@blueprint.response(201, SecretShown)
def propose_endpoint(arguments: dict[str, Any]) -> Mapping[str, object]:
    """自报接收地址 Propose an endpoint; its secret is shown this once.

    通过验证后作为备用，由运维人员启用。 Once proven it stands by; an operator puts it to use, so
    that a key that leaked moves no stream.
    """
    runtime = current_runtime()
    order = ProposeEndpoint(
        code=guards.agency_code(),
        address=arguments["address"],
        takes_over=False,
        https_only=runtime.settings.is_production,
    )
    session = db.session()
    added = endpoint_acts.propose(
        session, order, runtime.vault, actor=guards.agency_actor(), now=runtime.now()
    )
    return {"endpoint": added.id, "secret": added.secret}


@blueprint.route("/endpoints/<uuid:endpoint_id>/challenge", methods=["POST"])
@blueprint.acting_by(guards.AGENCY_KEY, changes=False)
@acts.once()
@blueprint.response(202, AgencyView)
def challenge_own_endpoint(endpoint_id: UUID) -> AgencyPortrait:
    """再次验证 Let an unproven endpoint be challenged within seconds."""
    bodies.refuse_body()
    session = db.session()
    endpoint_acts.challenge_again(
        session,
        guards.agency_code(),
        endpoint_id,
        actor=guards.agency_actor(),
        now=current_runtime().now(),
    )
    return portrait_of(acts.written(), agencies.find(session, guards.agency_code()))


@blueprint.route("/tests", methods=["POST"])
@blueprint.acting_by(guards.AGENCY_KEY, changes=False)
@acts.once()
@blueprint.response(201, TestPut)
def test_own_stream() -> Mapping[str, object]:
    """测试推送 Put a test notice into one's own stream, in its place after what waits."""
    bodies.refuse_body()
    session = db.session()
    notice = streams.test(
        session,
        guards.agency_code(),
        actor=guards.agency_actor(),
        now=current_runtime().now(),
    )
    return {"notice": notice}
