"""The receiver of our documentation, against the real dispatcher: all that an agency needs."""

import json
import sqlite3
import sys
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from partners import jobs
from partners.models.streams import Lifting, Receipt
from partners.services import endpoint_acts
from registry import events
from registry.db import transaction
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.runtime import current_runtime
from schemas.codes import RestrictedAct
from tests.contracts.alerts import ALERTED
from tests.partners.caller import printed
from tests.partners.conftest import Agencies
from tests.partners.examples.conftest import EXAMPLE, MOST_LINES, Desk, holdings, program
from tests.partners.register import Register


def test_the_example_is_short_enough_to_be_read() -> None:
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) < MOST_LINES


def test_the_example_proves_its_address_holds_what_it_is_told_and_lifts_it(
    connected: Agencies, register: Register, desk: Desk, receiver: ModuleType
) -> None:
    assert desk.state() == "running"
    subject = register.subject()
    record, order = register.publish(subject), register.impose(subject)
    desk.sends()
    held = {(str(record), "go2016.C1"), (str(order), "go2016.G6")}
    assert held <= set(holdings(receiver))
    register.remove(subject, record)
    register.lift(subject, order)
    desk.sends()
    assert holdings(receiver) == []
    with transaction() as session:
        liftings = session.scalars(select(Lifting)).all()
        assert liftings
        assert all(lifting.confirmed_at for lifting in liftings)
        assert session.scalars(select(Receipt)).all()


