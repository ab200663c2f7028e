"""Acts on endpoints (接收地址管理): proposed, challenged, used, retired, given new secrets."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from partners.endpoints import endpoints
from partners.endpoints.signing import secret_text
from partners.endpoints.signing_keys import add_key, end_keys
from partners.models.agencies import Agency
from partners.models.endpoints import AgencyEndpoint
from partners.services import agency_checks
from partners.services.agencies import changed, entry_of, find, host_of
from partners.states import EndpointState
from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor
from registry.vault import Vault
from schemas.agency_limits import OVERLAP_HOURS

# An address in use, one that is to come, a few that stand by.
MOST_ENDPOINTS = 5
DAY = timedelta(hours=24)
LONGEST_OVERLAP = timedelta(hours=OVERLAP_HOURS.most)
PROVER = Actor(name="job:prove-endpoints", via="scheduler")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeEndpoint:
    """An endpoint that an agency is to have.

    :ivar takes_over: whether it takes the place of the one in use once it is proven; otherwise it
        stands by until an operator puts it to use.
    :ivar https_only: whether plain http is refused.
    """

    code: str
    address: str
    takes_over: bool
    https_only: bool


@dataclass(frozen=True, slots=True)
class ProposedEndpoint:
    """An endpoint with its new secret, this once.

    :ivar address: where what is signed by it goes.
    :ivar overlap_until: until when earlier secrets sign beside it; absent where there are none.
    """

    id: UUID
    secret: str
    address: str
    overlap_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateSecret:
    """A new signing secret for an endpoint.

    :ivar endpoint: absent for the one in use, or the only one.
    :ivar overlap: how long the present secrets go on signing; nothing where one has leaked.
    """

    code: str
    overlap: timedelta
    endpoint: UUID | None = None


def propose(
    session: Session, order: ProposeEndpoint, vault: Vault, *, actor: Actor, now: datetime
) -> ProposedEndpoint:
    """Add an endpoint to an agency; nothing goes there until it has answered a challenge.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``, ``agency.endpoint_unusable``,
        ``endpoint.exists``, ``endpoint.too_many``.
    """
    agency = find(session, order.code)
    agency_checks.alive(session, agency)
    agency_checks.endpoint(order.address, https_only=order.https_only)
    present = endpoints.living(session, agency.id)
    if any(one.address == order.address for one in present):
        raise ServiceError(ErrorKind.CONFLICT, "endpoint.exists", {"agency": order.code})
    if len(present) >= MOST_ENDPOINTS:
        raise ServiceError(ErrorKind.CONFLICT, "endpoint.too_many", {"most": MOST_ENDPOINTS})
    endpoint, key = endpoints.add(
        session, vault, agency.id, order.address, takes_over=order.takes_over, now=now
    )
    endpoints.settle(session, agency.id, now=now)
    _record(session, agency, endpoint, "登记接收地址", actor=actor, now=now)
    return ProposedEndpoint(endpoint.public_id, secret_text(key), endpoint.address)


def challenge_again(
    session: Session, code: str, endpoint_id: UUID | None, *, actor: Actor, now: datetime
) -> AgencyEndpoint:
    """Let an unproven endpoint be challenged at once, and return it.

    :param endpoint_id: absent for the only one that is unproven.
    :raises ServiceError: ``agency.not_found``, ``agency.retired``, ``endpoint.not_found``,
        ``endpoint.proven``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    endpoint = (
        _only_unproven(session, agency)
        if endpoint_id is None
        else _find(session, agency, endpoint_id)
    )
    if endpoint.state != EndpointState.UNPROVEN:
        facts = {"endpoint": str(endpoint.public_id)}
        raise ServiceError(ErrorKind.CONFLICT, "endpoint.proven", facts)
    endpoint.due_at = now
    _record(session, agency, endpoint, "再次验证接收地址", actor=actor, now=now)
    return endpoint


def use(
    session: Session, code: str, endpoint_id: UUID, *, actor: Actor, now: datetime
) -> AgencyEndpoint:
    """Let deliveries go to a proven endpoint from now on; the one before stands by.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``, ``endpoint.not_found``,
        ``endpoint.unproven``.
    """
    agency = find(session, code)
    agency_checks.alive(session, agency)
    endpoint = _find(session, agency, endpoint_id)
    if endpoint.state == EndpointState.UNPROVEN:
        facts = {"endpoint": str(endpoint.public_id)}
        raise ServiceError(ErrorKind.CONFLICT, "endpoint.unproven", facts)
    if endpoint.state != EndpointState.IN_USE:
        endpoints.put_to_use(session, endpoint, now=now)
        _record(session, agency, endpoint, "启用接收地址", actor=actor, now=now)
    return endpoint


