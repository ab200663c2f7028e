"""Latency of the push (推送时延): how long after the commit of a thousand listings all of 48
agencies have confirmed them, by a scheduler in a process of its own that looks once a second.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, func, select

from partners.models.streams import Delivery, StreamState
from partners.states import DeliveryState
from registry.db import db
from registry.models.jobs import JobRecord
from registry.models.journal import JournalEntry
from tests.benchmarks import pushing, results
from tests.benchmarks.sink import sink
from tests.engines.databases import ENGINES, Run
from tests.imports.running import import_file

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

# What was promised: a thousand new listings, told to so many agencies, within two seconds.
AGENCIES, NEW = 48, 1_000
# Commits, each at another moment between two looks of the scheduler.
TIMES = 5
LONGEST = 60.0


@pytest.mark.parametrize("store", ENGINES)
def test_everybody_has_confirmed_soon_after_the_commit(
    run: Run, tmp_path: Path, store: str
) -> None:
    taken = []
    for number in range(TIMES):
        with sink() as address:
            endpoints = [f"{address}/notices/{agency}" for agency in range(AGENCIES)]
            with pushing.connected(run, store, endpoints) as app, _scheduler(app):
                file = pushing.records(tmp_path, notices=NEW)
                # Looks come once a second: commits are spread over it.
                time.sleep(number / TIMES)
                import_file(file)
                notices, seconds = _confirmed()
                taken.append(seconds)
                assert notices >= AGENCIES * NEW
    results.keep(f"latency_{store}", {"seconds": taken})
    results.show(
        f"A commit of {NEW:,} listings until {AGENCIES} agencies have confirmed, {store}",
        {"seconds, each time": ", ".join(f"{seconds:.2f}" for seconds in taken)},
    )


@contextmanager
def _scheduler(app: Flask) -> Iterator[None]:
    """Run a scheduler beside this process, and give it when it looks."""
    environ = {
        **os.environ,
        "REGISTRY_ENV": "test",
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "LOG_LEVEL": "WARNING",
    }
    command = [str(Path(sys.executable).with_name("flask")), "--app", "wsgi", "scheduler", "run"]
    with subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - this program
        try:
            _until(_has_looked)
            yield
        finally:
            process.terminate()


def _has_looked() -> bool:
    return bool(_value(select(func.count()).where(JobRecord.name == "dispatch")))


def _confirmed() -> tuple[int, float]:
    """Wait until every agency has been told all; return how many notices that were, and the seconds
    from the commit of the last entry to the last confirmation.
    """
    _until(_is_told)
    accepted = Delivery.state == DeliveryState.ACCEPTED
    notices = _value(select(func.sum(Delivery.notices)).where(accepted))
    entered = _value(select(func.max(JournalEntry.recorded_at)))
    confirmed = _value(select(func.max(Delivery.closed_at)).where(accepted))
    return int(notices), (confirmed - entered).total_seconds()


def _is_told() -> bool:
    """Tell whether no delivery is open, and all agencies stand where those stand that are furthest;
    all of them have the same measures.
    """
    frozen = _value(select(func.count()).where(Delivery.state == DeliveryState.FROZEN))
    first, last = (_value(select(bound(StreamState.through))) for bound in (func.min, func.max))
    told = select(func.max(Delivery.notices)).where(Delivery.state == DeliveryState.ACCEPTED)
    return not frozen and first == last and bool(_value(told)) and _is_at_rest()


def _is_at_rest() -> bool:
    """Tell whether nobody holds a stream: whoever has found nothing more gives it back."""
    return not _value(select(func.count()).where(StreamState.lease_holder.is_not(None)))


def _value(statement: Select[Any]) -> Any:
    session = db.session()
    try:
        return session.scalar(statement)
    finally:
        session.rollback()


def _until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + LONGEST
    while not is_so():
        if time.monotonic() > ends:
            raise AssertionError(f"not so after {LONGEST:.0f} seconds")
        time.sleep(0.05)
