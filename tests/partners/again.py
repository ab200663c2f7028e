"""Replays in tests (补发测试): asked for, and what comes of them."""

from datetime import date
from uuid import UUID

from partners.services import replays
from partners.services.replays import AskForReplay
from registry.db import transaction
from registry.runtime import current_runtime
from tests.partners.conftest import Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR

CODE = "market-regulation"


def ask(after: int | None = None, since: date | None = None, reason: str = "备份恢复") -> UUID:
    asked = AskForReplay(agency=CODE, after=after, since=since, reason=reason)
    with transaction() as session:
        now = current_runtime().now()
        return replays.ask(session, asked, actor=ACTOR, now=now).public_id


def sent(send: Send, agency: int, receiver: FakeTransport | None = None) -> FakeTransport:
    receiver = receiver or FakeTransport()
    send(agency, receiver)
    return receiver