def test_an_example_without_the_right_secret_proves_nothing_and_gets_nothing(
    directory: Agencies,
    register: Register,
    desk: Desk,
    address: str,
    receiver: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRETS", "whsec_" + "b" * 44)
    directory.add(endpoint=address, is_proven=False)
    desk.prover.drain()
    register.publish(register.subject())
    desk.dispatcher.drain()
    assert desk.state() == "unproven"
    assert not Path(receiver.os.environ["STORE"]).exists()


def test_while_secrets_rotate_an_example_with_either_goes_on(
    connected: Agencies,
    register: Register,
    desk: Desk,
    receiver: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = desk.rotates(endpoint_acts.DAY)
    record = register.publish(register.subject())
    desk.sends()
    assert (str(record), "go2016.C1") in holdings(receiver)
    monkeypatch.setenv("SECRETS", new)
    desk.rotates(timedelta())
    register.publish(register.subject())
    desk.sends()
    # A secret that leaked signs nothing any more, so that whoever has only that is refused.
    assert desk.state() == "halted"


def test_an_example_that_lost_its_place_says_so_instead_of_going_on(
    connected: Agencies, register: Register, desk: Desk, receiver: ModuleType
) -> None:
    register.publish(register.subject())
    desk.sends()
    with closing(sqlite3.connect(receiver.os.environ["STORE"])) as store:
        store.execute("UPDATE stream SET through = 0")
        store.commit()
    register.publish(register.subject())
    desk.sends()
    assert desk.state() == "halted"


def test_the_example_takes_an_alert_of_a_watched_list_and_goes_on(
    connected: Agencies,
    register: Register,
    desk: Desk,
    receiver: ModuleType,
) -> None:
    """An alert is about a row of a list, and has no subject."""
    body = {**ALERTED, "asker": "agency:market-regulation"}
    with transaction() as session:
        append.record(
            session,
            Entry(
                kind=events.SCREENING_ALERT,
                body=body,
                actor=Actor(name="job:watch", via="test"),
                reason="credit",
                basis="Register Rule 91",
                occurred_at=current_runtime().now(),
                record_id=uuid4(),
            ),
        )
    desk.sends()
    record = register.publish(register.subject())
    desk.sends()
    assert desk.state() == "running"
    assert (str(record), "go2016.C1") in holdings(receiver)


def test_an_agency_that_begins_where_records_are_in_force_takes_a_snapshot_and_goes_on_behind_it(
    register: Register,
    directory: Agencies,
    receiver: ModuleType,
    address: str,
    register_address: str,
    desk: Desk,
    runner: FlaskCliRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = register.publish(register.subject())
    directory.add("go2016.C1", endpoint=address, is_proven=False, begins_now=False)
    monkeypatch.setenv("SECRETS", directory.secrets["market-regulation"])
    desk.prover.drain()
    assert desk.state() == "awaiting_snapshot"
    monkeypatch.setenv("REGISTER", register_address)
    monkeypatch.setenv("KEY", printed(runner, "agency", "key", "market-regulation"))
    monkeypatch.setenv("PAUSE", "0.05")
    monkeypatch.setitem(sys.modules, "receiver", receiver)
    taking = threading.Thread(target=program("snapshot").main, args=("接入",))
    taking.start()
    while taking.is_alive():
        # As the scheduler does meanwhile.
        jobs.prepare_snapshots()
        taking.join(timeout=0.05)
    assert holdings(receiver) == [(str(listed), "go2016.C1")]
    later = register.publish(register.subject())
    desk.sends()
    assert desk.state() == "running"
    assert set(holdings(receiver)) == {(str(r), "go2016.C1") for r in (listed, later)}


def test_what_is_kept_is_held_by_the_records_that_keep_it_and_no_others(
    connected: Agencies, register: Register, desk: Desk, receiver: ModuleType
) -> None:
    subject = register.subject()
    order, listing = register.impose(subject), register.publish(subject)
    desk.sends()
    assert (str(order), "go2016.G6") in holdings(receiver)
    less = register.restriction(subject, (RestrictedAct.FLIGHTS_AND_BERTHS,))
    register.write(events.RESTRICTION_AMENDED, subject, order, less)
    desk.sends()
    assert holdings(receiver) == [(str(listing), "go2016.C1"), (str(listing), "go2016.G6")]


def test_a_replay_that_is_repeated_late_takes_nothing_back(
    connected: Agencies, register: Register, desk: Desk, receiver: ModuleType
) -> None:
    """An attempt that was given up may arrive after what followed it."""
    subject = register.subject()
    record = register.publish(subject)
    desk.sends()
    with closing(sqlite3.connect(receiver.os.environ["STORE"])) as store:
        [stream, through] = store.execute("SELECT stream, through FROM stream").fetchone()
        [text] = store.execute("SELECT body FROM notice WHERE body LIKE '%published%'").fetchone()
    replay = {
        "stream": stream,
        "delivery": str(uuid4()),
        "after": through,
        "through": through,
        "replay": True,
        "notices": [json.loads(text)],
    }
    once = receiver.take_in(replay)
    register.remove(subject, record)
    desk.sends()
    assert holdings(receiver) == []
    again = receiver.take_in(replay)
    assert [one["measure"] for one in again] == [one["measure"] for one in once]
    assert holdings(receiver) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"\xff\xfe", 401),
        (b"[" * 100_000, 401),
        (b'{"agency": "market-regulation"}', 401),
        (b"9" * 10_000, 401),
        (b" " * (32 * 1024 * 1024 + 1), 413),
    ],
    ids=["no text", "deep", "unsigned", "a long number", "huge"],
)
def test_whatever_a_stranger_posts_is_refused(
    receiver: ModuleType, monkeypatch: pytest.MonkeyPatch, body: bytes, status: int
) -> None:
    monkeypatch.setenv("SECRETS", "whsec_" + "b" * 44)
    now = str(int(receiver.now()))
    for stamp in (now, "", "9" * 5_000, "²"):
        headers = {
            "webhook-id": "é",
            "webhook-timestamp": stamp,
            "webhook-signature": "v1,é v1, v1",
        }
        sent = {name: text.encode().decode("latin-1") for name, text in headers.items()}
        answer = receiver.app.test_client().post("/notices", data=body, headers=sent)
        assert answer.status_code == status
    assert not Path(receiver.os.environ["STORE"]).exists()
