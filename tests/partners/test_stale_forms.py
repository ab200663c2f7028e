"""Forms of another session, or of none: what happened is said, and nothing is lost silently."""

import html
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session

from partners.oversight.status import report
from partners.pages import places
from registry.web import access
from tests.clocks import MORNING, SetClock
from tests.partners.caller import printed
from tests.partners.conftest import Agencies
from tests.partners.test_pages import sign_in, token

CODE = "market-regulation"
ONE = f"/partners/agencies/{CODE}"
HTML = {"Accept": "text/html"}


@pytest.fixture
def operator_key(runner: FlaskCliRunner, directory: Agencies) -> str:
    """Give an operator's key, and an agency."""
    directory.add()
    return printed(runner, "operator", "key", "lin")


def test_a_form_of_an_earlier_session_comes_back_filled_in_and_goes_through_when_sent_again(
    client: FlaskClient, operator_key: str, session: Session
) -> None:
    sign_in(client, operator_key)
    form = {"token": token(client, ONE), "reason": "机房搬迁"}
    sign_in(client, operator_key)
    stale = client.post(f"{ONE}/pause", data=form, headers={**HTML, "Accept-Language": "zh"})
    assert stale.status_code == 403
    assert "没有办理" in stale.text
    assert 'value="机房搬迁"' in stale.text
    client.get(f"{ONE}?lang=en")
    assert "nothing was done" in client.post(f"{ONE}/pause", data=form, headers=HTML).text
    [stream] = report(session, now=MORNING)
    assert stream.state == "running"
    session.rollback()
    again = client.post(f"{ONE}/pause", data={**form, "token": token(client, ONE)})
    assert (again.status_code, again.headers["Location"]) == (303, ONE)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "什么也没有改变"), ("en", "nothing has changed")]
)
def test_a_form_that_comes_after_the_session_is_not_done_and_leads_back_to_its_page(
    client: FlaskClient, operator_key: str, clock: SetClock, language: str, words: str
) -> None:
    sign_in(client, operator_key)
    form = {"token": token(client, ONE), "reason": "机房搬迁"}
    client.get(f"{ONE}?lang={language}")
    clock.forward(timedelta(minutes=61))
    over = client.post(f"{ONE}/pause", data=form, headers=HTML)
    assert (over.status_code, words in over.text) == (401, True)
    assert f'name="back" value="{ONE}"' in over.text
    signed_in = client.post("/partners/sign-in", data={"key": operator_key, "back": ONE})
    assert signed_in.headers["Location"] == ONE


def test_whoever_signs_in_goes_to_a_page_of_his_own_and_nowhere_else(
    client: FlaskClient, operator_key: str, runner: FlaskCliRunner
) -> None:
    own = printed(runner, "agency", "key", CODE)
    for key, back, leads in (
        (operator_key, "/partners/own/screenings", "/partners"),
        (operator_key, "//elsewhere.example/partners", "/partners"),
        (operator_key, "/partners/agencies/../../x", "/partners"),
        (operator_key, "https://elsewhere.example", "/partners"),
        (operator_key, "/partners\\elsewhere", "/partners"),
        (own, ONE, "/partners/own"),
        (own, "/partners/own/screenings", "/partners/own/screenings"),
    ):
        answer = client.post("/partners/sign-in", data={"key": key, "back": back})
        assert answer.headers["Location"] == leads


def test_what_was_on_a_page_is_asked_for_again_after_signing_in(
    client: FlaskClient, operator_key: str
) -> None:
    sent = client.get(f"{ONE}?lang=en")
    page = client.get(sent.headers["Location"])
    assert f'name="back" value="{html.escape(ONE)}"' in page.text
    refused = client.post("/partners/sign-in", data={"key": "wrong", "back": ONE})
    assert f'name="back" value="{html.escape(ONE)}"' in refused.text


def test_a_form_of_another_site_leads_back_to_the_page(
    client: FlaskClient, operator_key: str
) -> None:
    sign_in(client, operator_key)
    form = {"token": token(client, ONE), "reason": "x"}
    foreign = {"Sec-Fetch-Site": "cross-site", **HTML}
    refused = client.post(f"{ONE}/pause", data=form, headers=foreign)
    assert (refused.status_code, f'class="button" href="{ONE}"' in refused.text) == (403, True)
    signing_in = client.post("/partners/sign-in", data={"key": operator_key}, headers=foreign)
    assert (signing_in.status_code, 'id="key"' in signing_in.text) == (403, True)


def test_what_is_not_there_leads_back_to_the_first_page(
    client: FlaskClient, operator_key: str
) -> None:
    sign_in(client, operator_key)
    missing = client.get("/partners/agencies/nobody", headers=HTML)
    assert (missing.status_code, 'class="button" href="/partners"' in missing.text) == (404, True)


def test_every_guarded_form_says_on_which_page_it_stands(app: Flask) -> None:
    with app.test_request_context():
        forms = [
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith("/partners") and "POST" in (rule.methods or ())
        ]
        guarded = [each for each in forms if access.decision_for(app, each) != access.EVERYBODY]
        assert len(guarded) > 4
        assert [each for each in guarded if places.of(each) is None] == []
