"""Receipts fit what an agency was told: a word on a notice that it was never sent, or on a measure
that the notice does not name, is refused in whatever way it comes, with what the notice names.
"""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners import measure_jobs
from partners.endpoints.attempts import Answer
from partners.models.streams import DeliveryAttempt, Receipt, StreamState
from partners.oversight.coverage import coverage
from partners.receipts.receipt_words import is_contradictory
from partners.services import agency_changes, agency_keys, replays
from partners.services.agency_changes import ChangeAgency
from partners.services.replays import AskForReplay
from registry.db import end_reading, transaction
from registry.models.journal import JournalEntry
from registry.runtime import current_runtime
from tests.partners.caller import Caller, said
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import refusing
from tests.partners.receiver import FakeTransport, Posted, with_receipts
from tests.partners.register import ACTOR, Register

LISTED, OTHER = "go2016.C1", "go2016.A2"
CODE = "market-regulation"
PATH = "/api/v1/agency/receipts"


@pytest.fixture
def call(client: FlaskClient) -> Any:
    """Give a way to call as an agency."""

    def caller(code: str = CODE) -> Caller:
        with transaction() as session:
            now = current_runtime().now()
            key = agency_keys.issue(session, code, days=9, actor=ACTOR, now=now).text
        return Caller(client, key)

    return caller


def word(notice: str, measure: str = LISTED, outcome: str = "applied") -> dict[str, str]:
    return {"notice": notice, "measure": measure, "outcome": outcome}


def kept(session: Session) -> list[tuple[str, str]]:
    session.rollback()
    rows = session.scalars(select(Receipt).order_by(Receipt.id))
    return [(row.measure_code, row.outcome) for row in rows]


@pytest.mark.every_engine
def test_a_call_with_a_measure_that_its_notice_does_not_name_is_refused_whole(
    register: Register, directory: Agencies, send: Send, session: Session, call: Any
) -> None:
    agency, its = directory.add(LISTED, "go2016.C2"), FakeTransport()
    register.publish(register.subject())
    send(agency, its)
    [notice] = its.notices()
    agency_calls = call()
    receipts = [word(notice["id"]), word(notice["id"], "go2016.C3"), word(notice["id"], "烟花")]
    answer = agency_calls.post(PATH, {"receipts": receipts})
    facts = {"unnamed": 2, "notice": notice["id"], "named": [LISTED, "go2016.C2"]}
    assert (answer.status_code, said(answer)["code"], said(answer)["facts"]) == (
        422,
        "receipt.measure_unnamed",
        facts,
    )
    assert kept(session) == []


