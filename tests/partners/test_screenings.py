"""Screening of lists by an agency: one call for a short list, nothing of anybody else's, and no
more than the public sees.
"""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.test import TestResponse

from registry.runtime import current_runtime
from registry.screening import working
from tests.api import files
from tests.api.desk import ADULT, Desk
from tests.clocks import SetClock
from tests.partners.conftest import Agencies

pytestmark = pytest.mark.every_engine
PATH = "/api/v1/agency/screenings"
STATED = {"purpose": "honours", "basis": "文明单位评选办法第九条"}
ROWS = [{"name": "李测试", "number": ADULT}, {"name": "李测试"}]


class Screener:
    """An agency that has lists screened."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {key}", "Accept-Language": "zh"}

    def get(self, path: str = "", **query: Any) -> TestResponse:
        return self._client.get(PATH + path, query_string=query, headers=self._headers)

    def post(self, path: str, body: object) -> TestResponse:
        return self._client.post(PATH + path, json=body, headers=self._headers)

    def send(self, path: str, body: bytes) -> TestResponse:
        headers = {**self._headers, "Content-Type": "text/csv"}
        return self._client.post(PATH + path, data=body, headers=headers)


@pytest.fixture
def screeners(
    directory: Agencies, client: FlaskClient, runner: FlaskCliRunner
) -> tuple[Screener, Screener]:
    """Give two agencies."""

    def made(code: str) -> Screener:
        directory.add(code=code)
        done = runner.invoke(args=["partners", "agency", "key", code, "--days", "1"])
        return Screener(client, done.stdout.strip())

    return made("civilisation-office"), made("housing")


def test_an_agency_asks_with_one_call_and_reads_what_came_of_it(
    app: Flask, clock: SetClock, screeners: tuple[Screener, Screener]
) -> None:
    files.published(Desk(app, clock()).open())
    agency, other = screeners
    asked = {**STATED, "id": str(uuid4()), "rows": ROWS, "names": True, "lists": ["dishonest"]}
    first = agency.post("", asked)
    assert (first.status_code, first.get_json()["state"]) == (200, "waiting")
    again = agency.post("", asked).get_json()
    assert (again["version"], again["state"]) == (first.get_json()["version"], "waiting")
    taken = agency.post("", {**asked, "purpose": "credit"})
    assert (taken.status_code, taken.get_json()["code"]) == (409, "screening.id_taken")
    working.work_off(current_runtime())
    path = f"/{asked['id']}"
    found = agency.get(path).get_json()
    assert found["hits"] == {"identified": 1, "number_only": 0, "name_only": 1}
    hits = agency.get(f"{path}/hits").get_json()["items"]
    assert [(hit["match"], hit["needs_person"]) for hit in hits] == [
        ("identified", False),
        ("name_only", True),
    ]
    assert "不得据此认定" in hits[1]["match_label"]
    page = agency.get(f"{path}/hits", per_page=1).get_json()
    rest = agency.get(f"{path}/hits", per_page=1, after=page["next"]).get_json()
    assert [*page["items"], *rest["items"]] == hits
    faults = agency.get(f"{path}/faults").get_json()["items"]
    assert [fault["reason"] for fault in faults] == ["number_missing"]
    report = agency.get(f"{path}/report").get_data().decode("utf-8-sig")
    assert report.splitlines()[0].startswith("行号,备注,姓名或名称")
    assert ADULT not in report
    assert {other.get(path + end).status_code for end in ("", "/hits", "/faults", "/report")} == {
        404
    }
    assert [each["id"] for each in agency.get().get_json()["items"]] == [asked["id"]]
    assert other.get().get_json()["items"] == []


def test_an_agency_hands_a_longer_list_in_and_may_cancel_it(
    app: Flask, screeners: tuple[Screener, Screener]
) -> None:
    agency, other = screeners
    asked = {**STATED, "id": str(uuid4())}
    agency.post("", asked)
    path = f"/{asked['id']}"
    text = f"姓名,证件号码\n李测试,{ADULT}\n"
    assert other.send(f"{path}/list", text.encode()).status_code == 404
    handed = agency.send(f"{path}/list", text.encode("gb18030"))
    assert (handed.status_code, handed.get_json()["format"]) == (200, "csv")
    assert agency.send(f"{path}/list", text.encode("gb18030")).status_code == 200
    assert agency.send(f"{path}/list", text.encode()).get_json()["code"] == "screening.wrong_state"
    cancelled = agency.post(f"{path}/cancellation", {"reason": "名单有误"})
    assert cancelled.get_json()["state"] == "cancelled"
