"""Reconciliation: an agency finds the records that differ, and gets exactly those again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from partners import jobs
from partners.endpoints.attempts import Answer, Trouble
from partners.models.reconciliations import ReconciliationLine, Resend
from partners.models.streams import StreamState
from partners.services import agency_changes
from partners.services.agency_changes import ChangeAgency
from partners.services.reconciliations import KEPT
from registry.db import transaction
from registry.runtime import current_runtime
from schemas.codes import SubjectKind
from schemas.notices import DeliverySchema
from tests.clocks import SetClock
from tests.partners.conftest import Agencies, Send
from tests.partners.copy import Copy
from tests.partners.receiver import FakeTransport, status
from tests.partners.register import ACTOR, Register

ADDRESS = "/api/v1/agency/reconciliation"


class Comparer:
    """An agency that compares what it holds."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {key}"}
        self.id = ""

    def ask(self, state: StreamState, **other: Any) -> TestResponse:
        said = {"stream": str(state.stream), "through": state.through} | other
        asked = self._client.post(ADDRESS, json=said, headers=self._headers)
        self.id = (asked.get_json() or {}).get("reconciliation", self.id)
        return asked

    def show(self) -> TestResponse:
        query = {"reconciliation": self.id}
        return self._client.get(ADDRESS, query_string=query, headers=self._headers)

    def buckets(self, prefix: str, buckets: Mapping[str, Any]) -> TestResponse:
        return self._compare("buckets", prefix, buckets=buckets)

    def records(self, prefix: str, records: Mapping[str, str], **other: Any) -> TestResponse:
        return self._compare("records", prefix, records=records, **other)

    def _compare(self, what: str, prefix: str, **said: Any) -> TestResponse:
        body = {"reconciliation": self.id, "prefix": prefix, **said}
        return self._client.post(f"{ADDRESS}/{what}", json=body, headers=self._headers)

    def narrow(self, copy: Copy) -> dict[str, str]:
        """Compare a copy from the whole down, have what differs sent again, and return it."""
        found: dict[str, str] = {}
        for differing in self.buckets("", copy.buckets()).get_json()["differ"]:
            prefix = differing["prefix"]
            answer = self.records(prefix, copy.digests(prefix), resend=True).get_json()
            found |= {one["record"]: one["difference"] for one in answer["differ"]}
        return found


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add("go2016.C1", "go2016.G1", "go2016.G6")


@pytest.fixture
def comparer(agency: int, client: FlaskClient, runner: FlaskCliRunner) -> Comparer:
    """Give the agency, as it compares."""
    done = runner.invoke(args=["partners", "agency", "key", "market-regulation", "--days", "9"])
    return Comparer(client, done.stdout.strip())


def state_of(session: Session, agency_id: int) -> StreamState:
    session.rollback()
    state = session.get_one(StreamState, agency_id)
    session.rollback()
    return state


def taken(send: Send, agency: int, copy: Copy) -> FakeTransport:
    receiver = FakeTransport()
    send(agency, receiver)
    for posted in receiver.posted:
        copy.take(posted.delivery)
    return receiver


def prepared(comparer: Comparer, state: StreamState) -> dict[str, Any]:
    assert comparer.ask(state).status_code == 202
    jobs.prepare_reconciliations()
    shown: dict[str, Any] = comparer.show().get_json()
    return shown


def compared(comparer: Comparer, agency: int, session: Session, held: Copy) -> dict[str, str]:
    """Compare a copy with what the agency should hold by now, and return what differs."""
    prepared(comparer, state_of(session, agency))
    return comparer.narrow(held)


def a_busy_life(register: Register) -> dict[str, UUID]:
    one, two, three = register.subject(), register.subject(), register.subject()
    records = {
        "kept": register.publish(one),
        "amended": register.publish(two),
        "order": register.impose(one),
        "flight": register.impose(three),
        "gone": register.publish(two),
    }
    register.amend(two, records["amended"])
    register.suspend(one, records["order"], records["kept"])
    register.remove(two, records["gone"])
    register.suspend(three, records["flight"])
    register.resume(three, records["flight"])
    return records


@pytest.mark.every_engine
def test_a_copy_made_of_notices_alone_is_alike_in_count_and_digest(
    register: Register, comparer: Comparer, agency: int, send: Send, session: Session
) -> None:
    a_busy_life(register)
    copy = Copy()
    taken(send, agency, copy)
    shown = prepared(comparer, state_of(session, agency))
    assert {name: shown[name] for name in ("count", "digest")} == copy.bucket()
    assert shown["count"] == 4
    assert comparer.buckets("", copy.buckets()).get_json() == {"differ": []}


