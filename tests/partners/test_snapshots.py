"""Snapshots: all that an agency should hold at a position, in pieces, and the stream after it."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from partners import jobs
from partners.models.snapshots import SnapshotChunk
from partners.models.streams import StreamState
from partners.services.snapshot_pieces import KEPT
from registry.db import transaction
from registry.journal import read
from schemas.notices import NoticeSchema
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import rows
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import NAME, Register

ADDRESS = "/api/v1/agency/snapshot"


class Reader:
    """An agency that takes a snapshot."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {key}"}

    def ask(self) -> TestResponse:
        headers = {**self._headers, "Idempotency-Key": uuid4().hex}
        return self._client.post(ADDRESS, json={"reason": "副本丢失"}, headers=headers)

    def take(self, **headers: str) -> TestResponse:
        return self._client.get(ADDRESS, headers={**self._headers, **headers})

    def confirm(self, snapshot: str, digest: str) -> TestResponse:
        body = {"snapshot": snapshot, "digest": digest}
        return self._client.post(f"{ADDRESS}/confirmation", json=body, headers=self._headers)


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add("go2016.C1", "go2016.G1", "go2016.G6")


@pytest.fixture
def reader(agency: int, client: FlaskClient, runner: FlaskCliRunner) -> Reader:
    """Give the agency, as it takes snapshots."""
    done = runner.invoke(args=["partners", "agency", "key", "market-regulation", "--days", "9"])
    return Reader(client, done.stdout.strip())


def lines(taken: TestResponse) -> tuple[Any, list[Any], Any]:
    head, *records, end = [json.loads(line) for line in taken.data.splitlines()]
    return head, records, end


def refused(response: TestResponse) -> tuple[int, str]:
    return response.status_code, response.get_json()["code"]


def state_of(session: Session, agency_id: int) -> StreamState:
    session.rollback()
    return session.get_one(StreamState, agency_id)


@pytest.mark.every_engine
def test_a_lost_copy_is_taken_anew_and_the_stream_begins_where_the_snapshot_ends(
    register: Register, reader: Reader, agency: int, send: Send, session: Session
) -> None:
    first, second = register.subject(), register.subject()
    kept, gone = register.publish(first), register.publish(first)
    order = register.impose(second)
    register.suspend(second, order)
    register.amend(first, kept)
    register.remove(first, gone)
    position = register.size()
    assert reader.ask().status_code == 202
    register.remove(first, kept)
    receiver = FakeTransport()
    send(agency, receiver)
    assert receiver.posted == []
    assert state_of(session, agency).state == "awaiting_snapshot"
    session.rollback()
    jobs.prepare_snapshots()
    taken = reader.take()
    head, records, end = lines(taken)
    assert (head["type"], head["position"], end["records"]) == ("snapshot", position, 2)
    assert {r["record"]: r["apply"] for r in records} == {
        str(kept): ["go2016.C1", "go2016.G1", "go2016.G6"],
        str(order): ["go2016.G6"],
    }
    for record in records:
        NoticeSchema().load(record)
    assert taken.headers["ETag"] == f'"{end["digest"]}"'
    done = reader.confirm(head["snapshot"], end["digest"])
    assert done.get_json() == {"through": position}
    send(agency, receiver)
    [removed], replayed = (posted.notices for posted in receiver.posted)
    assert (removed["type"], removed["record"]) == ("listing.removed", str(kept))
    assert receiver.posted[0].delivery["after"] == position
    # What ended before the snapshot, which does not say so, comes beside the stream.
    assert receiver.posted[1].delivery["replay"]
    ends = [notice["record"] for notice in replayed if notice["type"] == "listing.removed"]
    assert ends == [str(gone), str(kept)]
    session.rollback()
    assert session.scalars(select(SnapshotChunk)).all() == []


