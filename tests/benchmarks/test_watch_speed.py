"""Speed of watches (持续审查速度): what it costs to watch a list, and to tell of one listing, for
lists of growing size. The second follows what happens, and not how many rows are watched.
"""

import os
import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from partners import component
from registry.app import create_app
from registry.db import db
from registry.models.journal import JournalEntry
from registry.models.watches import Watch
from registry.runtime import current_runtime
from registry.screening import watching, working
from tests.api import files, screened
from tests.api.desk import ADULT, Desk
from tests.benchmarks import results, screened_lists, stores
from tests.clocks import SetClock
from tests.engines.databases import SQLITE, Run
from tests.engines.migrated import settings_for

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(7200)]

SIZES = [int(size) for size in os.environ.get("BENCH_WATCHED", "10000,100000").split(",")]
UNTIL = "2026-12-31"
# Between the smallest and the largest list there are index pages to be read, and nothing else.
MOST_TIMES = 5.0


def test_telling_of_a_listing_does_not_follow_the_rows_watched(run: Run) -> None:
    measured = {size: figures(run, size) for size in SIZES}
    results.keep("watch", {str(size): each for size, each in measured.items()})
    for size, each in measured.items():
        shown = {name: f"{value:,.4f}" for name, value in each.items()}
        results.show(f"A watch of {size:,} rows (seconds of processor)", shown)
    told = [each["told_of_one_listing"] for each in measured.values()]
    assert max(told) < MOST_TIMES * min(told)


def figures(run: Run, size: int) -> dict[str, float]:
    """Watch a list of so many rows, one of them of somebody who is listed then."""
    clock = SetClock()
    with stores.fresh(run, SQLITE) as url:
        app = create_app(settings_for(url), component.init_app, clock=clock)
        with app.app_context():
            desk = Desk(app, clock()).open()
            path = run_list(size)
            opened = screened.opened(desk, lists=["dishonest"], watch_until=UNTIL)
            answer = screened.handed_in(desk, opened, path, "text/csv")
            assert answer.status_code == 200, answer.text
            kept = seconds(lambda: working.work_off(current_runtime()))
            idle = seconds(lambda: watching.raise_alerts(current_runtime()))
            files.published(desk)
            told = seconds(lambda: watching.raise_alerts(current_runtime()))
            nothing = seconds(lambda: watching.raise_alerts(current_runtime()))
            session = db.session()
            assert session.scalars(select(Watch.rows)).one() == size
            alerts = select(JournalEntry.id).where(JournalEntry.kind == "screening.alert")
            assert len(session.scalars(alerts).all()) == 1
            db.session.remove()
            db.engine.dispose()
    return {
        "list_compared_and_kept": kept,
        "first_look": idle,
        "told_of_one_listing": told,
        "nothing_new": nothing,
    }


def run_list(size: int) -> bytes:
    """Return a list of strangers, and at its end somebody who will be listed."""
    rows = (",".join(row) + "\n" for row in screened_lists.rows(size - 1))
    return f"姓名,证件号码,备注\n{''.join(rows)}李测试,{ADULT},\n".encode()


def seconds(work: Callable[[], object]) -> float:
    """Return how much processor time something takes."""
    began = time.process_time()
    work()
    return time.process_time() - began
