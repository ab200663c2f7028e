"""Words without a moment that come again: repeated, or something new."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import Receipt
from partners.oversight.coverage import coverage
from partners.receipts import in_file, keeping, repeated
from partners.receipts.receipts import ReceiptSaid
from partners.receipts.repeated import Content
from registry.db import end_reading
from schemas.codes import Outcome
from tests.clocks import MORNING, SetClock
from tests.partners.again import CODE
from tests.partners.caller import Caller, printed
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import Register

LISTED = "go2016.C1"
BEGUN, ENDED = UUID(int=1), UUID(int=2)
WORDS = {
    "A": Content(BEGUN, LISTED, Outcome.APPLIED, ""),
    "L": Content(ENDED, LISTED, Outcome.LIFTED, ""),
    "N": Content(ENDED, LISTED, Outcome.NOT_APPLICABLE, ""),
    "R": Content(ENDED, LISTED, Outcome.REJECTED, "编制所限"),
}


@pytest.mark.parametrize(
    ("before", "said", "at_once", "by_file"),
    [
        ("", "A", 0, 0),
        ("A", "A", 1, 1),
        ("AL", "AL", 2, 2),
        ("A", "AL", 1, 1),
        ("AL", "ALA", 2, 2),
        ("ALA", "ALA", 3, 3),
        ("LAL", "LAL", 3, 3),
        # An old file takes nothing back; what is said at once is meant.
        ("AL", "A", 0, 1),
        ("LA", "L", 0, 0),
        ("ALA", "AL", 1, 1),
        ("RAL", "RAL", 3, 3),
        ("AL", "RAL", 0, 0),
        # What says the same of the measure takes nothing back.
        ("LN", "L", 0, 1),
        ("NL", "NL", 2, 2),
    ],
)
def test_what_repeats_what_stands_is_no_new_word(
    before: str, said: str, at_once: int, by_file: int
) -> None:
    known, words = [WORDS[one] for one in before], [WORDS[one] for one in said]
    assert repeated.standing(known, words) == at_once
    found = in_file.repeats(known, words)
    assert found.words - found.counts_anew == by_file


def test_words_without_a_moment_get_moments_in_their_order_and_none_is_to_come() -> None:
    said = [
        ReceiptSaid(
            notice_id=uuid4(), measure=LISTED, outcome=outcome, reason="", stated_at=stated_at
        )
        for outcome, stated_at in (
            (Outcome.LIFTED, None),
            (Outcome.APPLIED, MORNING - timedelta(days=1)),
            (Outcome.APPLIED, None),
            (Outcome.LIFTED, None),
        )
    ]
    moments = [one.stated_at for one in keeping.dated(said, now=MORNING)]
    assert moments[1] == MORNING - timedelta(days=1)
    first, second, third = (moment for moment in (moments[0], *moments[2:]) if moment)
    assert first < second < third == MORNING
    assert keeping.dated(said[:2], now=MORNING) == said[:2]


def rows(session: Session) -> list[tuple[str, datetime]]:
    end_reading()
    found = session.execute(select(Receipt.outcome, Receipt.stated_at).order_by(Receipt.id)).all()
    end_reading()
    return [(outcome, stated_at) for outcome, stated_at in found]


@pytest.mark.every_engine
def test_a_call_and_an_answer_that_come_again_add_nothing_and_another_word_does(
    register: Register,
    directory: Agencies,
    send_later: Send,
    client: FlaskClient,
    runner: FlaskCliRunner,
    session: Session,
    clock: SetClock,
) -> None:
    agency, subject = directory.add(LISTED), register.subject()
    start = register.size() - 1
    record = register.publish(subject)
    send_later(agency, applied := FakeTransport([with_receipts("applied")]))
    caller = Caller(client, printed(runner, "agency", "key", CODE))
    begun = applied.notices()[0]["id"]
    for _ in range(2):
        asked = caller.post("/api/v1/agency/replays", {"after": start, "reason": "副本丢失"})
        assert asked.status_code == 202
        send_later(agency, again := FakeTransport([with_receipts("applied")]))
        assert len(again.notices()) == 1
    assert [outcome for outcome, _ in rows(session)] == ["applied"]
    register.remove(subject, record)
    send_later(agency, ended := FakeTransport())
    of = {"applied": begun, "lifted": ended.notices()[0]["id"]}

    def call(*outcomes: str) -> bool:
        """Call twice, and tell whether the lifting is confirmed then."""
        said = [
            {"notice": of[outcome], "measure": LISTED, "outcome": outcome} for outcome in outcomes
        ]
        for _ in range(2):
            clock.forward(timedelta(minutes=1))
            answer = caller.post("/api/v1/agency/receipts", {"receipts": said})
            assert (answer.status_code, answer.get_json()) == (200, {"received": len(said)})
        end_reading()
        [covered] = coverage(session, record)
        return covered.confirmed

    assert call("lifted")
    assert not call("applied")
    assert call("lifted", "applied", "lifted")
    assert not call("lifted", "applied")
    kept = [outcome for outcome, _ in rows(session)]
    assert kept == ["applied", "lifted", "applied", "lifted", "applied"]
