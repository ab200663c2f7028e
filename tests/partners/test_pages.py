"""Pages: signing in with a key, what operators and agencies see and do, and foreign forms."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners.endpoints import endpoints
from partners.oversight.status import report
from partners.services import agencies
from registry.journal import read
from tests.clocks import MORNING, SetClock
from tests.partners.conftest import Agencies
from tests.partners.register import Register

CODE = "market-regulation"
ONE = f"/partners/agencies/{CODE}"
HTML = {"Accept": "text/html"}


@pytest.fixture
def operator_key(runner: FlaskCliRunner, directory: Agencies) -> str:
    """Give an operator's key, and an agency whose endpoint is still to be proven."""
    directory.add(is_proven=False)
    return key_from(runner, "operator", "key", "lin")


def key_from(runner: FlaskCliRunner, *arguments: str) -> str:
    done = runner.invoke(args=["partners", *arguments])
    assert done.exit_code == 0
    return done.stdout.strip()


def sign_in(client: FlaskClient, key: str) -> str:
    """Sign in and return where that leads."""
    answer = client.post("/partners/sign-in", data={"key": key})
    assert answer.status_code == 303
    return answer.headers["Location"]


def token(client: FlaskClient, page: str) -> str:
    """Return the token that the forms of a page carry."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(page).text)
    assert found is not None
    return found[1]


def test_whoever_is_not_signed_in_is_sent_to_sign_in(
    client: FlaskClient, operator_key: str
) -> None:
    for page in ("/partners", ONE, "/partners/own"):
        answer = client.get(page, headers=HTML)
        # Who was on a page of his own goes back to it.
        back = {ONE: f"?back={quote(ONE, safe='')}"}.get(page, "")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/partners/sign-in{back}")


def test_a_wrong_key_is_refused_on_the_page_and_the_cookie_never_holds_a_key(
    client: FlaskClient, operator_key: str
) -> None:
    for wrong in ("", "open-sesame", operator_key[:-1] + "!", "ä" * 10, "x" * 5000):
        refused = client.post("/partners/sign-in", data={"key": wrong}, headers=HTML)
        assert refused.status_code == 401
        assert 'role="alert"' in refused.text
    sign_in(client, operator_key)
    cookie = client.get_cookie("partners", path="/partners")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert operator_key.split("_", 2)[2] not in cookie.value


def test_an_operator_sees_every_agency_and_what_needs_a_person(
    client: FlaskClient, operator_key: str, register: Register, clock: SetClock
) -> None:
    assert sign_in(client, operator_key) == "/partners"
    register.publish(register.subject())
    clock.forward(timedelta(minutes=40))
    page = client.get("/partners", headers={"Accept-Language": "zh"})
    assert "市场监督管理局" in page.text
    assert "没有通过验证的接收地址" in page.text
    assert "40 分钟" in page.text
    english = client.get("/partners?lang=en").text
    assert "No endpoint is proven" in english
    assert page.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text
    assert "style=" not in page.text


def test_an_operator_acts_on_the_page_with_a_reason_and_the_journal_names_him(
    client: FlaskClient, operator_key: str, session: Session
) -> None:
    sign_in(client, operator_key)
    form = {"token": token(client, ONE), "reason": "升级"}
    assert client.post(f"{ONE}/pause", data=form).status_code == 303
    [stream] = report(session, now=MORNING)
    assert (stream.state, stream.reason) == ("paused", "升级")
    session.rollback()
    schedule = {**form, "cron": "0 8 * * mon-fri", "every_seconds": "60", "max_notices": "100"}
    assert client.post(f"{ONE}/schedule", data=schedule).status_code == 303
    assert agencies.find(session, CODE).cron == "0 8 * * mon-fri"
    assert "operator:lin" in {entry.actor for entry in read.after(session, 0, limit=50)}
    session.rollback()
    wrong = client.post(f"{ONE}/schedule", data={**schedule, "cron": "0 8 * * 1"})
    assert (wrong.status_code, "mon-fri" in wrong.text) == (422, True)
    assert client.post(f"{ONE}/pause", data={"token": form["token"]}).status_code == 422
    assert client.post(f"{ONE}/nonsense", data=form).status_code == 404


def test_a_secret_is_shown_once_on_a_page_that_nobody_keeps(
    client: FlaskClient, operator_key: str, session: Session
) -> None:
    sign_in(client, operator_key)
    [endpoint] = endpoints.living(session, agencies.find(session, CODE).id)
    form = {"token": token(client, ONE), "endpoint": str(endpoint.public_id), "overlap_hours": "0"}
    session.rollback()
    shown = client.post(f"{ONE}/rotate", data=form, follow_redirects=True)
    found = re.search(r"whsec_[\w+/=]+", shown.text)
    assert found is not None
    assert shown.headers["Cache-Control"] == "no-store"
    assert found[0] not in client.get(ONE).text


def test_a_form_of_another_site_or_session_does_nothing(
    client: FlaskClient, operator_key: str, session: Session
) -> None:
    sign_in(client, operator_key)
    right = token(client, ONE)
    foreign = {"Sec-Fetch-Site": "cross-site", **HTML}
    for data, headers in (
        ({"reason": "x"}, HTML),
        ({"reason": "x", "token": "guessed"}, HTML),
        ({"reason": "x", "token": right}, foreign),
    ):
        refused = client.post(f"{ONE}/pause", data=data, headers=headers)
        assert refused.status_code == 403
    assert client.post("/partners/sign-in", data={}, headers=foreign).status_code == 403
    [stream] = report(session, now=MORNING)
    assert stream.state == "unproven"


def test_a_session_ends_after_an_hour_by_signing_out_and_with_its_key(
    client: FlaskClient, operator_key: str, runner: FlaskCliRunner, clock: SetClock
) -> None:
    sign_in(client, operator_key)
    clock.forward(timedelta(minutes=61))
    assert client.get("/partners").status_code == 303
    sign_in(client, operator_key)
    assert client.get("/partners").status_code == 200
    client.post("/partners/sign-out")
    assert client.get("/partners").status_code == 303
    sign_in(client, operator_key)
    key_prefix = operator_key.split("_")[1]
    assert runner.invoke(args=["partners", "operator", "revoke", key_prefix]).exit_code == 0
    assert client.get("/partners").status_code == 303


def test_an_agency_sees_its_own_stream_and_nobody_elses(
    client: FlaskClient, operator_key: str, runner: FlaskCliRunner, directory: Agencies
) -> None:
    directory.add(code="other")
    assert sign_in(client, key_from(runner, "agency", "key", CODE)) == "/partners/own"
    page = client.get("/partners/own").text
    assert CODE in page
    assert client.get("/partners").status_code == 303
    assert client.get("/partners/agencies/other").status_code == 303
    form = {"token": token(client, "/partners/own")}
    assert client.post("/partners/own/test", data=form).status_code == 303
    rotated = client.post(
        "/partners/own/rotate", data={**form, "overlap_hours": "24"}, follow_redirects=True
    )
    assert "whsec_" in rotated.text
    proposed = {**form, "address": "http://127.0.0.1:9/second"}
    assert (
        "whsec_" in client.post("/partners/own/propose", data=proposed, follow_redirects=True).text
    )
    assert "/second" in client.get("/partners/own").text
