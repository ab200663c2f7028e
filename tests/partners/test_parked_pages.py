"""Parked notices on the page of an agency: an operator presses its buttons, again and wrongly."""

import html
import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.partners.caller import printed
from tests.partners.conftest import Agencies, Send
from tests.partners.parked import CODE, refusing, rows
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register
from tests.partners.test_pages import sign_in, token

ONE = f"/partners/agencies/{CODE}"
LANGUAGES = [
    ("zh", "（现在的状态：等待再发）", "至少保留一个字段"),
    ("en", "(state now: To be sent again)", "keeps one field at least"),
]


@pytest.fixture
def notice(
    register: Register,
    directory: Agencies,
    send: Send,
    session: Session,
    client: FlaskClient,
    runner: FlaskCliRunner,
) -> UUID:
    """Give a notice that an agency refused, with an operator signed in."""
    agency = directory.add()
    record = register.publish(register.subject())
    send(agency, FakeTransport([refusing(str(record))] * 3))
    sign_in(client, printed(runner, "operator", "key", "lin"))
    [row] = rows(session)
    return row.notice_id


def press(client: FlaskClient, act: str, notice: object, **typed: str) -> TestResponse:
    """Send a form that stands on the page of the agency."""
    form = {"token": token(client, ONE), "notice": str(notice), "reason": "已联系单位", **typed}
    return client.post(f"{ONE}/{act}", data=form, headers={"Accept": "text/html"})


def alert(answer: TestResponse) -> str:
    """Return what a page says first."""
    found = re.search(r'role="alert">(.*?)</p>', answer.text)
    assert found is not None
    return html.unescape(found[1])


def state(session: Session) -> str:
    """Return how the notice stands."""
    [row] = rows(session)
    return row.state


@pytest.mark.parametrize("act", ["release", "close"])
def test_whoever_has_acted_goes_on_at_the_notice(
    client: FlaskClient, session: Session, notice: UUID, act: str
) -> None:
    done = press(client, act, notice)
    assert (done.status_code, done.headers["Location"]) == (303, f"{ONE}#notice-{notice}")
    page = client.get(ONE).text
    assert page.count(f'id="notice-{notice}"') == 1
    heading = re.search(r'aria-labelledby="([^"]+)"', page)
    assert heading is not None
    assert f'<h3 id="{heading[1]}">' in page
    buttons = re.findall(r'<button[^>]*aria-describedby="([^"]+)"', page)
    assert set(buttons) == {heading[1]}


@pytest.mark.parametrize(("language", "words", "_no_fields"), LANGUAGES)
def test_what_is_released_again_is_refused_in_words_alone(
    client: FlaskClient, notice: UUID, language: str, words: str, _no_fields: str
) -> None:
    assert press(client, "release", notice).status_code == 303
    client.get(f"{ONE}?lang={language}")
    again = press(client, "release", notice)
    assert again.status_code == 409
    said = alert(again)
    assert words in said
    assert "facts" not in said
    assert ".state" not in said


@pytest.mark.parametrize(("language", "_words", "no_fields"), LANGUAGES)
def test_a_notice_is_not_corrected_to_nothing(
    client: FlaskClient,
    session: Session,
    notice: UUID,
    language: str,
    _words: str,
    no_fields: str,
) -> None:
    client.get(f"{ONE}?lang={language}")
    refused = press(client, "correct", notice)
    assert (refused.status_code, state(session)) == (422, "parked")
    assert no_fields in alert(refused)
    kept = press(client, "correct", notice, **{"keep-name": "on"})
    assert (kept.status_code, state(session)) == (303, "released")


def test_a_closed_notice_is_corrected_and_sent_after_all(
    client: FlaskClient, session: Session, notice: UUID
) -> None:
    press(client, "close", notice)
    closed = client.get(ONE).text.partition("已终结的通知")[2]
    assert f'action="{ONE}/correct"' in closed
    assert 'name="keep-name" checked' in closed
    refused = press(client, "correct", notice)
    assert (refused.status_code, state(session)) == (422, "closed")
    kept = press(client, "correct", notice, **{"keep-name": "on"})
    assert (kept.status_code, state(session)) == (303, "released")


def test_bounds_are_told_on_the_page_as_well(client: FlaskClient, notice: UUID) -> None:
    form = {"token": token(client, ONE), "every_seconds": "0", "max_notices": "9999"}
    refused = client.post(f"{ONE}/schedule", data=form, headers={"Accept": "text/html"})
    said = alert(refused)
    assert "间隔（秒）：1–86400" in said
    assert "每批条数：1–5000" in said
    assert "facts" not in said


def test_how_long_an_old_secret_may_go_on_is_told_in_words(
    client: FlaskClient, notice: UUID
) -> None:
    shown = re.search(r'name="endpoint" value="([^"]+)"', client.get(ONE).text)
    assert shown is not None
    form = {"token": token(client, ONE), "endpoint": shown[1], "overlap_hours": "721"}
    refused = client.post(f"{ONE}/rotate", data=form, headers={"Accept": "text/html"})
    said = alert(refused)
    assert "旧签名密钥再用（小时）：0–720" in said
    assert "overlap" not in said


def test_long_lists_of_parked_notices_come_page_by_page_and_whoever_acts_stays_on_his_page(
    register: Register,
    directory: Agencies,
    send: Send,
    session: Session,
    client: FlaskClient,
    runner: FlaskCliRunner,
) -> None:
    agency = directory.add()
    records = [register.publish(register.subject()) for _ in range(46)]
    # Between what is accepted: a stream that is refused everything halts.
    send(agency, FakeTransport([refusing(*map(str, records[::2]))] * 500))
    sign_in(client, printed(runner, "operator", "key", "lin"))
    first = client.get(f"{ONE}?lang=zh").text
    assert "搁置、等待处理的通知（23 条）" in first
    following = re.search(r'href="([^"]+)#waiting">下一页', first)
    assert following is not None
    second = client.get(html.unescape(following[1])).text
    shown = [re.findall(r'id="notice-([^"]+)"', page) for page in (first, second)]
    assert [len(each) for each in shown] == [20, 3]
    assert {row.notice_id for row in rows(session)} == {
        UUID(each) for page in shown for each in page
    }
    action = re.search(rf'action="({ONE}/close\?[^"]+)"', second)
    assert action is not None
    form = {"token": token(client, ONE), "notice": shown[1][0]}
    refused = client.post(html.unescape(action[1]), data={**form, "reason": ""})
    assert re.findall(r'id="notice-([^"]+)"', refused.text) == shown[1]
    closed = client.post(html.unescape(action[1]), data={**form, "reason": "单位不适用"})
    address = html.unescape(following[1])
    assert closed.headers["Location"] == f"{address}#notice-{shown[1][0]}"
    left = client.get(address).text.partition('id="closed"')
    assert [len(re.findall(r'id="notice-', part)) for part in (left[0], left[2])] == [2, 1]


def test_what_is_parked_is_told_apart_on_the_page_with_what_the_agency_said_in_words(
    client: FlaskClient, notice: UUID
) -> None:
    page = client.get(f"{ONE}?lang=zh").text
    assert "答复的状态是 422" in page
    assert "status 422" not in page
    assert 'id="released"' not in page
    press(client, "release", notice)
    after = client.get(ONE).text
    assert 'id="waiting"' not in after
    assert "等待再次发送的通知（1 条）" in after
