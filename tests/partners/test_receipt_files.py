"""Receipts by file and by call: kept, told of by line where they are wrong, shown where they
contradict each other.
"""

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import Receipt
from partners.oversight.coverage import AgencyCoverage, coverage
from partners.receipts import receipts
from partners.receipts.receipt_words import is_contradictory
from partners.services import agency_keys
from registry.db import end_reading, transaction
from registry.runtime import current_runtime
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import ACTOR, Register

LISTED = "go2016.C1"


class Told:
    """An agency that was told of a listing and of its end, and has said nothing."""

    def __init__(self, register: Register, directory: Agencies, send: Send) -> None:
        agency = directory.add(LISTED)
        subject = register.subject()
        self.record = register.publish(subject)
        register.remove(subject, self.record)
        sink = FakeTransport()
        send(agency, sink)
        self.begun, self.ended = (notice["id"] for notice in sink.notices())


@pytest.fixture
def told(register: Register, directory: Agencies, send: Send) -> Told:
    """Give an agency that owes receipts."""
    return Told(register, directory, send)


def standing(session: Session, told: Told) -> AgencyCoverage:
    end_reading()
    [agency] = coverage(session, told.record)
    end_reading()
    return agency


def import_file(runner: FlaskCliRunner, path: Path, *more: str) -> tuple[int, str]:
    end_reading()
    done = runner.invoke(
        args=["partners", "receipts", "import", "market-regulation", str(path), *more]
    )
    return done.exit_code, done.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_with_chinese_headers_is_kept(
    told: Told, session: Session, runner: FlaskCliRunner, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "反馈.csv"
    rows = (
        "通知,措施,结果,原因,时间",
        f"{told.begun},{LISTED},已采取,,",
        f"{told.ended},{LISTED},已解除,已核,",
    )
    file.write_bytes("\n".join(rows).encode(encoding))
    assert import_file(runner, file)[0] == 0
    assert standing(session, told).confirmed
    assert import_file(runner, file)[0] == 0
    assert len(standing(session, told).words) == 2


@pytest.mark.every_engine
def test_faulty_lines_are_told_of_by_number_and_hold_no_other_up(
    told: Told, session: Session, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file, report = tmp_path / "receipts.csv", tmp_path / "faults.csv"
    file.write_text(
        "notice,measure,outcome,at\n"
        f"{told.begun},{LISTED},applied,\n"
        f"{told.ended},{LISTED},perhaps,\n"
        f"{uuid4()},{LISTED},lifted,\n"
        f"no-id,{LISTED},lifted,yesterday\n"
        f"{told.begun},go2016.A2,applied,\n"
        f"{told.ended},{LISTED},lifted,2026-03-02T09:00:00+08:00\n"
    )
    status, _ = import_file(runner, file, "--report", str(report))
    assert status == 1
    assert report.read_text() == (
        'line,fields,named\n2,outcome,\n3,notice,\n4,"at,notice",\n5,measure,go2016.C1\n'
    )
    assert standing(session, told).confirmed


def test_json_lines_are_read_too(
    told: Told, session: Session, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "receipts.jsonl"
    file.write_text(f'{{"notice": "{told.ended}", "measure": "{LISTED}", "outcome": "lifted"}}\n')
    assert import_file(runner, file)[0] == 0
    assert standing(session, told).confirmed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "other.csv 不是 JSON，首行也不是所需的 CSV 表头，缺少：通知 notice, 措施 measure"),
        ("a,b\n1,2\n", "lacks CSV headers: 通知 notice, 措施 measure, 结果 outcome. Add them."),
        ("%PDF-1.7", "[import.headers_unknown]"),
        ("notice,measure,结果,outcome\n", "这些列出现了两次：结果 outcome"),
        ("notice,measure,outcome,at,时间\n", "has these headers twice: 时间 at."),
    ],
)
def test_a_file_that_holds_no_receipts_is_refused_in_words(
    told: Told, runner: FlaskCliRunner, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "other.csv"
    file.write_text(text)
    status, output = import_file(runner, file)
    assert (status, said in output) == (1, True)


def test_a_measure_that_is_applied_again_after_it_was_lifted_is_open_again(
    told: Told, session: Session, client: FlaskClient, clock: SetClock
) -> None:
    runtime = current_runtime()
    with transaction() as writing:
        key = agency_keys.issue(
            writing, "market-regulation", days=9, actor=ACTOR, now=runtime.now()
        ).text

    def say(notice: str, outcome: str) -> None:
        end_reading()
        said = {"notice": notice, "measure": LISTED, "outcome": outcome, "reason": "见附表"}
        headers = {"Authorization": f"Bearer {key}"}
        answer = client.post("/api/v1/agency/receipts", json={"receipts": [said]}, headers=headers)
        assert answer.status_code == 200
        clock.forward(timedelta(minutes=1))

    say(told.begun, "applied")
    say(told.ended, "lifted")
    assert standing(session, told).confirmed
    say(told.begun, "applied")
    found = standing(session, told)
    assert (found.confirmed, found.lifted) == (False, ())
    assert [is_contradictory(word) for word in found.words] == [True, False]
    say(told.ended, "lifted")
    assert standing(session, told).confirmed


def kept(session: Session) -> list[tuple[str, str]]:
    """Return every word that is kept, in order."""
    end_reading()
    rows = session.execute(select(Receipt.outcome, Receipt.reason).order_by(Receipt.id)).all()
    end_reading()
    return [(outcome, reason) for outcome, reason in rows]


@pytest.mark.every_engine
def test_a_file_whose_lines_have_no_moment_is_kept_once_however_often_it_comes(
    told: Told, session: Session, runner: FlaskCliRunner, clock: SetClock, tmp_path: Path
) -> None:
    file = tmp_path / "receipts.csv"
    file.write_text(
        "notice,measure,outcome,reason\n"
        f"{told.begun},{LISTED},rejected,编制所限\n"
        f"{told.begun},{LISTED},applied,\n"
        f"{told.ended},{LISTED},lifted,\n"
    )
    assert import_file(runner, file)[0] == 0
    first = standing(session, told)
    for _ in range(2):
        clock.forward(timedelta(days=1))
        assert import_file(runner, file)[0] == 0
    assert kept(session) == [("rejected", "编制所限"), ("applied", ""), ("lifted", "")]
    assert standing(session, told) == first
    assert first.confirmed


def test_an_old_file_that_comes_again_takes_no_lifting_back(
    told: Told, session: Session, runner: FlaskCliRunner, clock: SetClock, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text(f"notice,measure,outcome\n{told.begun},{LISTED},applied\n")
    new.write_text(f"notice,measure,outcome\n{told.ended},{LISTED},lifted\n")
    for file in (old, new, old):
        assert import_file(runner, file)[0] == 0
        clock.forward(timedelta(minutes=1))
    assert standing(session, told).confirmed
    # Whoever says when it applied the measure once more takes the lifting back.
    at = clock().isoformat()
    old.write_text(f"notice,measure,outcome,at\n{told.begun},{LISTED},applied,{at}\n")
    clock.forward(timedelta(minutes=1))
    assert import_file(runner, old)[0] == 0
    assert not standing(session, told).confirmed
    assert import_file(runner, new)[0] == 0
    assert standing(session, told).confirmed


def test_the_last_line_of_a_file_that_contradicts_itself_counts_each_time_it_comes(
    told: Told, session: Session, runner: FlaskCliRunner, clock: SetClock, tmp_path: Path
) -> None:
    file = tmp_path / "receipts.csv"
    lines = [f"{told.ended},{LISTED},{outcome}\n" for outcome in ("applied", "lifted")]
    for text in (lines[1], "".join(lines), "".join(lines)):
        file.write_text(f"notice,measure,outcome\n{text}")
        assert import_file(runner, file)[0] == 0
        clock.forward(timedelta(minutes=1))
    assert standing(session, told).lifted == (LISTED,)


@pytest.mark.parametrize("outcomes", ["applied lifted applied", "lifted applied lifted"])
@pytest.mark.every_engine
def test_each_line_of_a_file_counts_in_its_order_though_it_states_no_moment(
    told: Told,
    session: Session,
    runner: FlaskCliRunner,
    clock: SetClock,
    tmp_path: Path,
    outcomes: str,
) -> None:
    file, said = tmp_path / "receipts.csv", outcomes.split()
    lines = lines_of(told, said)
    # A file that grows, and comes again as it is.
    for known in (2, 3, 3):
        file.write_text(f"notice,measure,outcome\n{''.join(lines[:known])}")
        assert import_file(runner, file)[0] == 0
        clock.forward(timedelta(minutes=1))
    assert [outcome for outcome, _ in kept(session)] == said
    assert standing(session, told).confirmed == (said[-1] == "lifted")


def test_what_is_kept_of_a_long_file_in_groups_counts_in_the_order_of_the_file(
    told: Told, session: Session, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file, said = tmp_path / "receipts.csv", ["applied", "lifted", "applied"]
    first, *others = lines_of(told, said)
    file.write_text(f"notice,measure,outcome\n{first * 1_999}{''.join(others)}")
    for _ in range(2):
        assert import_file(runner, file)[0] == 0
    assert [outcome for outcome, _ in kept(session)] == said


def lines_of(told: Told, said: Iterable[str]) -> list[str]:
    """Return lines without a moment that say this of the measure, one after the other."""
    of = {"applied": told.begun, "lifted": told.ended}
    return [f"{of[outcome]},{LISTED},{outcome}\n" for outcome in said]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:00:00-08:00"])
def test_a_moment_that_cannot_be_is_a_fault_and_holds_no_stream_up(
    told: Told, session: Session, runner: FlaskCliRunner, tmp_path: Path, at: str
) -> None:
    file = tmp_path / "receipts.csv"
    file.write_text(f"notice,measure,outcome,at\n{told.ended},{LISTED},lifted,{at}\n")
    assert import_file(runner, file) == (
        1,
        "收录 0 条，1 行有问题。 0 kept, 1 faulty lines.\n1\t时间 at\n",
    )
    said = [{"notice": told.ended, "measure": LISTED, "outcome": "lifted", "at": at}]
    answered = receipts.read_answer(json.dumps({"receipts": said}).encode())
    assert (answered.receipts, answered.faults) == ((), 1)
    assert standing(session, told).words == ()
