"""Lives of the journal: after a backup was restored it goes on as another stream, and what was
signed before stays proven.
"""

from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from registry import events
from registry.db import db, transaction
from registry.journal import append, read
from registry.journal.entry import Actor, Entry
from registry.journal.lives import Lives
from tests.clocks import MORNING

FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("size", "stream"),
    [(0, FIRST), (9, FIRST), (10, SECOND), (14, SECOND), (15, THIRD), (99, THIRD)],
)
def test_a_size_is_of_the_life_that_had_it(size: int, stream: UUID) -> None:
    assert Lives(THIRD, [(10, FIRST), (15, SECOND)]).at(size) == stream


def test_a_journal_that_was_never_restored_has_one_life() -> None:
    assert Lives(FIRST, []).at(7) == FIRST


def write() -> None:
    with transaction() as session:
        entry = Entry(
            kind=events.COURT_ADDED,
            body={},
            actor=Actor(name="operator:test", via="cli"),
            reason="测试",
            basis="",
            occurred_at=MORNING,
            record_id=uuid4(),
        )
        append.record(session, entry)


def journal(runner: FlaskCliRunner, *args: str, answers: str = "") -> tuple[int, str, str]:
    done = runner.invoke(args=["registry", "journal", *args], input=answers)
    return done.exit_code, done.stdout.strip(), done.stderr


def restored(runner: FlaskCliRunner, *more: str, answers: str = "") -> tuple[int, str, str]:
    return journal(runner, "restored", "--reason", "恢复 3 月 1 日备份", *more, answers=answers)


@pytest.mark.every_engine
def test_another_life_has_another_stream_and_what_was_signed_in_each_is_proven(
    runner: FlaskCliRunner, session: Session
) -> None:
    write()
    _, first, _ = journal(runner, "sign")
    before = read.head(session).stream
    status, stream, told = restored(runner, "--yes")
    assert status == 0
    assert "此后办理的都要重新办理" in told
    session.rollback()
    head = read.head(session)
    assert (head.size, head.stream) == (2, UUID(stream))
    assert head.stream != before
    [entry] = read.after(session, 1, limit=5)
    assert (entry.kind, entry.reason) == ("journal.restored", "恢复 3 月 1 日备份")
    assert entry.actor.startswith("operator:")
    session.rollback()
    _, second, _ = journal(runner, "sign")
    write()
    for kept in (first, second):
        assert journal(runner, "verify", "--kept", *kept.split())[0] == 0


def test_nothing_begins_without_a_yes(runner: FlaskCliRunner, session: Session) -> None:
    write()
    before = read.head(session).stream
    status, printed, told = restored(runner, answers="n\n")
    assert (status, read.head(session).size, read.head(session).stream) == (1, 1, before)
    assert "2026-03-02T09:00:00+08:00" in told
    assert UUID(restored(runner, answers="y\n")[1].split()[-1]) != before
    assert str(before) not in printed


@pytest.mark.parametrize("reason", ["", "  ", "甲\x00乙", "长" * 501])
def test_nothing_begins_without_a_reason(
    runner: FlaskCliRunner, session: Session, reason: str
) -> None:
    status, _, told = journal(runner, "restored", "--yes", "--reason", reason)
    assert status == 1
    assert "[reason.unusable]" in told
    assert read.head(session).size == 0


def test_a_head_kept_elsewhere_tells_that_the_end_of_the_journal_is_lost_or_another(
    runner: FlaskCliRunner, session: Session
) -> None:
    write()
    status, printed, told = journal(runner, "verify", "--kept", "3", "ab" * 32)
    assert status == 1
    assert "另存的台账有 3 条，现只有 1 条" in printed
    assert "flask registry journal restored" in told
    write()
    write()
    status, printed, _ = journal(runner, "verify", "--kept", "3", "ab" * 32)
    assert (status, printed) == (1, "另存的 3 条根值不符 the kept root at size 3 differs")


def test_after_a_restore_a_head_of_what_was_lost_asks_for_no_other_restore(
    runner: FlaskCliRunner,
) -> None:
    write()
    assert restored(runner, "--yes")[0] == 0
    status, _, told = journal(runner, "verify", "--kept", "3", "ab" * 32)
    assert status == 1
    assert "自序号 2 起重新开始" in told
    assert "restored need not be run again" in told
    assert (
        "flask registry journal restored" in journal(runner, "verify", "--kept", "1", "ab" * 32)[2]
    )


@pytest.mark.parametrize("kept", [("3", "ab"), ("3", "zz" * 32), ("0", "ab" * 32), ("x", "y")])
def test_a_kept_head_that_cannot_be_one_is_called_wrong(
    runner: FlaskCliRunner, kept: tuple[str, str]
) -> None:
    assert journal(runner, "verify", "--kept", *kept)[0] == 2
    db.session.remove()
