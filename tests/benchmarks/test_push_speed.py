"""Speed of the push (推送速度): notices a second from one dispatcher process, end to end: read,
select, decrypt, serialise, sign, post, receipts, cursor.
"""

import os
import resource
import threading
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import orjson
import pytest

from tests.benchmarks import pushing, results
from tests.benchmarks.pushing import Pushed
from tests.benchmarks.sink import HANGS, sink
from tests.certificates import Authority
from tests.engines.databases import ENGINES, Run

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

NOTICES = int(os.environ.get("BENCH_PUSH_NOTICES", "12000"))
OUTAGE = int(os.environ.get("BENCH_OUTAGE_NOTICES", "100000"))
# What was promised: a thousand new listings, told to so many agencies.
AGENCIES, NEW = 48, 1_000
# So often one push is compared with another, each the first in its turn, and of so many notices to
# each agency: what begins and ends a push is not what is compared.
TURNS, COMPARED = 5, 3_000


def show(name: str, title: str, pushed: Pushed, **more: float) -> None:
    """Keep and print what a push took."""
    measured = {
        "notices": pushed.notices,
        "receipts": pushed.receipts,
        "seconds_by_clock": pushed.clock,
        "seconds_of_processor": pushed.processor,
        **more,
    }
    results.keep(name, measured)
    results.show(
        title,
        {
            "notices": f"{pushed.notices:,}",
            "receipts": f"{pushed.receipts:,}",
            "seconds by the clock": f"{pushed.clock:,.2f}",
            "notices/s by the clock": f"{pushed.rate:,.0f}",
            "notices/s of processor": f"{pushed.notices / pushed.processor:,.0f}",
            **{name.replace("_", " "): f"{value:,.3g}" for name, value in more.items()},
        },
    )


@pytest.mark.parametrize("store", ENGINES)
@pytest.mark.parametrize(("agencies", "notices"), [(1, NOTICES), (AGENCIES, NEW)])
def test_notices_a_second(
    run: Run, tmp_path: Path, store: str, agencies: int, notices: int
) -> None:
    with sink() as address:
        endpoints = [f"{address}/notices/{number}" for number in range(agencies)]
        with pushing.waiting(run, store, tmp_path, endpoints, notices=notices) as app:
            pushed = pushing.push(app)
    assert pushed.receipts >= pushed.notices > 0
    show(f"push_{store}_{agencies}", f"Push, {agencies} agencies, {store}", pushed)


def test_notices_a_second_over_tls(run: Run, tmp_path: Path) -> None:
    """As in production: the same certificate authority, cipher and kept connection."""
    authority = Authority(tmp_path)
    with sink(authority.issue()) as address:
        endpoint = [f"{address}/notices/0"]
        with pushing.waiting(run, "sqlite", tmp_path, endpoint, notices=NOTICES) as app:
            pushed = pushing.push(app, trusted=authority.file)
    assert pushed.receipts >= pushed.notices > 0
    show("push_tls", "Push, 1 agency, sqlite, TLS", pushed)


@pytest.mark.parametrize("store", ENGINES)
def test_an_agency_that_hangs_slows_nobody_else(run: Run, tmp_path: Path, store: str) -> None:
    """Compares, in turns, what fifty agencies take with what 49 of them take while the fiftieth
    hangs.
    """
    ratios, notices = [], []
    with sink() as address:
        healthy, hanging = (
            [f"{address}/notices/{number}" for number in range(49)] + [address + last]
            for last in ("/notices/49", f"{HANGS}/49")
        )
        # What a process does once would weigh on whoever comes first.
        _push_to_others(run, store, tmp_path, healthy)
        for turn in range(TURNS):
            order = (healthy, hanging) if turn % 2 else (hanging, healthy)
            first, second = (_push_to_others(run, store, tmp_path, each) for each in order)
            well, ill = (first, second) if turn % 2 else (second, first)
            ratios.append(ill.rate / (well.rate * 49 / 50))
            notices.append(ill.notices / (well.notices * 49 / 50))
    show(
        f"push_one_hangs_{store}",
        f"One of 50 agencies hangs, {store}",
        ill,
        of_healthy_throughput=median(ratios),
        lowest_of_it=min(ratios),
        highest_of_it=max(ratios),
        of_others_notices=min(notices),
    )
    assert min(notices) == max(notices) == 1


def _push_to_others(run: Run, store: str, folder: Path, endpoints: Sequence[str]) -> Pushed:
    with pushing.waiting(run, store, folder, endpoints, notices=COMPARED) as app:
        return pushing.push(app, but=["agency-49"])


@pytest.mark.parametrize("store", ENGINES)
def test_an_outage_is_caught_up_in_memory_that_does_not_grow(
    run: Run, tmp_path: Path, store: str
) -> None:
    """A tenth of the notices is sent before, so that memory can be compared."""
    with sink() as address:
        endpoint = [f"{address}/notices/0"]
        with pushing.waiting(run, store, tmp_path, endpoint, notices=OUTAGE // 10) as app:
            pushing.push(app)
            before = _megabytes()
        with pushing.waiting(run, store, tmp_path, endpoint, notices=OUTAGE) as app:
            imported = _megabytes()
            pushed = pushing.push(app)
            peak = _megabytes()
    name = f"outage_{store}"
    show(
        name,
        f"An outage caught up, {store}",
        pushed,
        peak_megabytes_for_a_tenth=before,
        peak_megabytes_after_import=imported,
        peak_megabytes=peak,
    )
    assert pushed.receipts >= pushed.notices > 0


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_the_sink_is_not_what_is_measured() -> None:
    """Sends the sink ready bodies of 500 notices over two plain connections."""
    notices = [
        {"id": f"00000000-0000-4000-8000-{number:012}", "apply": ["go2016.C1"], "name": "名" * 180}
        for number in range(500)
    ]
    body = orjson.dumps({"notices": notices})
    with sink() as address:
        place = urlsplit(address)
        began = time.perf_counter()
        threads = [
            threading.Thread(target=_fill, args=(str(place.hostname), int(place.port or 0), body))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - began
    rate = 2 * 100 * len(notices) / seconds
    results.keep("sink", {"notices_a_second": rate, "bytes_a_notice": len(body) / len(notices)})
    results.show("The sink alone", {"notices/s by the clock": f"{rate:,.0f}"})


def _fill(host: str, port: int, body: bytes) -> None:
    connection = HTTPConnection(host, port)
    for _ in range(100):
        connection.request("POST", "/notices/0", body)
        connection.getresponse().read()
    connection.close()