def test_an_answer_with_such_a_measure_is_accepted_and_the_receipt_is_a_fault(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    agency = directory.add(LISTED)
    register.publish(register.subject())

    def answer(posted: Posted) -> Answer:
        notice = posted.notices[0]["id"]
        receipts = [word(notice), word(notice, "510199198503070013")]
        return Answer(status=200, body=json.dumps({"receipts": receipts}).encode())

    its = FakeTransport([answer])
    send(agency, its)
    assert kept(session) == [(LISTED, "applied")]
    [attempt] = session.scalars(select(DeliveryAttempt))
    notice = its.notices()[0]["id"]
    assert (attempt.outcome, attempt.faults, json.loads(attempt.detail)) == (
        "accepted",
        1,
        {
            "code": "receipt_fault.measure_unnamed",
            "facts": {"notice": notice, "named": [LISTED]},
        },
    )
    assert session.get_one(StreamState, agency).failures == 0


@pytest.mark.every_engine
def test_another_agencys_notice_is_unknown_to_this_one_in_every_way(
    register: Register,
    directory: Agencies,
    send: Send,
    session: Session,
    call: Any,
    runner: FlaskCliRunner,
    tmp_path: Path,
) -> None:
    agency, other = directory.add(LISTED), directory.add(OTHER, code="other")
    register.publish(register.subject())
    its, others = FakeTransport(), FakeTransport()
    send(agency, its)
    with transaction() as writing:
        order = ChangeAgency(code="other", measures=(OTHER, "go2016.A3"))
        agency_changes.change(writing, order, actor=ACTOR, now=current_runtime().now())
    send(other, others)
    foreign = its.notices()[0]["id"]
    refused = call("other").post(PATH, {"receipts": [word(foreign)]})
    assert (refused.status_code, said(refused)["code"]) == (422, "receipt.notice_unknown")
    file = tmp_path / "receipts.csv"
    file.write_text(f"notice,measure,outcome\n{foreign},{LISTED},applied\n")
    end_reading()
    done = runner.invoke(args=["partners", "receipts", "import", "other", str(file)])
    assert (done.exit_code, done.output.splitlines()[-1]) == (1, "1\t通知 notice")
    assert kept(session) == []


def test_what_waits_behind_a_parked_notice_was_not_sent(
    register: Register, directory: Agencies, send: Send, session: Session, call: Any
) -> None:
    agency = directory.add(LISTED)
    subject = register.subject()
    record = register.publish(subject)
    send(agency, FakeTransport([refusing(str(record))] * 9))
    register.amend(subject, record)
    send(agency, FakeTransport())
    [published, amended] = [found.id for found in history(session)]
    assert call().post(
        PATH, {"receipts": [{**word(str(published), outcome="rejected"), "reason": "编制所限"}]}
    ).json == {"received": 1}
    refused = call().post(PATH, {"receipts": [word(str(amended))]})
    assert said(refused)["code"] == "receipt.notice_unknown"


def test_a_measure_that_a_replay_names_fits_and_contradicts_nothing(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency, before = directory.add(LISTED), register.size()
    record = register.publish(register.subject())
    send_later(agency, FakeTransport([with_receipts("applied")]))
    with transaction() as writing:
        order = ChangeAgency(code=CODE, measures=(LISTED, "go2016.C2"))
        agency_changes.change(writing, order, actor=ACTOR, now=current_runtime().now())
    measure_jobs.adjust_records()
    send_later(agency, FakeTransport([with_receipts("applied")] * 3))
    with transaction() as writing:
        wanted = AskForReplay(agency=CODE, after=before, reason="恢复备份")
        replays.ask(writing, wanted, actor=ACTOR, now=current_runtime().now())
    again = FakeTransport([with_receipts("applied")] * 3)
    send_later(agency, again)
    assert [LISTED, "go2016.C2"] in [notice.get("apply") for notice in again.notices()]
    end_reading()
    [found] = coverage(session, record)
    assert [word for word in found.words if is_contradictory(word)] == []
    assert sorted(word.said.measure for word in found.words) == [LISTED, "go2016.C2", "go2016.C2"]


def test_a_notice_of_changed_measures_is_receipted_by_the_measures_that_it_names(
    register: Register, directory: Agencies, send: Send, session: Session, call: Any
) -> None:
    agency = directory.add(LISTED)
    with transaction() as writing:
        order = ChangeAgency(code=CODE, measures=(OTHER,))
        agency_changes.change(writing, order, actor=ACTOR, now=current_runtime().now())
    its = FakeTransport()
    send(agency, its)
    [changed] = its.notices()
    receipts = [word(changed["id"], OTHER), word(changed["id"], LISTED, "lifted")]
    assert call().post(PATH, {"receipts": receipts}).status_code == 200
    refused = call().post(PATH, {"receipts": [word(changed["id"], "go2016.B1")]})
    assert said(refused)["facts"]["named"] == [OTHER, LISTED]
    unknown = call().post(PATH, {"receipts": [word(str(uuid4()), OTHER)]})
    assert said(unknown)["code"] == "receipt.notice_unknown"


def history(session: Session) -> list[JournalEntry]:
    """Return the entries of listings, in order."""
    session.rollback()
    return list(
        session.scalars(
            select(JournalEntry)
            .where(JournalEntry.kind.startswith("listing."))
            .order_by(JournalEntry.position)
        )
    )
