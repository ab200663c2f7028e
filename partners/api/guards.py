"""Who may call (接口准入): an agency by its key below ``/api/v1/agency``, an operator by his own
below ``/api/v1/partners``.
"""

from dataclasses import dataclass
from uuid import UUID

from flask import Response, g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency
from partners.services import agency_keys, operator_keys
from partners.services.agencies import BASIS
from partners.services.agency_keys import ShownAgencyKey
from partners.services.operator_keys import ShownOperatorKey
from registry.db import db
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from registry.web import access, auth, problems, refusals
from registry.web.openapi import Blueprint
from registry.web.refusals import Besides
from schemas.partner_codes import PartnerScope

AGENCY_PREFIX = "/api/v1/agency"
OPERATOR_PREFIX = "/api/v1/partners"
AGENCY_KEY = "agencyKey"
OPERATOR_KEY = "operatorKey"
# What describes a view that agencies, or operators, call.
BY_AGENCIES: list[dict[str, list[str]]] = [{AGENCY_KEY: []}]
BY_OPERATORS: list[dict[str, list[str]]] = [{OPERATOR_KEY: []}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whoever acts, operator or agency.

    :ivar holder: the key, as answers are kept for it.
    :ivar agency: the code of the agency that calls.
    """

    holder: str
    actor: Actor
    agency: str | None = None


def caller() -> Caller:
    """Return who acts, once the guard has recognised the key."""
    found: Caller = g.partner
    return found


def require_agency_key() -> None:
    """Let only the holder of an agency's key in.

    :raises ServiceError: 401 ``key.missing``, ``key.malformed``, ``key.unknown``, ``key.revoked``,
        ``key.expired``.
    """
    g.partner = None
    found = agency_keys.shown(db.session(), auth.shown_key(), now=current_runtime().now())
    g.agency = found
    g.partner = Caller(holder=f"agency:{found.prefix}", actor=found.actor, agency=found.agency.code)


def require_operator_key() -> None:
    """Let only the holder of an operator's key in, whose scope covers reading or writing.

    :raises ServiceError: 401 as for agencies; 403 ``key.scope``.
    """
    g.partner = None
    found = operator_keys.shown(db.session(), auth.shown_key(), now=current_runtime().now())
    g.operator = found
    g.partner = Caller(holder=f"operator:{found.prefix}", actor=found.actor)
    require_scope(found, is_reading=request.method in auth.READING)


def require_scope(found: ShownOperatorKey, *, is_reading: bool) -> None:
    """Refuse an operator whose key does not cover what is asked (``key.scope``)."""
    needed = PartnerScope.READ if is_reading else PartnerScope.WRITE
    if needed not in found.scopes:
        raise ServiceError(ErrorKind.FORBIDDEN, "key.scope", {"needed": needed})


def calling_agency() -> int:
    """Return the agency whose key let the request in."""
    found: ShownAgencyKey = g.agency
    return found.agency.id


def agency_code() -> str:
    """Return the code of the agency whose key let the request in."""
    found: ShownAgencyKey = g.agency
    return found.agency.code


def agency_actor() -> Actor:
    """Return the agency that calls, as the journal names it."""
    found: ShownAgencyKey = g.agency
    return found.actor


def operator() -> Actor:
    """Return the operator who calls, as the journal names him."""
    found: ShownOperatorKey = g.operator
    return found.actor


def for_agencies(name: str, description: str) -> Blueprint:
    """Return a blueprint below ``/api/v1/agency`` that only holders of an agency's key get into.

    :param name: names the blueprint, and ``description`` tells in both languages what it holds.
    """
    blueprint = Blueprint(
        f"agency-{name}", __name__, url_prefix=AGENCY_PREFIX, description=description
    )
    access.guarded(blueprint, require_agency_key)
    blueprint.register_error_handler(ServiceError, _refuse)
    return blueprint


def for_operators(name: str, description: str) -> Blueprint:
    """Return a blueprint below ``/api/v1/partners`` that only holders of an operator's key get
    into; otherwise as :func:`for_agencies`.
    """
    blueprint = Blueprint(
        f"partners-{name}", __name__, url_prefix=OPERATOR_PREFIX, description=description
    )
    access.guarded(blueprint, require_operator_key)
    blueprint.register_error_handler(ServiceError, _refuse)
    return blueprint


def _refuse(error: ServiceError) -> Response:
    """Answer an error, and leave what an act was refused in the journal."""
    enter_refusal(error)
    return problems.answer(error)


def enter_refusal(error: ServiceError, act: str = "") -> None:
    """Leave in the journal what whoever acts was refused, over the API or on a page.

    What is found nowhere was refused to nobody: an agency's records are shown to no other.

    :param act: what the act is called, where one route serves several.
    """
    found: Caller | None = g.partner
    is_act = request.method not in auth.READING and error.kind is not ErrorKind.NOT_FOUND
    if found is not None and is_act:
        is_daily = found.agency is not None
        besides = Besides(about=_about, basis=BASIS, is_daily=is_daily, act=act)
        refusals.enter(error, actor=found.actor, court_code=None, besides=besides)


def _about(session: Session) -> UUID | None:
    code = caller().agency or (request.view_args or {}).get("code")
    return session.scalars(select(Agency.public_id).where(Agency.code == code)).one_or_none()