@pytest.mark.every_engine
def test_a_snapshot_is_sealed_where_it_lies_and_goes_on_from_any_byte(
    register: Register, reader: Reader, session: Session
) -> None:
    register.publish(register.subject())
    reader.ask()
    jobs.prepare_snapshots()
    chunks = session.scalars(select(SnapshotChunk)).all()
    assert len(chunks) > 1
    assert not any(NAME.encode() in chunk.ciphertext for chunk in chunks)
    session.rollback()
    whole = reader.take()
    assert NAME in whole.get_data(as_text=True)
    size = len(whole.data)
    for begin in (1, chunks[1].first_byte, size - 1):
        part = reader.take(Range=f"bytes={begin}-")
        assert (part.status_code, part.data) == (206, whole.data[begin:])
        assert part.headers["Content-Range"] == f"bytes {begin}-{size - 1}/{size}"
    for other in (f"bytes={size}-", "bytes=-5", "bytes=1-2,4-5", "x"):
        assert reader.take(Range=other).status_code == 200


@pytest.mark.every_engine
def test_the_digest_says_whether_all_pieces_came(register: Register, reader: Reader) -> None:
    register.publish(register.subject())
    reader.ask()
    jobs.prepare_snapshots()
    head, records, end = lines(reader.take())
    digest = b""
    for line in reader.take().data.splitlines()[:-1]:
        digest = sha256(digest + line).digest()
    assert end["digest"] == digest.hex()
    wrong = sha256(b"").hexdigest()
    assert refused(reader.confirm(head["snapshot"], wrong)) == (409, "snapshot.differs")
    assert refused(reader.confirm(str(uuid4()), end["digest"])) == (409, "snapshot.another")
    assert refused(reader.confirm(head["snapshot"], "x")) == (422, "request.invalid")
    assert len(records) == 1


def test_before_it_is_ready_and_after_it_has_expired_there_is_nothing_to_take(
    register: Register, reader: Reader, clock: SetClock
) -> None:
    assert refused(reader.take()) == (404, "snapshot.none")
    reader.ask()
    waiting = reader.take()
    assert refused(waiting) == (409, "snapshot.preparing")
    assert int(waiting.headers["Retry-After"]) > 0
    jobs.prepare_snapshots()
    assert reader.take().status_code == 200
    clock.forward(KEPT + timedelta(seconds=1))
    jobs.prepare_snapshots()
    assert refused(reader.take()) == (404, "snapshot.none")


def test_a_snapshot_takes_the_place_of_what_was_parked(
    register: Register, reader: Reader, agency: int, send: Send, session: Session
) -> None:
    register.publish(register.subject())
    send(agency, FakeTransport([status(422)]))
    session.rollback()
    reader.ask()
    jobs.prepare_snapshots()
    head, _, end = lines(reader.take())
    reader.confirm(head["snapshot"], end["digest"])
    assert [row.state for row in rows(session)] == ["sent"]
    assert state_of(session, agency).parked == 0


def test_after_another_life_of_the_journal_began_a_snapshot_lets_the_stream_go_on(
    register: Register, reader: Reader, agency: int, send: Send, session: Session
) -> None:
    register.publish(register.subject())
    with transaction() as act:
        read.head(act).stream = uuid4()
    send(agency, FakeTransport())
    assert state_of(session, agency).state == "halted"
    session.rollback()
    reader.ask()
    jobs.prepare_snapshots()
    head, records, end = lines(reader.take())
    assert len(records) == 1
    assert reader.confirm(head["snapshot"], end["digest"]).status_code == 200
    register.publish(register.subject())
    receiver = FakeTransport()
    send(agency, receiver)
    assert len(receiver.notices()) == 1


def test_a_confirmation_whose_answer_was_lost_is_repeated_and_changes_nothing(
    register: Register, reader: Reader, agency: int, send: Send, session: Session
) -> None:
    register.publish(register.subject())
    reader.ask()
    jobs.prepare_snapshots()
    head, _, end = lines(reader.take())
    first = reader.confirm(head["snapshot"], end["digest"])
    register.publish(register.subject())
    receiver = FakeTransport()
    send(agency, receiver)
    through = state_of(session, agency).through
    again = reader.confirm(head["snapshot"], end["digest"])
    assert (again.status_code, again.get_json()) == (200, first.get_json())
    assert state_of(session, agency).through == through > head["position"]
    assert reader.confirm(head["snapshot"], "0" * 64).status_code == 404
