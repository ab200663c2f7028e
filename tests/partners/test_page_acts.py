"""Pages: what is shown once, who has to wait, what is too long, and acts on what a stream sends."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners.models.streams import StreamState
from partners.notices.blocks import Blocks
from partners.oversight import lag_alarms
from registry.db import transaction
from registry.journal import read
from registry.services.access.wrong_codes import MOST_BY_CLIENT
from tests.clocks import SetClock
from tests.partners.caller import printed
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import refusing, rows
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register
from tests.partners.test_pages import sign_in, token

CODE = "market-regulation"
ONE = f"/partners/agencies/{CODE}"
SECRET = r"whsec_[A-Za-z0-9+/=]+"


@pytest.fixture
def agency(directory: Agencies) -> int:
    """Give an agency."""
    return directory.add()


@pytest.fixture
def operator_key(runner: FlaskCliRunner, agency: int) -> str:
    """Give an operator's key."""
    return printed(runner, "operator", "key", "lin")


@pytest.fixture
def own_key(runner: FlaskCliRunner, agency: int) -> str:
    """Give the agency's key."""
    return printed(runner, "agency", "key", CODE)


def size_of(session: Session) -> int:
    session.rollback()
    return read.head(session).size


def test_a_secret_is_shown_on_a_page_of_its_own_and_loading_it_again_rotates_nothing(
    client: FlaskClient, own_key: str, session: Session
) -> None:
    home = sign_in(client, own_key)
    form = {"token": token(client, home), "overlap_hours": "0"}
    done = client.post("/partners/own/rotate", data=form)
    assert (done.status_code, done.headers["Location"]) == (303, "/partners/secret")
    entered = size_of(session)
    cookie = client.get_cookie("partners-secret", path="/partners/secret")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert "whsec" not in cookie.value
    shown = client.get("/partners/secret")
    assert re.search(SECRET, shown.text)
    assert 'href="/partners/own"' in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    again = client.get("/partners/secret")
    assert again.status_code == 200
    assert not re.search(SECRET, again.text)
    assert size_of(session) == entered


def test_the_page_of_a_secret_says_what_it_is_for_and_until_when_the_earlier_ones_sign(
    client: FlaskClient, own_key: str, operator_key: str
) -> None:
    home, headers = sign_in(client, own_key), {"Accept-Language": "zh"}

    def shown(act: str, **typed: str) -> str:
        form = {"token": token(client, home), **typed}
        client.post(f"{home}/{act}", data=form)
        return client.get("/partners/secret", headers=headers).text

    rotated = shown("rotate", overlap_hours="24")
    assert "http://127.0.0.1:9/notices" in rotated
    assert "此前的密钥同时签名至" in rotated
    assert "2026年3月3日 09:00" in rotated
    assert "已经停用，不再签名" in shown("rotate", overlap_hours="0")
    proposed = shown("propose", address="http://127.0.0.1:9/second")
    assert "http://127.0.0.1:9/second" in proposed
    assert "此前的密钥" not in proposed
    home = f"{sign_in(client, operator_key)}/agencies/market-regulation"
    assert "密钥有效至" in shown("issue-key")


def test_a_secret_is_shown_to_nobody_else(
    client: FlaskClient, own_key: str, operator_key: str
) -> None:
    home = sign_in(client, own_key)
    client.post("/partners/own/rotate", data={"token": token(client, home)})
    sign_in(client, operator_key)
    assert not re.search(SECRET, client.get("/partners/secret").text)
    client.post("/partners/sign-out")
    assert client.get("/partners/secret").headers["Location"] == "/partners/sign-in"


def test_whoever_tries_too_many_keys_waits_and_a_right_key_never_does(
    client: FlaskClient, operator_key: str, clock: SetClock
) -> None:
    wrong = {"key": operator_key[:-1] + "!"}
    for _ in range(MOST_BY_CLIENT):
        assert client.post("/partners/sign-in", data=wrong).status_code == 401
    waits = client.post("/partners/sign-in", data=wrong, headers={"Accept-Language": "en"})
    assert waits.status_code == 429
    assert 0 < int(waits.headers["Retry-After"]) <= 901
    assert "Too many keys" in waits.text
    assert sign_in(client, operator_key) == "/partners"
    clock.forward(timedelta(seconds=int(waits.headers["Retry-After"])))
    assert client.post("/partners/sign-in", data=wrong).status_code == 401


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("pause", {"reason": "长" * 501}),
        ("propose", {"address": "https://x.example/" + "a" * 2_000}),
        ("schedule", {"cron": "0" * 2_001}),
        ("revoke-key", {"prefix": "a\0b"}),
    ],
)
def test_what_is_too_long_is_refused_in_place_and_changes_nothing(
    client: FlaskClient, operator_key: str, session: Session, act: str, form: dict[str, str]
) -> None:
    sign_in(client, operator_key)
    entered = size_of(session)
    refused = client.post(f"{ONE}/{act}", data={"token": token(client, ONE), **form})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert size_of(session) == entered


