"""A form that is sent twice is done once: a button pressed twice, or the browser's way back."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency, AgencyKey
from registry.journal import read
from tests.clocks import SetClock
from tests.partners.caller import printed
from tests.partners.conftest import Agencies
from tests.partners.test_pages import sign_in

CODE = "market-regulation"
ONE = f"/partners/agencies/{CODE}"
KEY = r"drk_[0-9a-f]+_[\w-]+"


@pytest.fixture
def operator(client: FlaskClient, runner: FlaskCliRunner, directory: Agencies) -> FlaskClient:
    """Give the browser of an operator, with an agency."""
    directory.add()
    sign_in(client, printed(runner, "operator", "key", "lin"))
    return client


def carried(browser: FlaskClient) -> dict[str, str]:
    """Return what every form of the page carries."""
    page = browser.get(ONE).text
    return dict(re.findall(r'<input type="hidden" name="(token|form)" value="([^"]+)"', page))


def size_of(session: Session) -> int:
    session.rollback()
    return read.head(session).size


@pytest.mark.every_engine
def test_a_button_pressed_twice_does_once_and_says_so(
    operator: FlaskClient, session: Session
) -> None:
    form = carried(operator)
    assert operator.post(f"{ONE}/test", data=form).headers["Location"] == ONE
    entered = size_of(session)
    assert operator.post(f"{ONE}/test", data=form).headers["Location"] == ONE
    assert size_of(session) == entered
    assert "没有再次办理" in operator.get(f"{ONE}?lang=zh").text
    # The page as it is loaded now holds other forms.
    assert operator.post(f"{ONE}/test", data=carried(operator)).status_code == 303
    assert size_of(session) == entered + 1


def test_what_was_done_is_told_once(operator: FlaskClient) -> None:
    operator.post(f"{ONE}/pause", data={**carried(operator), "reason": "升级"})
    assert 'role="status">已暂停推送。' in operator.get(f"{ONE}?lang=zh").text
    assert 'role="status"' not in operator.get(ONE).text


def test_a_key_issued_by_a_button_pressed_twice_is_one_and_is_shown(
    operator: FlaskClient, session: Session, clock: SetClock
) -> None:
    keys = select(func.count()).select_from(AgencyKey).join(Agency).where(Agency.code == CODE)
    form = carried(operator)
    first = operator.post(f"{ONE}/issue-key", data=form)
    operator.delete_cookie("partners-secret", path="/partners/secret")
    operator.delete_cookie("partners-secret", path="/partners")
    again = operator.post(f"{ONE}/issue-key", data=form)
    assert first.headers["Location"] == again.headers["Location"] == "/partners/secret"
    shown = re.search(KEY, operator.get("/partners/secret").text)
    assert shown is not None
    assert session.scalar(keys) == 1
    session.rollback()
    clock.forward(timedelta(minutes=3))
    late = operator.post(f"{ONE}/issue-key", data=form)
    assert late.headers["Location"] == ONE
    assert session.scalar(keys) == 1
    assert not re.search(KEY, operator.get("/partners/secret").text)


def test_a_refused_form_is_sent_again_when_it_is_mended(operator: FlaskClient) -> None:
    form = carried(operator)
    assert operator.post(f"{ONE}/pause", data={**form, "reason": ""}).status_code == 422
    assert operator.post(f"{ONE}/pause", data={**form, "reason": "升级"}).status_code == 303
