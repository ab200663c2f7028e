"""The prover (地址验证调度): challenges every endpoint that is still unproven, now and then and on
demand.

As with deliveries no transaction is open while the network is waited for, and an endpoint that
hangs keeps nobody else waiting. Two processes may challenge the same endpoint: the claim makes that
rare, and it does no harm.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from secrets import SystemRandom
from threading import Lock
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from partners.endpoints import challenges, endpoints
from partners.endpoints.attempts import Transport, Trouble, next_attempt
from partners.endpoints.signing import headers
from partners.endpoints.signing_keys import Route, route_to
from partners.models.agencies import Agency
from partners.models.endpoints import AgencyEndpoint
from partners.services.endpoint_acts import record_proof
from partners.states import EndpointState
from registry.db import db, end_reading, transaction
from registry.runtime import current_runtime

EXTENSION = "partners.dispatch.prover"
EVERY_SECONDS = 5.0
MOST_AT_ONCE = 16
# Longer than an attempt: until then nobody else tries.
CLAIMED = timedelta(seconds=30)
_chance = SystemRandom().random
log = logging.getLogger(__name__)


class Prover:
    """Challenges the endpoints of one register.

    :param app: the application in whose context it works.
    :param transport: what carries challenges.
    :param jitter: gives a number from 0 to 1 for pauses.
    """

    def __init__(
        self, app: Flask, transport: Transport, *, jitter: Callable[[], float] = _chance
    ) -> None:
        self._app = app
        self._transport = transport
        self._jitter = jitter
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="prover")
        self._under_way: dict[int, Future[None]] = {}
        self._lock = Lock()

    def tick(self) -> None:
        """Challenge every endpoint that is due, and come back at once."""
        with self._lock:
            self._under_way = {
                key: future for key, future in self._under_way.items() if not future.done()
            }
            for endpoint_id in _due(db.session()):
                if endpoint_id not in self._under_way:
                    self._under_way[endpoint_id] = self._pool.submit(self._run, endpoint_id)
        end_reading()

    def drain(self) -> None:
        """Challenge every endpoint that is due, and come back when that is done."""
        self.tick()
        with self._lock:
            under_way = list(self._under_way.values())
        wait(under_way)

    def close(self) -> None:
        """Wait for what is under way to end; the transport is closed by whoever made it."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, endpoint_id: int) -> None:
        with self._app.app_context():
            try:
                self.challenge(endpoint_id)
            except Exception:
                # The store may be down; the next tick tries again.
                log.exception("challenge failed", extra={"endpoint_id": endpoint_id})

    def challenge(self, endpoint_id: int) -> None:
        """Challenge one endpoint if it is unproven and due, in an application context."""
        runtime = current_runtime()
        now = runtime.now()
        with transaction() as session:
            is_ours = _claim(session, endpoint_id)
        if not is_ours:
            return
        endpoint = db.session.get_one(AgencyEndpoint, endpoint_id)
        agency = db.session.get_one(Agency, endpoint.agency_id).code
        public_id = endpoint.public_id
        route = route_to(db.session(), runtime.vault, endpoint_id, now=now)
        end_reading()
        if route is None:
            fault: str | None = challenges.NO_KEY
        else:
            fault = self._fault(route, challenges.fresh(), agency, public_id, int(now.timestamp()))
        if fault is None:
            return
        with transaction() as session:
            self._conclude(session, endpoint_id, fault)
        facts = {"agency": agency, "endpoint": str(public_id), "fault": fault}
        log.log(logging.WARNING if fault else logging.INFO, "endpoint challenged", extra=facts)

    def _fault(
        self, route: Route, challenge: str, agency: str, public_id: UUID, timestamp: int
    ) -> str | None:
        """Return what is wrong with an endpoint's answer; nothing at all where we broke it off."""
        message_id = str(uuid4())
        body = challenges.body_of(agency, public_id, challenge)
        answer = self._transport.post(
            route.address,
            {
                "content-type": "application/json; charset=utf-8",
                **headers(route.keys, message_id, timestamp, body),
            },
            body,
            answer_limit=challenges.ANSWER_BYTES,
        )
        if answer.trouble is Trouble.INTERRUPTED:
            return None
        return challenges.fault_of(answer, route.keys, message_id, timestamp, challenge)

    def _conclude(self, session: Session, endpoint_id: int, fault: str) -> None:
        now = current_runtime().now()
        endpoint = session.get_one(AgencyEndpoint, endpoint_id, with_for_update=True)
        if endpoint.state != EndpointState.UNPROVEN:
            return
        if not fault:
            endpoints.prove(session, endpoint, now=now)
            record_proof(session, endpoint, now=now)
            return
        endpoint.failures += 1
        endpoint.reason = fault
        endpoint.due_at = next_attempt(
            endpoint.failures, now=now, jitter=self._jitter(), probing=endpoint.failures > 5
        )


def _due(session: Session) -> list[int]:
    now = current_runtime().now()
    return list(
        session.scalars(
            select(AgencyEndpoint.id).where(
                AgencyEndpoint.state == EndpointState.UNPROVEN, AgencyEndpoint.due_at <= now
            )
        )
    )


def _claim(session: Session, endpoint_id: int) -> bool:
    now = current_runtime().now()
    claimed = session.execute(
        update(AgencyEndpoint)
        .where(
            AgencyEndpoint.id == endpoint_id,
            AgencyEndpoint.state == EndpointState.UNPROVEN,
            AgencyEndpoint.due_at <= now,
        )
        .values(due_at=now + CLAIMED)
        .returning(AgencyEndpoint.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    return claimed is not None
