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

from partners import leases
from partners.attempts import Transport
from partners.blocks import Blocks
from partners.faults import Faulter, never
from partners.models.agencies import Agency
from partners.models.streams import Delivery, StreamState
from partners.states import STILL, DeliveryState
from partners.workers import FAR, Looked, StreamWorker
from registry.db import db, end_reading
from registry.journal import read
from registry.runtime import current_runtime

EXTENSION = "partners.dispatcher"
# More agencies than this are sent to in turns. A thread that waits for an agency holds nothing.
MOST_WORKERS = 256
_chance = SystemRandom().random
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamGlance:
    """What decides on whether a stream needs a worker now."""

    agency_id: int
    scanned: int
    is_due: bool
    is_failing: bool
    is_leased: bool
    has_open_delivery: bool
    has_released: bool = False
    endings_at_once: bool


def is_wanted(stream: StreamGlance, looked: Looked, size: int) -> bool:
    """Tell whether a stream needs a worker, as far as can be told without reading entries.

    :param size: how many entries the journal has.
    """
    if stream.is_leased:
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
            for stream in self._wanted():
                if stream.agency_id not in self._under_way:
                    self._under_way[stream.agency_id] = self._pool.submit(
                        self._run, self._worker(stream.agency_id), early=not stream.is_due
                    )

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

    def _wanted(self) -> list[StreamGlance]:
        session = db.session()
        size = read.head(session).size
        glances = list(_glances(session, current_runtime().now()))
        end_reading()
        return [
            stream
            for stream in glances
            if is_wanted(stream, self._worker(stream.agency_id).looked, size)
        ]

    def _run(self, worker: StreamWorker, *, early: bool) -> None:
        with self._app.app_context():
            try:
                worker.run(early=early)
            except Exception:
                # The store may be down; the next tick tries again.
                log.exception("worker failed")


def _glances(session: Session, now: datetime) -> Iterator[StreamGlance]:
    rows = session.execute(
        select(StreamState, leases.due(now), leases.free(now), Agency.endings_at_once, Delivery.id)
        .join(Agency, Agency.id == StreamState.agency_id)
        .outerjoin(
            Delivery,
            (Delivery.agency_id == StreamState.agency_id)
            & (Delivery.state == DeliveryState.FROZEN),
        )
        .where(StreamState.state.not_in(STILL))
        .order_by(StreamState.agency_id)
    )
    for state, is_due, is_free, endings_at_once, delivery_id in rows:
        yield StreamGlance(
            agency_id=state.agency_id,
            scanned=state.scanned,
            is_due=bool(is_due),
            is_failing=state.failures > 0,
            is_leased=not is_free and not leases.is_gone(state.lease_holder or ""),
            has_open_delivery=delivery_id is not None,
            has_released=state.to_resend + state.resends > 0,
            endings_at_once=endings_at_once,
        )