@pytest.mark.every_engine
def test_what_is_missing_extra_or_different_is_found_and_sent_again(
    register: Register,
    comparer: Comparer,
    agency: int,
    send_later: Send,
    session: Session,
) -> None:
    records = {name: str(record) for name, record in a_busy_life(register).items()}
    copy = Copy()
    receiver = taken(send_later, agency, copy)
    known = {notice["id"] for notice in receiver.notices()}
    del copy.records[records["kept"]]
    subject, _ = copy.records[records["amended"]]
    copy.records[records["amended"]] = (subject, str(uuid4()))
    copy.records[records["gone"]] = (subject, str(uuid4()))
    through = state_of(session, agency).through
    prepared(comparer, state_of(session, agency))
    assert comparer.narrow(copy) == {
        records["kept"]: "missing",
        records["amended"]: "differs",
        records["gone"]: "extra",
    }
    again = taken(send_later, agency, copy)
    assert {notice["record"] for notice in again.notices()} == {
        records[name] for name in ("kept", "amended", "gone")
    }
    for posted in again.posted:
        DeliverySchema().load(posted.delivery)
        assert posted.delivery["replay"] is True
        assert posted.delivery["through"] == through
    assert {notice["id"] for notice in again.notices()} <= known
    assert state_of(session, agency).through == through
    assert state_of(session, agency).resends == 0
    prepared(comparer, state_of(session, agency))
    assert comparer.narrow(copy) == {}
    session.rollback()
    works = session.scalars(select(Resend)).all()
    assert {(work.state, work.records) for work in works} == {("done", "")}


def test_what_is_sent_again_says_how_a_record_stands_by_then_and_after_what_waits(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    subject = register.subject()
    record, other = register.publish(subject), register.publish(register.subject())
    copy = Copy()
    taken(send_later, agency, copy)
    prepared(comparer, state_of(session, agency))
    assert set(comparer.narrow(Copy()).values()) == {"missing"}
    register.amend(subject, record)
    register.remove(subject, record)
    fresh = Copy()
    again = taken(send_later, agency, fresh)
    replayed = [posted.delivery for posted in again.posted if "replay" in posted.delivery]
    assert again.posted[0].delivery not in replayed
    # It has ended meanwhile: never is it imposed again.
    told = [notice for delivery in replayed for notice in delivery["notices"]]
    assert {n["record"]: n.get("apply", []) == [] for n in told} == {
        str(record): True,
        str(other): False,
    }
    assert set(fresh.records) == {str(other)}


def test_whoever_names_a_record_that_is_none_of_its_concern_is_not_told_of_it(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    firm = register.subject(kind=SubjectKind.ORGANISATION, number="91510199MA00000003")
    with transaction() as opened:
        change = ChangeAgency(code="market-regulation", measures=("go2016.G1",))
        agency_changes.change(opened, change, actor=ACTOR, now=current_runtime().now())
    # A measure of natural persons alone; anybody may know the record's id from the public list.
    record = str(register.publish(firm))
    copy = Copy()
    taken(send_later, agency, copy)
    copy.records[record] = (str(firm.id), str(uuid4()))
    copy.measures[str(firm.id)] = {"go2016.G1"}
    prepared(comparer, state_of(session, agency))
    assert comparer.narrow(copy) == {record: "extra"}
    assert taken(send_later, agency, Copy()).posted == []


def test_a_resend_that_was_interrupted_is_repeated_byte_for_byte(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    register.publish(register.subject())
    taken(send_later, agency, Copy())
    prepared(comparer, state_of(session, agency))
    comparer.narrow(Copy())
    first = FakeTransport([Answer(trouble=Trouble.INTERRUPTED)])
    send_later(agency, first)
    register.publish(register.subject())
    second = FakeTransport()
    send_later(agency, second)
    assert second.posted[0].body == first.posted[0].body
    assert len(second.posted) == 2


def test_a_notice_that_is_refused_again_is_counted_and_the_rest_comes(
    register: Register, comparer: Comparer, agency: int, send_later: Send, session: Session
) -> None:
    for _ in range(2):
        register.publish(register.subject())
    taken(send_later, agency, Copy())
    prepared(comparer, state_of(session, agency))
    comparer.narrow(Copy())
    send_later(agency, FakeTransport([status(422)]))
    state = state_of(session, agency)
    assert (state.parked, state.resends) == (0, 0)
    works = session.scalars(select(Resend)).all()
    assert (sum(work.sent for work in works), sum(work.refused for work in works)) == (1, 1)


def test_what_nobody_can_compare_is_refused(
    register: Register,
    comparer: Comparer,
    agency: int,
    send: Send,
    session: Session,
    clock: SetClock,
) -> None:
    register.publish(register.subject())
    taken(send, agency, Copy())
    state = state_of(session, agency)

    def refused(answer: TestResponse) -> tuple[int, str]:
        return answer.status_code, answer.get_json()["code"]

    assert refused(comparer.ask(state, through=state.through - 1)) == (
        409,
        "reconciliation.position",
    )
    assert refused(comparer.ask(state, stream=str(uuid4()))) == (409, "pull.stream")
    comparer.id = str(uuid4())
    assert refused(comparer.show()) == (404, "reconciliation.none")
    comparer.ask(state)
    waiting = comparer.buckets("", {})
    assert refused(waiting) == (409, "reconciliation.preparing")
    assert int(waiting.headers["Retry-After"]) > 0
    jobs.prepare_reconciliations()
    one = {"count": 1, "digest": "0" * 64}
    assert refused(comparer.buckets("ab", {"ac00": one})) == (422, "reconciliation.outside")
    assert refused(comparer.buckets("", {"abcd": one})) == (422, "reconciliation.outside")
    wrong = {str(UUID(int=1)): "0" * 64}
    assert refused(comparer.records("ff", wrong)) == (422, "reconciliation.outside")
    assert refused(comparer.buckets("x", {})) == (422, "request.invalid")
    clock.forward(KEPT + timedelta(seconds=1))
    jobs.prepare_reconciliations()
    assert refused(comparer.show()) == (404, "reconciliation.none")
    session.rollback()
    assert session.scalars(select(ReconciliationLine)).all() == []
