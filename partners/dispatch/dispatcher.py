"""The dispatcher (推送调度): finds the streams that have something to do and gives each a worker.

One agency never waits for another: each has a thread of its own while there is something to do for
it, and a tick comes back at once whatever is under way.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from secrets import SystemRandom
from threading import Lock

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries import leases
from partners.deliveries.faults import Faulter, never
from partners.dispatch.conclusions import let_go_by
from partners.dispatch.looks import FAR, Looked
from partners.dispatch.workers import StreamWorker
from partners.endpoints.attempts import Transport
from partners.models.agencies import Agency
from partners.models.streams import Delivery, StreamState
from partners.notices.blocks import Blocks
from partners.schedules import next_due, not_before, schedule_of
from partners.states import AT_REST, DeliveryState
from registry.db import reading, transaction
from registry.journal import read
from registry.runtime import current_runtime

EXTENSION = "partners.dispatch.dispatcher"
# More agencies than this are sent to in turns. A thread that waits for an agency holds nothing.
MOST_WORKERS = 256
_chance = SystemRandom().random
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamGlance:
    """What decides on whether a stream needs a worker now.

    :ivar is_held_back: the agency takes no request yet.
    :ivar passes: where it is due by a cron line, the moment at which it was and the next one.
    """

    agency_id: int
    scanned: int
    is_due: bool
    is_failing: bool
    is_leased: bool
    has_open_delivery: bool
    has_released: bool = False
    endings_at_once: bool
    is_held_back: bool = False
    passes: tuple[datetime, datetime] | None = None


def is_wanted(stream: StreamGlance, looked: Looked, size: int) -> bool:
    """Tell whether a stream needs a worker, as far as can be told without reading entries.

    :param size: how many entries the journal has.
    """
    if stream.is_leased or stream.is_held_back:
        return False
    if stream.is_due:
        unread = max(stream.scanned, looked.notices) < size or size - stream.scanned > FAR
        return stream.has_open_delivery or stream.has_released or unread
    if stream.is_failing or not stream.endings_at_once:
        return False
    return max(stream.scanned, looked.endings) < size


class Dispatcher:
    """Keeps the workers of one process.

    :param app: the application in whose context workers run.
    :param transport: what carries deliveries.
    :param jitter: gives a number from 0 to 1 for pauses.
    :param fault: what is called at the points where tests make a process fail.
    """

    def __init__(
        self,
        app: Flask,
        transport: Transport,
        *,
        jitter: Callable[[], float] = _chance,
        fault: Faulter = never,
    ) -> None:
        self._app = app
        self._transport = transport
        self._jitter = jitter
        self._fault = fault
        self._blocks = Blocks()
        self._pool = ThreadPoolExecutor(MOST_WORKERS, thread_name_prefix="stream")
        self._workers: dict[int, StreamWorker] = {}
        self._under_way: dict[int, Future[None]] = {}
        self._lock = Lock()

    def tick(self) -> None:
        """Give a worker to every stream that has something to do, and come back at once."""
        with self._lock:
            self._under_way = {
                agency_id: future
                for agency_id, future in self._under_way.items()
                if not future.done()
            }
            wanted, idle = self._look()
            for stream in wanted:
                if stream.agency_id not in self._under_way:
                    self._under_way[stream.agency_id] = self._pool.submit(
                        self._run, self._worker(stream.agency_id), early=not stream.is_due
                    )
            for stream in idle:
                _pass_over(stream)

    def drain(self) -> None:
        """Send everything that is due, and come back when that is done or has failed."""
        self.tick()
        with self._lock:
            under_way = list(self._under_way.values())
        wait(under_way)

    def close(self) -> None:
        """Interrupt what is under way and wait for the workers to end."""
        self._transport.close()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _worker(self, agency_id: int) -> StreamWorker:
        worker = self._workers.get(agency_id)
        if worker is None:
            worker = StreamWorker(
                agency_id,
                self._transport,
                jitter=self._jitter,
                blocks=self._blocks,
                fault=self._fault,
            )
            self._workers[agency_id] = worker
        return worker

    def _look(self) -> tuple[list[StreamGlance], list[StreamGlance]]:
        """Return the streams that need a worker, and those for which nothing waits."""
        with reading() as session:
            size = read.head(session).size
            glances = list(_glances(session, current_runtime().now()))
        wanted: list[StreamGlance] = []
        idle: list[StreamGlance] = []
        for stream in glances:
            is_busy = is_wanted(stream, self._worker(stream.agency_id).looked, size)
            (wanted if is_busy else idle).append(stream)
        return wanted, idle

    def _run(self, worker: StreamWorker, *, early: bool) -> None:
        with self._app.app_context():
            try:
                worker.run(early=early)
            except Exception:
                # The store may be down; the next tick tries again.
                log.exception("worker failed")


def _pass_over(stream: StreamGlance) -> None:
    if stream.passes is None or stream.is_leased or stream.has_open_delivery:
        return
    was_due_at, due_at = stream.passes
    with transaction() as session:
        let_go_by(session, stream.agency_id, was_due_at=was_due_at, due_at=due_at)


def _glances(session: Session, now: datetime) -> Iterator[StreamGlance]:
    rows = session.execute(
        select(StreamState, leases.due(now), leases.free(now), Agency, Delivery.id)
        .join(Agency, Agency.id == StreamState.agency_id)
        .outerjoin(
            Delivery,
            (Delivery.agency_id == StreamState.agency_id)
            & (Delivery.state == DeliveryState.FROZEN),
        )
        .where(StreamState.state.not_in(AT_REST))
        .order_by(StreamState.agency_id)
    )
    for state, is_due, is_free, agency, delivery_id in rows:
        schedule = schedule_of(agency)
        earliest = not_before(schedule, state.posted_at, now=now)
        passes = agency.cron is not None and bool(is_due)
        yield StreamGlance(
            agency_id=state.agency_id,
            scanned=state.scanned,
            is_due=bool(is_due),
            is_failing=state.failures > 0,
            is_leased=not is_free and not leases.is_gone(state.lease_holder or ""),
            has_open_delivery=delivery_id is not None,
            has_released=state.to_resend + state.resends > 0,
            endings_at_once=agency.endings_at_once,
            is_held_back=earliest is not None and earliest > now,
            passes=(state.due_at, next_due(schedule, now)) if passes else None,
        )
