"""Routes of endpoints, secrets and keys (接收地址与密钥接口) for operators."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from partners.api import acts, guards
from partners.oversight.portraits import AgencyPortrait, portrait_of
from partners.services import agencies, agency_keys, endpoint_acts
from partners.services.endpoint_acts import ProposeEndpoint, RotateSecret
from registry.db import db
from registry.runtime import current_runtime
from registry.web import bodies
from schemas.partner_agencies import (
    AgencyView,
    Because,
    EndpointToPropose,
    KeyRevoked,
    KeyShown,
    KeyToIssue,
    SecretShown,
    SecretToRotate,
)

blueprint = guards.for_operators("endpoints", "接收地址与密钥 Endpoints and keys of agencies")
OF_ONE = "/agencies/<string(maxlength=64):code>"
ENDPOINT = f"{OF_ONE}/endpoints/<uuid:endpoint_id>"
WITH_BODY = (400, 401, 403, 404, 409, 413, 415, 422, 503)
WITHOUT_BODY = (400, 401, 403, 404, 409, 413, 503)


@blueprint.route(f"{OF_ONE}/endpoints", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(EndpointToPropose)
@acts.once(shown_once=("secret",))
@blueprint.response(201, SecretShown)
def add_endpoint(arguments: dict[str, Any], code: str) -> Mapping[str, object]:
    """登记接收地址 Add an endpoint; its signing secret is shown this once.

    通过验证后代替现用地址，此前现用地址照常接收。 Once proven it takes the place of the one in use,
    which goes on until then.
    """
    runtime = current_runtime()
    order = ProposeEndpoint(
        code=code,
        address=arguments["address"],
        takes_over=not arguments["standby"],
        https_only=runtime.settings.is_production,
    )
    session = db.session()
    added = endpoint_acts.propose(
        session, order, runtime.vault, actor=guards.operator(), now=runtime.now()
    )
    return {"endpoint": added.id, "secret": added.secret}


@blueprint.route(f"{ENDPOINT}/challenge", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@acts.once()
@blueprint.response(202, AgencyView)
def challenge_endpoint(code: str, endpoint_id: UUID) -> AgencyPortrait:
    """再次验证 Let an unproven endpoint be challenged within seconds."""
    bodies.refuse_body()
    session = db.session()
    endpoint_acts.challenge_again(
        session, code, endpoint_id, actor=guards.operator(), now=current_runtime().now()
    )
    return _portrait(code)


@blueprint.route(f"{ENDPOINT}/use", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=True)
@acts.once(changes=True)
@blueprint.response(200, AgencyView)
def use_endpoint(code: str, endpoint_id: UUID) -> AgencyPortrait:
    """启用接收地址 Send to a proven endpoint from now on; the one before stands by."""
    bodies.refuse_body()
    session = db.session()
    endpoint_acts.use(
        session, code, endpoint_id, actor=guards.operator(), now=current_runtime().now()
    )
    return _portrait(code)


@blueprint.route(f"{ENDPOINT}/retirement", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=True)
@blueprint.arguments(Because)
@acts.once(changes=True)
@blueprint.response(200, AgencyView)
def retire_endpoint(arguments: dict[str, Any], code: str, endpoint_id: UUID) -> AgencyPortrait:
    """停用接收地址 Give an endpoint up, its secrets with it."""
    session = db.session()
    endpoint_acts.retire(
        session,
        code,
        endpoint_id,
        reason=arguments["reason"],
        actor=guards.operator(),
        now=current_runtime().now(),
    )
    return _portrait(code)


@blueprint.route(f"{OF_ONE}/secrets", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(SecretToRotate)
@acts.once(shown_once=("secret",))
@blueprint.response(201, SecretShown)
def rotate_secret(arguments: dict[str, Any], code: str) -> Mapping[str, object]:
    """轮换签名密钥 Give an endpoint a new secret, shown this once.

    在重叠期内新旧密钥同时签名。 The old ones sign too until the overlap is over.
    """
    runtime = current_runtime()
    order = RotateSecret(
        code=code,
        endpoint=arguments["endpoint"],
        overlap=timedelta(hours=arguments["overlap_hours"]),
    )
    session = db.session()
    rotated = endpoint_acts.rotate(
        session, order, runtime.vault, actor=guards.operator(), now=runtime.now()
    )
    return {"endpoint": rotated.id, "secret": rotated.secret}


@blueprint.route(f"{OF_ONE}/keys", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(KeyToIssue)
@acts.once(shown_once=("key",))
@blueprint.response(201, KeyShown)
def issue_key(arguments: dict[str, Any], code: str) -> Mapping[str, object]:
    """签发单位密钥 Issue a key with which the agency calls the register, shown this once."""
    session = db.session()
    issued = agency_keys.issue(
        session,
        code,
        days=arguments["days"],
        actor=guards.operator(),
        now=current_runtime().now(),
    )
    return {"prefix": issued.prefix, "key": issued.text, "expires_at": issued.expires_at}


@blueprint.route("/keys/<string(maxlength=64):prefix>/revocation", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@acts.once()
@blueprint.response(200, KeyRevoked)
def revoke_key(prefix: str) -> Mapping[str, bool]:
    """撤销单位密钥 Revoke an agency's key."""
    bodies.refuse_body()
    session = db.session()
    revoked = agency_keys.revoke(
        session, prefix, actor=guards.operator(), now=current_runtime().now()
    )
    return {"was_in_use": revoked}


def _portrait(code: str) -> AgencyPortrait:
    session = acts.written()
    return portrait_of(session, agencies.find(session, code))
