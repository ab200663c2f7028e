"""What the receiver of our documentation lost is told again, and carried out again."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from flask.testing import FlaskCliRunner

from partners.services import replays
from partners.services.replays import AskForReplay
from registry.db import transaction
from registry.runtime import current_runtime
from tests.partners.caller import printed
from tests.partners.conftest import Agencies
from tests.partners.examples.conftest import Desk, holdings, program
from tests.partners.register import ACTOR, Register


def test_an_example_that_restored_a_backup_gets_what_it_lost_told_again_and_goes_on(
    connected: Agencies,
    register: Register,
    desk: Desk,
    receiver: ModuleType,
    register_address: str,
    runner: FlaskCliRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = register.publish(register.subject())
    desk.sends()
    store = Path(receiver.os.environ["STORE"])
    backup = store.read_bytes()
    lost = register.publish(register.subject())
    desk.sends()
    store.write_bytes(backup)
    monkeypatch.setenv("REGISTER", register_address)
    monkeypatch.setenv("KEY", printed(runner, "agency", "key", "market-regulation"))
    monkeypatch.setitem(sys.modules, "receiver", receiver)
    monkeypatch.setitem(sys.modules, "snapshot", program("snapshot"))
    program("replay").main("恢复备份")
    later = register.publish(register.subject())
    desk.sends()
    assert desk.state() == "running"
    held = {record for record, _ in holdings(receiver)}
    assert held == {str(record) for record in (kept, lost, later)}


def test_the_example_carries_out_again_what_is_told_again_under_a_known_id(
    connected: Agencies, register: Register, desk: Desk, receiver: ModuleType
) -> None:
    listed = register.publish(register.subject())
    desk.sends()
    held = holdings(receiver)
    assert held
    with closing(sqlite3.connect(receiver.os.environ["STORE"])) as store:
        store.execute("DELETE FROM holding")
        store.commit()
        [(first,)] = store.execute(
            "SELECT json_extract(body, '$.position') FROM notice WHERE body LIKE ?",
            (f"%{listed}%",),
        )
    order = AskForReplay(agency="market-regulation", after=first - 1, reason="误删")
    with transaction() as session:
        replays.ask(session, order, actor=ACTOR, now=current_runtime().now())
    desk.sends()
    assert holdings(receiver) == held
