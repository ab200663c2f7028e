"""Lists of agencies that are refused: entered once a day, over the API and from the page."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.journal import JournalEntry
from tests.api.desk import ADULT
from tests.partners.conftest import Agencies
from tests.partners.test_screening_pages import Browser
from tests.partners.test_screenings import STATED, Screener

UNREADABLE = f"甲,乙\n李测试,{ADULT}\n".encode()
ID = "3f0e6f0a-0d5c-4b8e-9a57-0c1d2e3f4a5b"


@pytest.fixture
def key(directory: Agencies, runner: FlaskCliRunner) -> str:
    """Give the key of an agency."""
    directory.add(code="civilisation-office")
    done = runner.invoke(args=["partners", "agency", "key", "civilisation-office", "--days", "1"])
    return done.stdout.strip()


def test_a_list_that_is_refused_is_entered_once_a_day_without_its_content(
    app: Flask, key: str, session: Session
) -> None:
    office, browser = Screener(app.test_client(), key), Browser(app, key)
    office.post("", {**STATED, "id": ID})
    for body in (UNREADABLE, UNREADABLE + b"x\n"):
        refused = office.send(f"/{ID}/list", body)
        assert refused.get_json()["code"] == "screening_list.columns_missing"
        assert browser.hand_in(body=body).status_code == 400
    chosen = select(JournalEntry).where(JournalEntry.kind == "act.refused")
    entries = session.scalars(chosen.order_by(JournalEntry.position)).all()
    assert [each.actor for each in entries] == ["agency:civilisation-office"] * 2
    assert ["partner_screenings.open_one" in each.body for each in entries] == [False, True]
    for each in entries:
        assert "screening_list.columns_missing" in each.body
        assert ADULT not in each.body
        assert "李测试" not in each.body
