"""Speed of the import (导入速度): records a second on one core, and against bare writing of the
very rows that it writes.

Rounds of both take turns, each on a fresh database, so that whatever else the machine does meets
both alike. Processor time says what one core could do when it is left alone; time by the clock says
what this machine did.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from cProfile import Profile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import orjson
import pytest

from partners import component
from registry.app import create_app
from registry.imports.demo_records import demo_records
from tests.benchmarks import bare, results, stores
from tests.benchmarks.shares import shares
from tests.engines.databases import SQLITE, Run
from tests.engines.migrated import settings_for
from tests.imports.running import import_file

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]

RECORDS = int(os.environ.get("BENCH_RECORDS", "20000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SEED = 20260302
# Below a fifth of bare writing the build fails; the records a second depend on the machine.
FLOOR = 0.2


@dataclass(frozen=True)
class Spent:
    """What one round took, in seconds."""

    clock: float
    processor: float


@pytest.fixture
def one_core() -> Iterator[None]:
    """Hold this process on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    yield
    os.sched_setaffinity(0, before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write the records to import."""
    path = tmp_path / "records.jsonl"
    with path.open("wb") as written:
        for record in demo_records(RECORDS, seed=SEED):
            written.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    return path


def test_an_import_reaches_a_fifth_of_bare_writing(run: Run, file: Path, one_core: None) -> None:
    rows = written_rows(run, file)
    works: dict[str, Callable[[], None]] = {
        "import": lambda: imported(file),
        "at_once": lambda: bare.write_at_once(rows),
        "in_groups": lambda: bare.write_in_groups(rows, RECORDS),
    }
    rounds: dict[str, list[Spent]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            rounds[name].append(on_fresh_database(run, work))
    clock = {name: median(spent.clock for spent in taken) for name, taken in rounds.items()}
    processor = {name: median(spent.processor for spent in taken) for name, taken in rounds.items()}
    report(clock, processor, rows=bare.count(rows), parts=where_time_goes(run, file))
    assert ratio(processor) >= FLOOR


def imported(file: Path) -> None:
    """Import the file, all of it."""
    assert import_file(file).tally.lines == RECORDS


def written_rows(run: Run, file: Path) -> list[bare.Rows]:
    """Import once, and read back what was written."""
    with stores.fresh(run, SQLITE) as url:
        app = create_app(settings_for(url), component.init_app)
        with app.app_context():
            imported(file)
            rows = bare.read_rows()
        bare.let_go(app)
    return rows


def on_fresh_database(run: Run, work: Callable[[], None]) -> Spent:
    """Do something on a fresh, migrated database; return what it took."""
    with stores.fresh(run, SQLITE) as url:
        app = create_app(settings_for(url), component.init_app)
        with app.app_context():
            clock, processor = time.perf_counter(), time.process_time()
            work()
            spent = Spent(time.perf_counter() - clock, time.process_time() - processor)
        bare.let_go(app)
    return spent


def where_time_goes(run: Run, file: Path) -> dict[str, float]:
    """Import once under the profiler, which slows Python down and not the database."""
    profile = Profile()
    on_fresh_database(run, lambda: profile.runcall(imported, file))
    return shares(profile)


def ratio(seconds: Mapping[str, float]) -> float:
    """Return the rate of the import by that of bare writing, whichever way of it is faster."""
    return min(seconds["at_once"], seconds["in_groups"]) / seconds["import"]


def report(
    clock: Mapping[str, float],
    processor: Mapping[str, float],
    *,
    rows: int,
    parts: Mapping[str, float],
) -> None:
    """Print and keep what was measured."""
    measured = {
        "records": RECORDS,
        "rows": rows,
        "rounds": ROUNDS,
        "seconds_by_clock": clock,
        "seconds_of_processor": processor,
        "ratio_by_clock": ratio(clock),
        "ratio_of_processor": ratio(processor),
        "shares_under_profiler": parts,
    }
    results.keep("import", measured)
    shown = {f"{RECORDS:,} records, {rows:,} rows, {ROUNDS} rounds": "clock      processor"}
    for name in clock:
        rates = (RECORDS / seconds[name] for seconds in (clock, processor))
        shown[f"{name}, records/s"] = "  ".join(f"{rate:>9,.0f}" for rate in rates)
    shown["import / faster bare writing"] = f"{ratio(clock):>9.2f}  {ratio(processor):>9.2f}"
    for name, share in parts.items():
        shown[f"    {name} (under the profiler)"] = f"{share:.0%}"
    results.show("Import, one core, SQLite", shown)
