"""``kill -9`` of the watching job, a real process, at every step between the alert and its mark:
the next one tells it once, and none is lost.
"""

import os
import signal
from types import MappingProxyType

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from config import Settings
from partners import component
from registry.app import create_app
from registry.db import db
from registry.models.journal import JournalEntry
from registry.models.watches import ScreeningAlert
from registry.runtime import current_runtime
from registry.screening import watching, working
from tests.api import files, watched
from tests.api.desk import ADULT, Desk
from tests.clocks import SetClock
from tests.engines.migrated import settings_for
from tests.forked import Process

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(120)]
# The statement of the job before which it is killed.
STEPS = MappingProxyType(
    {
        "kept that they go together": "INSERT INTO watched_hit",
        "moved the head of the journal": "UPDATE journal_head",
        "kept the alert": "INSERT INTO screening_alert",
        "moved the mark": "UPDATE watch",
    }
)
COMMITTED = "committed"


def doomed(url: str, step: str) -> None:
    """Be the job, and be killed before a step or before anything after the commit."""
    app = create_app(settings_for(url), component.init_app, clock=SetClock())

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def look(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(STEPS.get(step, COMMITTED)):
            die()
        if step == COMMITTED and statement.startswith(STEPS["kept the alert"]):
            event.listen(Session, "after_commit", die)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", look)
        runtime = current_runtime()
        working.index_numbers(runtime)
        watching.raise_alerts(runtime)


@pytest.fixture
def desk(app: Flask, clock: SetClock) -> Desk:
    """Give a court."""
    return Desk(app, clock()).open()


def killed(settings: Settings, step: str) -> None:
    """Have the job killed at a step."""
    process = Process(target=doomed, args=(settings.database_url, step))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def told(session: Session) -> tuple[int | None, int | None]:
    """Return how many alerts the journal and the store hold."""
    entered = select(func.count()).where(JournalEntry.kind == "screening.alert")
    kept = select(func.count(ScreeningAlert.id))
    found = session.scalar(entered), session.scalar(kept)
    session.rollback()
    return found


@pytest.mark.parametrize("step", [*STEPS, COMMITTED])
def test_a_job_that_is_killed_leaves_every_alert_to_be_told_once(
    desk: Desk, settings: Settings, session: Session, step: str
) -> None:
    found = watched.watched(desk, f"姓名,身份证号\n李测试,{ADULT}\n", lists=["dishonest"])
    files.published(desk)
    session.rollback()
    killed(settings, step)
    assert told(session) == ((1, 1) if step == COMMITTED else (0, 0))
    watched.job()
    watched.job()
    assert watched.alerts(desk, found) == [(1, "begun", "identified", "dishonest")]
    assert told(session) == (1, 1)
