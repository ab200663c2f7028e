"""Hits of agencies' lists that courts see: about their own cases alone, and where it is agreed."""

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.journal import JournalEntry
from tests.api import files, watched
from tests.api.desk import ADULT, OTHER_COURT, OTHER_NAME, Desk
from tests.clocks import SetClock
from tests.partners.conftest import Agencies
from tests.partners.test_watches import Watcher

pytestmark = pytest.mark.every_engine
ROWS = [
    {"name": "李测试", "number": ADULT, "reference": "客户-7"},
    {"name": "王别名", "number": ADULT, "reference": "客户-8"},
]


@pytest.fixture
def desks(app: Flask, clock: SetClock) -> tuple[Desk, Desk]:
    """Give two courts."""
    other = Desk(app, clock(), court=OTHER_COURT)
    return Desk(app, clock()).open(), other.open(OTHER_NAME)


@pytest.fixture
def bank(app: Flask, directory: Agencies, runner: FlaskCliRunner) -> Watcher:
    """Give an agency that has lists screened."""
    return Watcher(app, directory, runner, "central-bank")


def test_a_court_sees_what_is_shared_about_its_own_cases_and_writes_about_it(
    desks: tuple[Desk, Desk], bank: Watcher, session: Session
) -> None:
    desk, other = desks
    listing = files.published(desk)
    bank.watch(rows=ROWS, names=True, shared=True, watch_until=None)
    assert bank.screening["shared"]
    watched.screen()
    page = desk.get("/shared-hits").get_json()
    [hit] = page["items"]
    assert (hit["screening"], hit["agency"]) == (bank.screening["id"], "central-bank")
    assert (hit["row"], hit["name"], hit["record"]["id"]) == (1, "李测试", listing["id"])
    assert "客户" not in str(page)
    assert ADULT not in str(page)
    assert other.get("/shared-hits").get_json()["items"] == []
    body = {
        "screening": hit["screening"],
        "row": 1,
        "record": hit["record"]["id"],
        "addressee": "中国人民银行示例分行",
        "request": "建议在其履行义务之前，不予授信。",
    }
    assert other.refused("/suggestion-letters", body)["code"] == "screening.not_found"
    by_name = desk.refused("/suggestion-letters", {**body, "row": 2})
    assert by_name["code"] == "screening.not_found"
    letter = desk.done("/suggestion-letters", body)
    assert (letter["name"], letter["reference"]) == ("李测试", "")
    signature = f"/suggestion-letters/{letter['id']}/signature"
    assert desk.done(signature, by="president", version=1)["number"]
    headers = {"Authorization": f"Bearer {desk.keys['clerk']}", "Accept-Language": "zh"}
    path = f"/api/v1/court/suggestion-letters/{letter['id']}/document"
    page_of_letter = desk.client().get(path, headers=headers).text
    assert "经单位同意，本院查看其提交的资格审查名单（授信和客户审查" in page_of_letter
    assert "客户-7" not in page_of_letter
    # The list itself is nobody's but the agency's.
    assert desk.get(f"/screenings/{hit['screening']}/hits").status_code == 404
    read = select(JournalEntry.body).where(JournalEntry.kind == "screening.read")
    assert [orjson.loads(body)["told"] for body in session.scalars(read)] == ["shared_hits"]


def test_nothing_is_seen_that_is_not_shared_or_public_no_more(
    desks: tuple[Desk, Desk], bank: Watcher
) -> None:
    desk, _ = desks
    listing = files.published(desk)
    bank.watch(rows=ROWS, watch_until=None)
    watched.screen()
    assert desk.get("/shared-hits").get_json()["items"] == []
    bank.watch(rows=ROWS, shared=True, watch_until=None)
    watched.screen()
    assert len(desk.get("/shared-hits").get_json()["items"]) == 1
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    assert desk.get("/shared-hits").get_json()["items"] == []
