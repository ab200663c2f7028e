"""Lags: a stream that is behind alarms at stated ages, once each, until it has caught up."""

from datetime import timedelta

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners import jobs
from partners.models.alarms import LagAlarm
from partners.oversight import lags
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import Register

MINUTES, HOURS, SECOND = timedelta(minutes=1), timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("age", "step"),
    [
        (timedelta(0), 0),
        (15 * MINUTES - SECOND, 0),
        (15 * MINUTES, 1),
        (HOURS - SECOND, 1),
        (HOURS, 2),
        (4 * HOURS - SECOND, 2),
        (4 * HOURS, 3),
        (24 * HOURS - SECOND, 3),
        (24 * HOURS, 4),
        (100 * HOURS, 4),
        (-HOURS, 0),
    ],
)
def test_each_step_is_reached_at_its_age(age: timedelta, step: int) -> None:
    assert lags.step_of(MORNING - age, now=MORNING) == step


def test_nothing_waits_nothing_alarms() -> None:
    assert lags.step_of(None, now=MORNING) == 0


@pytest.mark.parametrize(
    ("told", "reached", "steps"),
    [(0, 0, ()), (0, 1, (1,)), (1, 1, ()), (0, 3, (1, 2, 3)), (2, 4, (3, 4)), (3, 1, ())],
)
def test_a_step_is_told_once(told: int, reached: int, steps: tuple[int, ...]) -> None:
    assert lags.to_tell(told, reached) == steps


@pytest.mark.every_engine
def test_a_lag_is_told_once_a_step_and_is_over_when_the_agency_has_caught_up(
    register: Register,
    directory: Agencies,
    send_later: Send,
    clock: SetClock,
    session: Session,
    runner: FlaskCliRunner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    agency = directory.add()

    def told() -> list[tuple[int, bool]]:
        session.rollback()
        jobs.watch_lags()
        jobs.watch_lags()
        session.rollback()
        rows = session.scalars(select(LagAlarm).order_by(LagAlarm.id)).all()
        found = [(row.step, row.over_at is not None) for row in rows]
        session.rollback()
        return found

    register.publish(register.subject())
    assert told() == []
    send_later(agency, FakeTransport([status(503)]))
    clock.forward(15 * MINUTES)
    assert told() == [(1, False)]
    clock.forward(5 * HOURS)
    assert told() == [(1, False), (2, False), (3, False)]
    alarms = [r for r in caplog.records if r.message == "stream lags"]
    assert [record.levelname for record in alarms] == ["ERROR"] * 3
    shown = runner.invoke(args=["partners", "status"]).stdout
    assert "lag_alarm          4:00:00" in shown
    send_later(agency, FakeTransport())
    assert told() == [(1, True), (2, True), (3, True)]
    assert "lag_alarm          -" in runner.invoke(args=["partners", "status"]).stdout
    register.publish(register.subject())
    clock.forward(16 * MINUTES)
    assert told()[3:] == [(1, False)]


def alarms(session: Session) -> list[tuple[int, bool]]:
    """Watch, and return the steps that operators were told of, with whether each is over."""
    session.rollback()
    jobs.watch_lags()
    session.rollback()
    rows = session.scalars(select(LagAlarm).order_by(LagAlarm.id)).all()
    found = [(row.step, row.over_at is not None) for row in rows]
    session.rollback()
    return found


def restored(runner: FlaskCliRunner) -> None:
    """Let a backup have been restored."""
    done = runner.invoke(args=["registry", "journal", "restored", "--yes", "--reason", "恢复备份"])
    assert done.exit_code == 0, done.output


@pytest.mark.every_engine
def test_who_takes_no_snapshot_after_a_backup_was_restored_is_behind_from_then_on(
    register: Register,
    directory: Agencies,
    send_later: Send,
    clock: SetClock,
    session: Session,
    runner: FlaskCliRunner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing of what is told now can be told to it before, so it must not be forgotten."""
    agency = directory.add()
    register.publish(register.subject())
    send_later(agency, FakeTransport())
    clock.forward(HOURS)
    restored(runner)
    assert alarms(session) == []
    clock.forward(15 * MINUTES)
    assert alarms(session) == [(1, False)]
    [told] = [record for record in caplog.records if record.message == "stream lags"]
    assert getattr(told, "agency", None) == "market-regulation"


def test_a_restored_backup_does_not_make_who_was_behind_caught_up(
    register: Register,
    directory: Agencies,
    send_later: Send,
    clock: SetClock,
    session: Session,
    runner: FlaskCliRunner,
    caplog: pytest.LogCaptureFixture,
) -> None:
    agency = directory.add()
    register.publish(register.subject())
    send_later(agency, FakeTransport([status(503)]))
    clock.forward(16 * MINUTES)
    assert alarms(session) == [(1, False)]
    restored(runner)
    clock.forward(MINUTES)
    assert alarms(session) == [(1, False)]
    assert "stream has caught up" not in caplog.messages


def test_who_has_retired_is_behind_with_nothing(
    register: Register,
    directory: Agencies,
    clock: SetClock,
    session: Session,
    runner: FlaskCliRunner,
) -> None:
    directory.add()
    register.publish(register.subject())
    clock.forward(16 * MINUTES)
    assert alarms(session) == [(1, False)]
    done = runner.invoke(
        args=["partners", "agency", "retire", "market-regulation", "--reason", "机构撤并"]
    )
    assert done.exit_code == 0, done.output
    clock.forward(5 * HOURS)
    assert alarms(session) == [(1, True)]
    if_any = runner.invoke(args=["partners", "status"]).stdout
    assert "lag_alarm          -" in if_any
