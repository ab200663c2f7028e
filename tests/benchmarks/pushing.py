"""A register with notices waiting (待推送的名单库), and one dispatcher that sends them: what the
measurements of the push share.
"""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
from flask import Flask
from sqlalchemy import func, select

from partners import component
from partners.dispatch.dispatcher import Dispatcher
from partners.endpoints.addresses import Reach
from partners.endpoints.connections import Certificates
from partners.endpoints.transport import HttpTransport
from partners.models.agencies import Agency
from partners.models.streams import BatchReceipt, Delivery, Receipt, StreamState
from partners.states import DeliveryState
from registry.app import create_app
from registry.db import db
from registry.garbage import collect_seldom
from registry.imports.demo_records import demo_records
from tests.benchmarks import bare, stores
from tests.engines.databases import Run
from tests.engines.migrated import settings_for
from tests.imports.running import import_file
from tests.partners.conftest import Agencies

SEED = 20260302
# About so many of the invented records become a notice: the others are not identified.
TOLD = 0.61
# Nobody waits longer for agencies that do not hang.
LONGEST = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What was sent, and what it took.

    :ivar receipts: words of agencies, those in batch receipts by the notice.
    """

    notices: int
    receipts: int
    clock: float
    processor: float

    @property
    def rate(self) -> float:
        """Return notices a second by the clock."""
        return self.notices / self.clock


@contextmanager
def waiting(
    run: Run, store: str, folder: Path, endpoints: Collection[str], *, notices: int
) -> Iterator[Flask]:
    """Give a register in which so many notices wait, about, for each of some endpoints."""
    with connected(run, store, endpoints) as app:
        import_file(records(folder, notices=notices))
        yield app


def records(folder: Path, *, notices: int) -> Path:
    """Write a file of records of which so many become a notice, about."""
    file = folder / f"{notices}.jsonl"
    with file.open("wb") as written:
        for record in demo_records(int(notices / TOLD), seed=SEED):
            written.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    return file


@contextmanager
def connected(run: Run, store: str, endpoints: Collection[str]) -> Iterator[Flask]:
    """Give a register without records, with an agency at each of some endpoints."""
    with stores.fresh(run, store) as url:
        app = create_app(settings_for(url), component.init_app)
        with app.app_context():
            directory = Agencies(app)
            for number, endpoint in enumerate(endpoints):
                directory.add(code=f"agency-{number}", endpoint=endpoint)
            yield app
        bare.let_go(app)


def push(app: Flask, *, but: Collection[str] = (), trusted: Path | None = None) -> Pushed:
    """Send all that waits from one dispatcher.

    :param but: codes of agencies that nobody waits for.
    :param trusted: the authority that vouches for agencies, where they speak TLS.
    """
    # As the process does in which the dispatcher runs.
    collect_seldom()
    transport = HttpTransport(
        https_only=trusted is not None,
        reach=Reach(local=True),
        certificates=Certificates(str(trusted or "")),
    )
    dispatcher = Dispatcher(app, transport)
    clock, processor = time.perf_counter(), time.process_time()
    try:
        if but:
            _drain_others(dispatcher, but)
        else:
            dispatcher.drain()
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
    finally:
        dispatcher.close()
    session = db.session()
    accepted = select(func.sum(Delivery.notices)).where(Delivery.state == DeliveryState.ACCEPTED)
    words = session.scalar(select(func.count()).select_from(Receipt)) or 0
    batches = session.scalar(select(func.sum(BatchReceipt.notices))) or 0
    notices = int(session.scalar(accepted) or 0)
    session.rollback()
    return Pushed(notices=notices, receipts=int(words + batches), clock=clock, processor=processor)


def _drain_others(dispatcher: Dispatcher, but: Collection[str]) -> None:
    now = time.monotonic()
    ends, looks = now + LONGEST, now
    while _waits(but):
        now = time.monotonic()
        if now > ends:
            raise AssertionError(f"others still wait after {LONGEST:.0f} seconds")
        if now >= looks:
            # As its job does: an attempt that was too slow on a busy machine is made again.
            dispatcher.tick()
            looks = now + 1.0
        time.sleep(0.01)


def _waits(but: Collection[str]) -> bool:
    """Tell whether a delivery is open or due for some other agency."""
    session = db.session()
    streams = session.execute(
        select(StreamState.lease_holder)
        .join(Agency, Agency.id == StreamState.agency_id)
        .where(Agency.code.not_in(but), StreamState.lease_holder.is_not(None))
    ).all()
    never = session.scalar(
        select(func.count())
        .select_from(StreamState)
        .join(Agency, Agency.id == StreamState.agency_id)
        .where(Agency.code.not_in(but), StreamState.accepted_at.is_(None))
    )
    session.rollback()
    return bool(streams) or bool(never)
