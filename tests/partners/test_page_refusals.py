"""What pages refuse is in the journal as what the API refuses is; and what is parked is told."""

from typing import Any
from uuid import uuid4

import orjson
import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from registry.journal import read
from tests.partners.caller import Caller, printed
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import refusing, rows
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register
from tests.partners.test_pages import sign_in, token

CODE = "market-regulation"
ONE = f"/partners/agencies/{CODE}"


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add()


def refusals(session: Session) -> list[tuple[str, str, dict[str, Any]]]:
    """Return who was refused something, why, and what the journal holds of it."""
    session.rollback()
    found = [entry for entry in read.after(session, 0, limit=1_000) if entry.kind == "act.refused"]
    return [(entry.actor, entry.reason, orjson.loads(entry.body)) for entry in found]


@pytest.mark.every_engine
def test_what_an_operator_is_refused_on_a_page_is_entered_under_his_name(
    client: FlaskClient, runner: FlaskCliRunner, agency: int, session: Session
) -> None:
    sign_in(client, printed(runner, "operator", "key", "lin"))
    form = {"token": token(client, ONE), "address": "http://127.0.0.1:9/notices"}
    assert client.post(f"{ONE}/propose", data=form).status_code == 409
    [(actor, _, body)] = refusals(session)
    assert actor == "operator:lin"
    assert (body["act"], body["code"]) == ("partner_operators.propose", "endpoint.exists")


def test_a_form_that_is_filled_in_wrongly_is_no_refusal_of_an_act(
    client: FlaskClient, runner: FlaskCliRunner, agency: int, session: Session
) -> None:
    sign_in(client, printed(runner, "operator", "key", "lin"))
    form = {"token": token(client, ONE), "reason": ""}
    assert client.post(f"{ONE}/pause", data=form).status_code == 422
    assert refusals(session) == []


def test_whose_key_only_reads_is_refused_every_form_and_that_is_entered(
    client: FlaskClient, runner: FlaskCliRunner, agency: int, session: Session
) -> None:
    sign_in(client, printed(runner, "operator", "key", "lin", "--scope", "partners:read"))
    form = {"token": token(client, ONE)}
    answer = client.post(f"{ONE}/test", data=form, headers={"Accept": "text/html"})
    # A page has no facts beside it.
    assert (answer.status_code, "facts" in answer.text) == (403, False)
    assert "partners:write" in answer.text
    [(actor, _, body)] = refusals(session)
    assert (actor, body["act"], body["code"]) == (
        "operator:lin",
        "partner_operators.test",
        "key.scope",
    )


@pytest.mark.parametrize(("language", "words"), [("zh", "都列在页面上"), ("en", "The page lists")])
def test_who_names_no_endpoint_is_told_what_to_do_where_he_is(
    client: FlaskClient, runner: FlaskCliRunner, agency: int, language: str, words: str
) -> None:
    key = printed(runner, "operator", "key", "lin")
    sign_in(client, key)
    client.get(f"{ONE}?lang={language}")
    form = {"token": token(client, ONE), "endpoint": str(uuid4()), "reason": "停用"}
    page = client.post(f"{ONE}/give-up", data=form, headers={"Accept": "text/html"})
    assert (page.status_code, words in page.text, "flask" in page.text) == (404, True, False)
    called = Caller(client, key).post(
        f"/api/v1/partners/agencies/{CODE}/endpoints/{uuid4()}/challenge", {}
    )
    detail = called.get_json()["detail"]
    assert ("GET /api/v1/partners/agencies/" in detail, "flask" in detail) == (True, False)
    typed = runner.invoke(args=["partners", "endpoint", "use", CODE, str(uuid4())])
    assert "flask partners endpoint list" in typed.stderr


def test_what_an_agency_is_refused_on_its_page_is_entered_once_a_day(
    client: FlaskClient, runner: FlaskCliRunner, agency: int, session: Session
) -> None:
    home = sign_in(client, printed(runner, "agency", "key", CODE))
    form = {"token": token(client, home), "address": "http://127.0.0.1:9/notices"}
    for _ in range(2):
        assert client.post(f"{home}/propose", data=form).status_code == 409
    [(actor, _, body)] = refusals(session)
    assert (actor, body["act"], body["code"]) == (
        f"agency:{CODE}",
        "partner_own.propose",
        "endpoint.exists",
    )


def test_what_needs_a_person_is_told_apart_from_what_waits_to_be_sent_again(
    client: FlaskClient,
    runner: FlaskCliRunner,
    agency: int,
    register: Register,
    send: Send,
    session: Session,
) -> None:
    subject = register.subject()
    record = register.publish(subject)
    send(agency, FakeTransport([refusing(str(record))] * 3))
    register.amend(subject, record)
    send(agency, FakeTransport())
    operator, own = (
        printed(runner, "operator", "key", "lin"),
        printed(runner, "agency", "key", CODE),
    )

    def pages() -> list[str]:
        sign_in(client, operator)
        found = [client.get(page).text for page in ("/partners", ONE)]
        return [*found, client.get(sign_in(client, own)).text]

    for page in pages():
        assert "有 2 条通知搁置，须由运维人员处理" in page
        assert "<dt>其中随前一条扣留（条）</dt><dd>1</dd>" in page
        assert "等待再次发送（条）" not in page
    first, _ = rows(session)
    sign_in(client, operator)
    form = {"token": token(client, ONE), "notice": str(first.notice_id), "reason": "已修复"}
    assert client.post(f"{ONE}/release", data=form).status_code == 303
    for page in pages():
        assert "须由运维人员处理" not in page
        assert "<dt>等待再次发送（条）</dt><dd>2</dd>" in page


def test_what_is_parked_for_an_agency_that_has_retired_needs_nobody(
    client: FlaskClient,
    runner: FlaskCliRunner,
    agency: int,
    register: Register,
    send: Send,
) -> None:
    record = register.publish(register.subject())
    send(agency, FakeTransport([refusing(str(record))] * 3))
    sign_in(client, printed(runner, "operator", "key", "lin"))
    form = {"token": token(client, ONE), "reason": "机构撤销"}
    assert client.post(f"{ONE}/retire", data=form).status_code == 303
    for page in ("/partners", ONE):
        assert "须由运维人员处理" not in client.get(f"{page}?lang=zh").text
    # Nothing is sent to it any more, and nothing is offered that would be.
    shown = client.get(ONE).text
    assert (f'action="{ONE}/release"' in shown, f'action="{ONE}/close"' in shown) == (False, True)
