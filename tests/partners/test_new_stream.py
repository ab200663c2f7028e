"""The journal begins another life (a backup was restored): what an agency compared or took in the
one before counts no more, and after a snapshot it reconciles as ever.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import update
from sqlalchemy.orm import Session

from partners import jobs
from partners.models.parked import ParkedNotice
from partners.models.streams import StreamState
from partners.oversight.coverage import coverage
from registry.db import db, transaction
from registry.journal import read
from tests.partners.caller import printed
from tests.partners.conftest import Agencies, Send
from tests.partners.copy import Copy
from tests.partners.parked import refusing
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import Register
from tests.partners.test_reconciliation import Comparer, prepared, state_of, taken
from tests.partners.test_snapshots import Reader, lines

CODE = "market-regulation"


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add("go2016.C1", "go2016.G1", "go2016.G6")


@pytest.fixture
def comparer(client: FlaskClient, key: str) -> Comparer:
    """Give the agency, as it compares."""
    return Comparer(client, key)


@pytest.fixture
def reader(client: FlaskClient, key: str) -> Reader:
    """Give the agency, as it takes snapshots."""
    return Reader(client, key)


def another_life() -> None:
    """Let the journal begin another life."""
    with transaction() as session:
        read.head(session).stream = uuid4()


def replaced(reader: Reader, copy: Copy) -> dict[str, Any]:
    """Take and confirm a snapshot, put it in the place of a copy, and return its head."""
    assert reader.ask().status_code == 202
    jobs.prepare_snapshots()
    head, records, end = lines(reader.take())
    copy.records.clear()
    copy.measures.clear()
    copy.take({"notices": records})
    assert reader.confirm(head["snapshot"], end["digest"]).status_code == 200
    found: dict[str, Any] = head
    return found


@pytest.mark.every_engine
def test_after_a_new_stream_began_an_agency_takes_a_snapshot_and_reconciles_under_the_new_id(
    register: Register,
    comparer: Comparer,
    reader: Reader,
    agency: int,
    send_later: Send,
    session: Session,
) -> None:
    subject, copy = register.subject(), Copy()
    listing, order = register.publish(subject), register.impose(subject)
    register.suspend(subject, order, listing)
    taken(send_later, agency, copy)
    old = state_of(session, agency).stream
    another_life()
    send_later(agency, FakeTransport())
    assert state_of(session, agency).state == "halted"
    # What it knows is of a life that is over: there is nothing to compare until it has begun anew.
    refused = comparer.ask(state_of(session, agency))
    assert (refused.status_code, refused.get_json()["code"]) == (409, "stream.changed")
    head = replaced(reader, copy)
    assert head["stream"] != str(old)
    register.lift(subject, order)
    register.publish(register.subject())
    taken(send_later, agency, copy)
    stale = comparer.ask(state_of(session, agency), stream=str(old))
    assert (stale.status_code, stale.get_json()["code"]) == (409, "pull.stream")
    shown = prepared(comparer, state_of(session, agency))
    assert {name: shown[name] for name in ("count", "digest")} == copy.bucket()
    assert comparer.narrow(copy) == {}
    # And what is lost afterwards is found and sent again.
    del copy.records[str(listing)]
    prepared(comparer, state_of(session, agency))
    assert comparer.narrow(copy) == {str(listing): "missing"}
    taken(send_later, agency, copy)
    prepared(comparer, state_of(session, agency))
    assert comparer.narrow(copy) == {}


def test_what_was_prepared_to_compare_in_the_life_before_is_compared_no_more(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    register.publish(register.subject())
    copy = Copy()
    taken(send_later, agency, copy)
    prepared(comparer, state_of(session, agency))
    another_life()
    for answer in (
        comparer.show(),
        comparer.buckets("", copy.buckets()),
        comparer.records("", {}, resend=True),
    ):
        assert (answer.status_code, answer.get_json()["code"]) == (409, "stream.changed")
    assert state_of(session, agency).resends == 0


def test_a_snapshot_of_the_life_before_begins_no_stream(
    register: Register, reader: Reader, agency: int, send_later: Send, session: Session
) -> None:
    register.publish(register.subject())
    reader.ask()
    jobs.prepare_snapshots()
    head, _, end = lines(reader.take())
    another_life()
    refused = reader.confirm(head["snapshot"], end["digest"])
    assert (refused.status_code, refused.get_json()["code"]) == (409, "stream.changed")
    copy = Copy()
    replaced(reader, copy)
    assert state_of(session, agency).state == "running"
    assert len(copy.records) == 1


def test_what_was_parked_in_the_life_before_waits_no_more(
    register: Register, reader: Reader, agency: int, send_later: Send, session: Session
) -> None:
    record = register.publish(register.subject())
    send_later(agency, FakeTransport([refusing(str(record))]))
    assert state_of(session, agency).parked == 1
    # It lay in the part of the journal that was lost.
    with transaction() as opened:
        opened.execute(update(ParkedNotice).values(position=10_000))
    another_life()
    replaced(reader, Copy())
    assert state_of(session, agency).parked == 0


@pytest.mark.every_engine
@pytest.mark.parametrize("told_through", [None, 10_000])
def test_what_ended_in_a_new_life_before_its_snapshot_is_told_after_it(
    register: Register,
    reader: Reader,
    agency: int,
    send_later: Send,
    session: Session,
    runner: FlaskCliRunner,
    told_through: int | None,
) -> None:
    subject = register.subject()
    record, before = register.publish(subject), register.publish(subject)
    send_later(agency, FakeTransport())
    register.remove(subject, before)
    send_later(agency, FakeTransport())
    if told_through is not None:
        # What it accepted last lay in the part of the journal that was lost.
        lost = update(StreamState).values(scanned=told_through, through=told_through)
        with transaction() as opened:
            opened.execute(lost.where(StreamState.agency_id == agency))
    begun = runner.invoke(args=["registry", "journal", "restored", "--yes", "--reason", "恢复备份"])
    assert begun.exit_code == 0, begun.output
    register.remove(subject, record)
    copy = Copy()
    position = replaced(reader, copy)["position"]
    assert copy.records == {}
    receiver = FakeTransport([with_receipts("lifted")])
    send_later(agency, receiver)
    [ended] = receiver.notices()
    assert (ended["type"], ended["record"]) == ("listing.removed", str(record))
    assert ended["lift"]
    assert ended["position"] <= position
    [standing] = coverage(session, record)
    assert standing.confirmed


def test_after_a_backup_was_restored_an_agency_holds_what_the_register_says_and_nothing_else(
    register: Register,
    comparer: Comparer,
    reader: Reader,
    agency: int,
    send_later: Send,
    session: Session,
    runner: FlaskCliRunner,
    tmp_path: Path,
) -> None:
    """The file of the database is put back; positions that it had given are given again."""
    store, backup, copy = Path(str(db.engine.url.database)), tmp_path / "backup.db", Copy()
    kept = register.publish(register.subject())
    taken(send_later, agency, copy)
    with closing(sqlite3.connect(store)) as origin, closing(sqlite3.connect(backup)) as saved:
        origin.backup(saved)
    lost = register.publish(register.subject())
    taken(send_later, agency, copy)
    size = read.head(session).size
    assert set(copy.records) == {str(kept), str(lost)}
    db.session.remove()
    with closing(sqlite3.connect(backup)) as saved, closing(sqlite3.connect(store)) as origin:
        saved.backup(origin)
    db.engine.dispose()
    begun = runner.invoke(args=["registry", "journal", "restored", "--yes", "--reason", "恢复备份"])
    assert begun.exit_code == 0, begun.output
    anew = register.publish(register.subject())
    assert read.head(session).size >= size
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert (receiver.posted, state_of(session, agency).state) == ([], "halted")
    replaced(reader, copy)
    later = register.publish(register.subject())
    taken(send_later, agency, copy)
    assert set(copy.records) == {str(kept), str(anew), str(later)}
    shown = prepared(comparer, state_of(session, agency))
    assert {name: shown[name] for name in ("count", "digest")} == copy.bucket()


def test_every_view_says_at_once_that_a_stream_needs_a_snapshot(
    agency: int, runner: FlaskCliRunner, client: FlaskClient, key: str
) -> None:
    """An agency that pulls, or whose turn has not come, is tried by nobody meanwhile."""
    another_life()
    [stream] = json.loads(printed(runner, "status", "--json"))
    assert stream["state"] == "halted"
    assert "取得快照" in stream["reason"]
    shown = client.get("/api/v1/agency/status", headers={"Authorization": f"Bearer {key}"})
    assert (shown.get_json()["state"], shown.get_json()["reason"]) == ("halted", stream["reason"])