def test_every_page_leads_to_the_sign_in_page(client: FlaskClient, agency: int) -> None:
    for page in ("/", "/certificates", "/partners/sign-in"):
        assert 'href="/partners/sign-in"' in client.get(page).text


def test_alarms_are_shown_to_operators_and_to_the_agency_that_is_behind(
    client: FlaskClient,
    operator_key: str,
    own_key: str,
    agency: int,
    register: Register,
    clock: SetClock,
) -> None:
    register.publish(register.subject())
    clock.forward(timedelta(hours=2))
    with transaction() as session:
        since = lag_alarms.waiting_since(session, agency, Blocks())
        lag_alarms.note(session, agency, since, now=clock())
    for key, page in ((operator_key, "/partners"), (operator_key, ONE), (own_key, "/partners/own")):
        sign_in(client, key)
        text = client.get(page, headers={"Accept-Language": "zh"}).text
        table = text[text.index("滞后告警") :]
        assert "15 分钟" in table
        assert "1 小时" in table
        assert "尚未解除" in table


def test_an_agency_and_an_operator_ask_for_replays_on_their_pages(
    client: FlaskClient,
    operator_key: str,
    own_key: str,
    agency: int,
    register: Register,
    send_later: Send,
) -> None:
    start = register.size() - 2
    register.publish(register.subject())
    send_later(agency, FakeTransport())
    sign_in(client, own_key)
    form = {"token": token(client, "/partners/own"), "reason": "副本丢失"}
    nowhere = client.post("/partners/own/replay", data=form)
    assert nowhere.status_code == 422
    early = client.post("/partners/own/replay", data={**form, "since": "2020-01-01"})
    assert early.status_code == 409
    assert "快照" in early.text
    asked = client.post("/partners/own/replay", data={**form, "after": str(start)})
    assert (asked.status_code, asked.headers["Location"]) == (303, "/partners/own")
    assert "副本丢失" in client.get("/partners/own").text
    sign_in(client, operator_key)
    page = client.get(ONE)
    replay = re.search(r'name="replay" value="([^"]+)"', page.text)
    assert replay is not None
    given_up = {"token": token(client, ONE), "replay": replay[1], "reason": "误申请"}
    assert client.post(f"{ONE}/cancel-replay", data=given_up).status_code == 303
    given_up["replay"] = "x"
    assert client.post(f"{ONE}/cancel-replay", data=given_up).status_code == 404
    again = {"token": token(client, ONE), "since": "2026-03-02", "reason": "核对"}
    assert client.post(f"{ONE}/replay", data=again).status_code == 303
    receiver = FakeTransport()
    send_later(agency, receiver)
    assert len(receiver.notices()) == 1
    [given_up_row, done_row] = re.findall(r"<tr><td>.*</tr>", client.get(ONE).text)[::-1]
    assert "副本丢失" in given_up_row
    assert "核对" in done_row


def test_an_operator_settles_parked_notices_and_asks_for_snapshots_on_the_page(
    client: FlaskClient,
    operator_key: str,
    agency: int,
    register: Register,
    send_later: Send,
    session: Session,
) -> None:
    one, two, three = (str(register.publish(register.subject())) for _ in range(3))
    send_later(agency, FakeTransport([refusing(one, two, three)] * 12))
    sign_in(client, operator_key)
    because = {"token": token(client, ONE), "reason": "接口已修复"}
    for row in rows(session):
        act = {one: "release", two: "close", three: "correct"}[str(row.record_id)]
        form = {**because, "notice": str(row.notice_id), "keep-case": "on"}
        assert client.post(f"{ONE}/{act}", data=form).status_code == 303
    assert [row.state for row in rows(session)] == ["released", "closed", "released"]
    again = FakeTransport()
    send_later(agency, again)
    [whole, corrected] = again.notices()
    assert ("name" in whole["subject"], "name" in corrected["subject"]) == (True, False)
    assert "case" in corrected
    # What was closed is shown as such, and can be released after all.
    shown = client.get(ONE).text
    assert ("已终结的通知" in shown, two in shown) == (True, False)
    closed = {**because, "notice": str(rows(session)[1].notice_id)}
    assert closed["notice"] in shown
    assert client.post(f"{ONE}/release", data=closed).status_code == 303
    assert "已终结的通知" not in client.get(ONE).text
    after_all = FakeTransport()
    send_later(agency, after_all)
    assert [notice["record"] for notice in after_all.notices()] == [two]
    assert client.post(f"{ONE}/release", data={**because, "notice": "x"}).status_code == 404
    assert client.post(f"{ONE}/snapshot", data=because).status_code == 303
    session.rollback()
    assert session.get_one(StreamState, agency).state == "awaiting_snapshot"
