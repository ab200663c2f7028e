"""Parked notices in the hands of a person: released, corrected, closed, or refused once more."""

from uuid import UUID

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from partners.services import parking, streams
from partners.services.parking import HandleParked
from registry.db import transaction
from registry.errors import ServiceError
from registry.journal import read
from schemas.measures import NoticeField
from tests.clocks import MORNING
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import CODE, order, rows, stream_of
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import ACTOR, Register


@pytest.mark.every_engine
def test_an_agency_that_refuses_everything_is_halted_and_a_person_lets_it_go_on(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    subject = register.subject()
    for _ in range(8):
        register.publish(subject)
    receiver = FakeTransport([status(422)] * 40)
    send_later(agency, receiver)
    assert len(rows(session)) == 5
    assert stream_of(session, agency).state == "halted"
    session.rollback()
    with transaction() as act:
        streams.resume(act, CODE, actor=ACTOR, now=MORNING)
    good = FakeTransport()
    send_later(agency, good)
    assert len(good.notices()) == 3


def test_one_notice_that_is_too_large_is_parked_and_a_test_notice_holds_nobody(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add()
    with transaction() as act:
        streams.test(act, CODE, actor=ACTOR, now=MORNING)
    record = register.publish(register.subject())
    receiver = FakeTransport([status(413), status(413)])
    send_later(agency, receiver)
    [row] = rows(session)
    assert (row.kind, row.record_id, row.reason) == ("stream.test", None, "status 413")
    assert [n["record"] for n in receiver.posted[-1].notices] == [str(record)]


def test_what_nobody_parked_or_is_not_allowed_is_refused_and_changes_nothing(
    register: Register, directory: Agencies, send_later: Send, session: Session
) -> None:
    agency = directory.add(fields=(NoticeField.DOCUMENTS,))
    subject = register.subject()
    bad = register.publish(subject)
    receiver = FakeTransport([status(422)])
    send_later(agency, receiver)
    register.amend(subject, bad)
    send_later(agency, receiver)
    parked, held = map(order, rows(session))
    unknown = HandleParked(agency=CODE, notice=UUID(int=7), reason="x")
    session.rollback()
    for wrong, code in ((held, "parked.not_parked"), (unknown, "parked.not_found")):
        with pytest.raises(ServiceError, match=code), transaction() as act:
            parking.release(act, wrong, actor=ACTOR, now=MORNING)
    with pytest.raises(ServiceError, match="fields_not_allowed"), transaction() as act:
        parking.correct(act, parked, (NoticeField.NAME,), actor=ACTOR, now=MORNING)
    assert [(row.state, row.fields) for row in rows(session)] == [("parked", None), ("held", None)]


def test_operators_deal_with_parked_notices_by_command(
    register: Register,
    directory: Agencies,
    send_later: Send,
    session: Session,
    runner: FlaskCliRunner,
) -> None:
    agency = directory.add()
    for _ in range(3):
        register.publish(register.subject())
    receiver = FakeTransport([status(422)] * 5)
    send_later(agency, receiver)
    ids = [str(row.notice_id) for row in rows(session)]
    session.rollback()
    commands = ["partners", "parked"]
    shown = runner.invoke(args=[*commands, "list", CODE]).stdout
    assert all(f"{notice}\tparked\tlisting.published" in shown for notice in ids)
    for arguments in (
        ["release", CODE, ids[0], "--reason", "已修复"],
        ["correct", CODE, ids[1], "--fields", "documents", "--reason", "字段过长"],
        ["close", CODE, ids[2], "--reason", "单位不再适用"],
    ):
        assert runner.invoke(args=[*commands, *arguments]).exit_code == 0
    assert [row.state for row in rows(session)] == ["released", "released", "closed"]
    kinds = [entry.kind for entry in read.after(session, 0, limit=100)][-3:]
    assert kinds == ["notice.released", "notice.corrected", "notice.closed"]
    status_text = runner.invoke(args=["partners", "status"]).stdout
    assert "parked" in status_text
