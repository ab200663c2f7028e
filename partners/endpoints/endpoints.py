"""Endpoints (接收地址) in the store: begun unproven, proven, put to use."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.endpoints.signing_keys import add_key
from partners.models.agencies import Agency
from partners.models.endpoints import AgencyEndpoint
from partners.models.streams import StreamState
from partners.schedules import next_due, schedule_of
from partners.states import WITHOUT_ENDPOINT, EndpointState, StreamStatus
from registry.vault import Vault


def add(
    session: Session,
    vault: Vault,
    agency_id: int,
    address: str,
    *,
    takes_over: bool,
    now: datetime,
) -> tuple[AgencyEndpoint, bytes]:
    """Add an endpoint that is still to be proven, and return it with its signing key, this once."""
    endpoint = AgencyEndpoint(
        public_id=uuid4(),
        agency_id=agency_id,
        address=address,
        state=EndpointState.UNPROVEN.value,
        takes_over=takes_over,
        added_at=now,
        proven_at=None,
        reason="",
        failures=0,
        due_at=now,
    )
    session.add(endpoint)
    session.flush()
    return endpoint, add_key(session, vault, endpoint.id, now=now)


def living(session: Session, agency_id: int) -> tuple[AgencyEndpoint, ...]:
    """Return the endpoints of an agency that are not retired, the oldest first."""
    return tuple(
        session.scalars(
            select(AgencyEndpoint)
            .where(
                AgencyEndpoint.agency_id == agency_id,
                AgencyEndpoint.state != EndpointState.RETIRED,
            )
            .order_by(AgencyEndpoint.id)
        )
    )


def in_use(session: Session, agency_id: int) -> AgencyEndpoint | None:
    """Return the endpoint to which an agency's deliveries go, if one is proven."""
    return session.scalars(
        select(AgencyEndpoint).where(
            AgencyEndpoint.agency_id == agency_id, AgencyEndpoint.state == EndpointState.IN_USE
        )
    ).one_or_none()


def resting_or_running(session: Session, agency_id: int) -> StreamStatus:
    """Return how a stream stands that somebody lets go on: nothing is sent while none is proven."""
    if in_use(session, agency_id) is not None:
        return StreamStatus.RUNNING
    return StreamStatus.UNPROVEN if living(session, agency_id) else StreamStatus.PULLING


def settle(session: Session, agency_id: int, *, now: datetime) -> None:
    """Let a stream without a proven endpoint wait for one, or be pulled where there is none."""
    session.flush()
    session.execute(
        update(StreamState)
        .where(StreamState.agency_id == agency_id, StreamState.state.in_(WITHOUT_ENDPOINT))
        .values(state=resting_or_running(session, agency_id).value, changed_at=now)
        .execution_options(synchronize_session=False)
    )


def prove(session: Session, endpoint: AgencyEndpoint, *, now: datetime) -> None:
    """Note that an endpoint has answered its challenge; the first one is put to use at once, and so
    is one that was to take over.
    """
    present = in_use(session, endpoint.agency_id)
    endpoint.proven_at, endpoint.reason, endpoint.failures = now, "", 0
    if present is None or endpoint.takes_over:
        put_to_use(session, endpoint, now=now)
    else:
        endpoint.state = EndpointState.STANDBY.value


def put_to_use(session: Session, endpoint: AgencyEndpoint, *, now: datetime) -> None:
    """Let deliveries go to a proven endpoint from now on; the one before stands by."""
    present = in_use(session, endpoint.agency_id)
    if present is not None and present.id != endpoint.id:
        present.state = EndpointState.STANDBY.value
        # The store allows one in use at any moment.
        session.flush()
    endpoint.state, endpoint.takes_over = EndpointState.IN_USE.value, False
    session.flush()
    agency = session.get_one(Agency, endpoint.agency_id)
    due_at = now if agency.cron is None else next_due(schedule_of(agency), now)
    session.execute(
        update(StreamState)
        .where(
            StreamState.agency_id == endpoint.agency_id,
            StreamState.state.in_(WITHOUT_ENDPOINT),
        )
        .values(state=StreamStatus.RUNNING.value, reason="", changed_at=now, due_at=due_at)
        .execution_options(synchronize_session=False)
    )
