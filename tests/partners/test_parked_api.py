"""Operators settle parked notices over the API, as by command."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner

from tests.partners.caller import Caller, printed, refused, said
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import refusing
from tests.partners.receiver import FakeTransport
from tests.partners.register import NUMBER, Register

PARKED = "/api/v1/partners/agencies/market-regulation/parked"


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner) -> Caller:
    """Give an operator."""
    return Caller(client, printed(runner, "operator", "key", "lin"))


@pytest.fixture
def agency(directory: Agencies, register: Register, operator: Caller, send_later: Send) -> int:
    """Give an agency that refuses a notice, with another of its record behind it."""
    agency = directory.add()
    subject = register.subject()
    record = register.publish(subject)
    send_later(agency, FakeTransport([refusing(str(record), said=f"号码 {NUMBER}".encode())] * 3))
    register.amend(subject, record)
    send_later(agency, FakeTransport())
    return agency


def items(operator: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said(operator.get(PARKED))["items"]
    return found


def counts(operator: Caller) -> dict[str, int]:
    """Return what the status says of notices that are kept out of the stream."""
    status = said(operator.get(PARKED.replace("parked", "stream")))
    return {name: status[name] for name in ("parked", "held", "released")}


def test_what_is_kept_out_is_shown_with_why_and_without_numbers(
    agency: int, operator: Caller
) -> None:
    first, second = items(operator)
    assert [first["state"], second["state"]] == ["parked", "held"]
    assert [first["type"], second["type"]] == ["listing.published", "listing.amended"]
    assert first["record"] == second["record"]
    assert (first["reason"], first["refusals"]) == ("status 422", 1)
    assert "422" in first["detail"]
    assert NUMBER not in first["detail"]
    # What a person has to deal with is seen in the status too.
    assert counts(operator) == {"parked": 2, "held": 1, "released": 0}


def test_what_is_released_comes_with_what_is_held_behind_it(
    agency: int, operator: Caller, send_later: Send
) -> None:
    first, second = items(operator)
    left = operator.post(f"{PARKED}/{first['notice']}/release", {"reason": "接口已修复"})
    assert [one["state"] for one in said(left)["items"]] == ["released", "released"]
    # Nobody has to deal with what waits to be sent again.
    assert counts(operator) == {"parked": 0, "held": 0, "released": 2}
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert [n["id"] for n in receiver.notices()] == [first["notice"], second["notice"]]
    assert items(operator) == []


def test_what_is_corrected_carries_fewer_fields(
    agency: int, operator: Caller, send_later: Send
) -> None:
    first, _ = items(operator)
    correction = {"fields": ["documents"], "reason": "姓名过长"}
    assert operator.post(f"{PARKED}/{first['notice']}/correction", correction).status_code == 200
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert set(receiver.notices()[0]["subject"]) == {"id", "kind", "documents"}


def test_what_is_closed_lets_the_rest_come(agency: int, operator: Caller, send_later: Send) -> None:
    first, second = items(operator)
    closed = operator.post(f"{PARKED}/{first['notice']}/closure", {"reason": "单位不适用"})
    assert [one["notice"] for one in said(closed)["items"]] == [second["notice"]]
    assert [(one["notice"], one["remark"]) for one in said(closed)["closed"]] == [
        (first["notice"], "单位不适用")
    ]
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert [n["id"] for n in receiver.notices()] == [second["notice"]]
    # It may be released after all, and then it is closed no more.
    after_all = operator.post(f"{PARKED}/{first['notice']}/release", {"reason": "单位适用"})
    assert [one["notice"] for one in said(after_all)["items"]] == [first["notice"]]
    assert said(after_all)["closed"] == []


def test_what_nobody_can_settle_is_refused_and_changes_nothing(
    agency: int, operator: Caller, runner: FlaskCliRunner, client: FlaskClient
) -> None:
    first, second = before = items(operator)
    because = {"reason": "接口已修复"}
    assert refused(operator.post(f"{PARKED}/{uuid4()}/release", because)) == (
        404,
        "parked.not_found",
    )
    held = operator.post(f"{PARKED}/{second['notice']}/release", because)
    assert refused(held) == (409, "parked.not_parked")
    assert refused(operator.post(f"{PARKED}/{first['notice']}/release", {})) == (
        422,
        "request.invalid",
    )
    unknown = {"fields": ["sex"], **because}
    assert refused(operator.post(f"{PARKED}/{first['notice']}/correction", unknown)) == (
        422,
        "request.invalid",
    )
    reader = Caller(client, printed(runner, "operator", "key", "zhao", "--scope", "partners:read"))
    denied = reader.post(f"{PARKED}/{first['notice']}/closure", because)
    assert refused(denied) == (403, "key.scope")
    assert said(reader.get(PARKED))["items"] == before
