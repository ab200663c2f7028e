"""Who may call (接口准入): an agency by its key, on every address below ``/api/v1/agency``."""

from flask import g

from partners.services import agency_keys
from registry.db import db
from registry.runtime import current_runtime
from registry.web import access, auth
from registry.web.openapi import Blueprint

AGENCY_PREFIX = "/api/v1/agency"
AGENCY_KEY = "agencyKey"
# What describes a view that agencies call.
BY_AGENCIES: list[dict[str, list[str]]] = [{AGENCY_KEY: []}]


def require_agency_key() -> None:
    """Let only the holder of an agency's key in.

    :raises ServiceError: 401 ``key.missing``, ``key.malformed``, ``key.unknown``, ``key.revoked``,
        ``key.expired``.
    """
    agency = agency_keys.holder_of(db.session(), auth.shown_key(), now=current_runtime().now())
    g.agency_id = agency.id


def calling_agency() -> int:
    """Return the agency whose key let the request in."""
    agency_id: int = g.agency_id
    return agency_id


def for_agencies(name: str, description: str) -> Blueprint:
    """Return a blueprint below ``/api/v1/agency`` that only holders of an agency's key get into.

    :param name: names the blueprint, and ``description`` tells in both languages what it holds.
    """
    blueprint = Blueprint(
        f"agency-{name}", __name__, url_prefix=AGENCY_PREFIX, description=description
    )
    access.guarded(blueprint, require_agency_key)
    return blueprint