def retire(
    session: Session, code: str, endpoint_id: UUID, *, reason: str, actor: Actor, now: datetime
) -> AgencyEndpoint:
    """Give an endpoint up, its secrets with it; the one in use has to be replaced first.

    :raises ServiceError: ``agency.not_found``, ``endpoint.not_found``, ``endpoint.in_use``.
    """
    agency = find(session, code)
    endpoint = _find(session, agency, endpoint_id)
    if endpoint.state == EndpointState.IN_USE:
        facts = {"endpoint": str(endpoint.public_id)}
        raise ServiceError(ErrorKind.CONFLICT, "endpoint.in_use", facts)
    endpoint.state = EndpointState.RETIRED.value
    end_keys(session, endpoint.id, until=now)
    endpoints.settle(session, agency.id, now=now)
    _record(session, agency, endpoint, reason, actor=actor, now=now)
    return endpoint


def rotate(
    session: Session, order: RotateSecret, vault: Vault, *, actor: Actor, now: datetime
) -> ProposedEndpoint:
    """Give an endpoint a new signing secret and return both; the present ones sign until the
    overlap is over.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``, ``endpoint.not_found``,
        ``agency.limits``.
    """
    if not timedelta() <= order.overlap <= LONGEST_OVERLAP:
        facts = {"fields": ["overlap_hours"], "bounds": {"overlap_hours": list(OVERLAP_HOURS)}}
        raise ServiceError(ErrorKind.INVALID, "agency.limits", facts)
    agency = find(session, order.code)
    agency_checks.alive(session, agency)
    endpoint = (
        _usual(session, agency)
        if order.endpoint is None
        else _find(session, agency, order.endpoint)
    )
    end_keys(session, endpoint.id, until=now + order.overlap)
    body = {
        "agency": agency.code,
        "endpoint": str(endpoint.public_id),
        "secret": "rotated",
        "overlap_seconds": int(order.overlap.total_seconds()),
    }
    entry = entry_of(events.AGENCY_CHANGED, agency, body, "轮换签名密钥", actor=actor, now=now)
    changed(session, agency, entry)
    key = add_key(session, vault, endpoint.id, now=now)
    return ProposedEndpoint(
        endpoint.public_id, secret_text(key), endpoint.address, now + order.overlap
    )


def record_proof(session: Session, endpoint: AgencyEndpoint, *, now: datetime) -> None:
    """Enter in the journal that an endpoint has answered its challenge."""
    agency = session.get_one(Agency, endpoint.agency_id)
    _record(session, agency, endpoint, "接收地址通过验证", actor=PROVER, now=now)


def _record(
    session: Session,
    agency: Agency,
    endpoint: AgencyEndpoint,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    body = {
        "agency": agency.code,
        "endpoint": str(endpoint.public_id),
        "address": host_of(endpoint.address),
        "state": endpoint.state,
    }
    entry = entry_of(events.AGENCY_CHANGED, agency, body, reason, actor=actor, now=now)
    changed(session, agency, entry)


def _find(session: Session, agency: Agency, endpoint_id: UUID) -> AgencyEndpoint:
    for endpoint in endpoints.living(session, agency.id):
        if endpoint.public_id == endpoint_id:
            return endpoint
    raise _not_found(agency)


def _only_unproven(session: Session, agency: Agency) -> AgencyEndpoint:
    living = endpoints.living(session, agency.id)
    found = [one for one in living if one.state == EndpointState.UNPROVEN]
    if not found:
        # Somebody was quicker, and whoever asks is told so.
        found = [one for one in living if one.state == EndpointState.IN_USE]
    if len(found) != 1:
        raise _not_found(agency)
    return found[0]


def _usual(session: Session, agency: Agency) -> AgencyEndpoint:
    found = endpoints.living(session, agency.id)
    chosen = [one for one in found if one.state == EndpointState.IN_USE] or list(found)
    if len(chosen) != 1:
        raise _not_found(agency)
    return chosen[0]


def _not_found(agency: Agency) -> ServiceError:
    return ServiceError(ErrorKind.NOT_FOUND, "endpoint.not_found", {"agency": agency.code})
