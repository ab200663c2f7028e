"""Watching of lists by an agency: told on its own stream, once, in order, and nobody else."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from partners.endpoints.attempts import Transport
from schemas.notices import NoticeSchema
from schemas.screening_codes import ScreeningPurpose
from tests.api import files, row_lists, watched
from tests.api.beginnings import Beginnings
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.clocks import SetClock
from tests.partners import again
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, status
from tests.partners.test_screenings import Screener

ROWS = [
    {"name": "李测试", "number": ADULT, "reference": "客户-7"},
    {"name": "王测试", "number": OTHER_ADULT, "reference": "客户-8"},
]


class Watcher(Screener):
    """An agency that watches a list."""

    def __init__(self, app: Flask, directory: Agencies, runner: FlaskCliRunner, code: str) -> None:
        # No measure of its own: what it is told, it is told of its list.
        self.key = directory.add("go2016.A3", code=code)
        done = runner.invoke(args=["partners", "agency", "key", code, "--days", "365"])
        self.text = done.stdout.strip()
        super().__init__(app.test_client(), self.text)
        self.app = app
        self.screening: dict[str, Any] = {}

    def page(self) -> str:
        """Return the agency's own page."""
        client = self.app.test_client()
        client.post("/partners/sign-in", data={"key": self.text})
        return client.get("/partners/own").text

    def watch(self, **changes: object) -> None:
        """Have rows watched."""
        asked = {
            "id": str(uuid4()),
            "purpose": ScreeningPurpose.CREDIT,
            "basis": "授信合同第六条",
            "lists": ["dishonest"],
            "rows": ROWS,
            "watch_until": watched.UNTIL,
            **changes,
        }
        answer = self.post("", asked)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        self.screening = answer.get_json()


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


@pytest.fixture
def watchers(app: Flask, directory: Agencies, runner: FlaskCliRunner) -> tuple[Watcher, Watcher]:
    """Give an agency that watches a list, and one that watches nobody."""
    bank, other = (Watcher(app, directory, runner, code) for code in (again.CODE, "housing"))
    bank.watch()
    watched.screen()
    return bank, other


def alerts_sent(receiver: FakeTransport) -> list[tuple[int, str]]:
    """Return row and change of each alert that was received, in order."""
    told = [each["alert"] for each in receiver.notices() if each["type"] == "screening.alert"]
    return [(each["row"], each["change"]) for each in told]


def sent(agency: Watcher, send: Send, transport: Transport) -> None:
    send(agency.key, transport)


@pytest.mark.every_engine
def test_the_agency_that_watches_is_told_on_its_stream_once_and_in_order(
    desk: Desk, watchers: tuple[Watcher, Watcher], send_later: Send
) -> None:
    bank, other = watchers
    listing = files.published(desk)
    watched.job()
    watched.job()
    receiver, others = FakeTransport(), FakeTransport()
    sent(bank, send_later, receiver)
    [notice] = receiver.notices()
    NoticeSchema().loads(json.dumps(notice))
    assert notice["alert"] == {
        "watch": bank.screening["id"],
        "row": 1,
        "change": "begun",
        "match": "identified",
        "list": "dishonest",
        "entry": listing["id"],
    }
    assert notice["case"]["number"] == "(2025)川0107执1234号"
    assert "subject" not in notice
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    watched.job()
    for _ in range(2):
        sent(bank, send_later, receiver)
    assert alerts_sent(receiver) == [(1, "begun"), (1, "ended")]
    assert {each["record"] for each in receiver.notices()} == {notice["record"]}
    sent(other, send_later, others)
    assert others.notices() == []
    # Told again, there is only what holds by then.
    again.ask(after=notice["position"] - 1)
    replay = FakeTransport()
    sent(bank, send_later, replay)
    assert alerts_sent(replay) == [(1, "ended")]
    items = bank.get(f"/{bank.screening['id']}/alerts").get_json()["items"]
    assert [each["id"] for each in items] == [each["id"] for each in receiver.notices()]
    assert items[0]["reference"] == "客户-7"
    assert other.get(f"/{bank.screening['id']}/alerts").status_code == 404


def reminded(receiver: FakeTransport) -> list[tuple[str, int]]:
    """Return the last day and the rows of each reminder that was received, in order."""
    told = [each["reminder"] for each in receiver.notices() if "reminder" in each]
    return [(each["until"], each["rows"]) for each in told]


@pytest.mark.every_engine
def test_the_agency_that_watches_is_reminded_on_its_stream_before_the_end_once(
    watchers: tuple[Watcher, Watcher], send_later: Send, clock: SetClock
) -> None:
    bank, other = watchers
    soon, later = ((clock() + timedelta(days=days)).date().isoformat() for days in (14, 40))
    path = f"/{bank.screening['id']}/watch/renewal"
    bank.post(path, {"until": soon})
    watched.job()
    watched.job()
    receiver, others = FakeTransport(), FakeTransport()
    sent(bank, send_later, receiver)
    [notice] = receiver.notices()
    NoticeSchema().loads(json.dumps(notice))
    assert (notice["type"], notice["record"]) == ("watch.ends_soon", bank.screening["id"])
    assert notice["reminder"] == {"watch": bank.screening["id"], "until": soon, "rows": 2}
    assert "subject" not in notice
    bank.post(path, {"until": later})
    watched.job()
    clock.forward(timedelta(days=30))
    watched.job()
    sent(bank, send_later, receiver)
    assert reminded(receiver) == [(soon, 2), (later, 2)]
    sent(other, send_later, others)
    assert others.notices() == []
    # Told again, there is only what holds by then.
    again.ask(after=notice["position"] - 1)
    replay = FakeTransport()
    sent(bank, send_later, replay)
    assert reminded(replay) == [(later, 2)]


def test_the_end_of_what_an_agency_refused_goes_out_and_closes_it(
    desk: Desk, watchers: tuple[Watcher, Watcher], send_later: Send
) -> None:
    bank, _ = watchers
    listing = files.published(desk)
    watched.job()
    # The notice is refused, found at fault, and parked.
    sent(bank, send_later, FakeTransport([status(422)] * 3))
    files.removed(desk, listing["id"], "LR10-1", enforcement_completed=True)
    watched.job()
    receiver = FakeTransport()
    for _ in range(3):
        sent(bank, send_later, receiver)
    # What was begun does not come behind its end.
    assert alerts_sent(receiver) == [(1, "ended")]


def test_an_agency_renews_amends_and_ends_what_it_watches(
    desk: Desk, watchers: tuple[Watcher, Watcher], send_later: Send, clock: SetClock
) -> None:
    bank, other = watchers
    path = f"/{bank.screening['id']}"
    later = (clock() + timedelta(days=100)).date().isoformat()
    renewed = bank.post(f"{path}/watch/renewal", {"until": later}).get_json()
    assert renewed["watch"]["until"] == later
    change = {"version": renewed["version"], "add": [{"name": "赵测试", "number": "E12345678"}]}
    amended = bank.post(f"{path}/watch/rows", {**change, "drop": [1]})
    assert amended.get_json()["watch"]["rows"] == 2
    # The same again is not taken twice.
    again = bank.post(f"{path}/watch/rows", change)
    assert (again.status_code, again.get_json()["code"]) == (412, "record.stale")
    files.published(desk)
    watched.job()
    receiver = FakeTransport()
    sent(bank, send_later, receiver)
    assert alerts_sent(receiver) == []
    assert other.post(f"{path}/watch/end", {"reason": "不再需要"}).status_code == 404
    ended = bank.post(f"{path}/watch/end", {"reason": "不再需要"}).get_json()
    assert ended["watch"]["state"] == "ended"
    refused = bank.post(f"{path}/watch/renewal", {"until": later})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "watch.is_over")


def test_an_agency_takes_rows_in_and_out_by_a_list_under_an_id_of_its_own(
    desk: Desk, watchers: tuple[Watcher, Watcher], send_later: Send
) -> None:
    bank, other = watchers
    path = f"/{bank.screening['id']}/watch"
    out, back = (f"{path}/{act}/{uuid4()}" for act in ("dropped-lists", "added-lists"))
    body = f"姓名,证件号码\n李测试,{ADULT}\n".encode()
    assert other.send(out, body).status_code == 404
    for _ in range(2):
        assert bank.send(out, body).get_json()["change"] == "drop"
    row_lists.job()
    files.published(desk)
    watched.job()
    assert bank.send(back, body).get_json()["state"] == "waiting"
    taken = bank.send(back, "姓名\n张测试\n".encode())
    assert (taken.status_code, taken.get_json()["code"]) == (409, "watch_list.id_taken")
    row_lists.job()
    watched.job()
    lists = bank.get(f"{path}/lists").get_json()["items"]
    assert [each["change"] for each in lists] == ["drop", "add"]
    rows = bank.get(f"{path}/lists/{lists[1]['id']}/rows").get_json()["items"]
    assert [row_lists.outcome(row) for row in rows] == [(1, "added", 3, None)]
    assert bank.get(f"{path}/lists/{lists[1]['id']}").get_json()["rows_changed"] == 1
    receiver = FakeTransport()
    sent(bank, send_later, receiver)
    assert alerts_sent(receiver) == [(3, "begun")]


def test_an_agency_sees_on_its_page_what_it_watches_and_an_operator_by_command(
    app: Flask, runner: FlaskCliRunner, watchers: tuple[Watcher, Watcher]
) -> None:
    bank, other = watchers
    page, others = (agency.page() for agency in (bank, other))
    assert "授信合同第六条" in page
    assert bank.screening["id"] in page
    assert "授信合同第六条" not in others
    listed = runner.invoke(args=["registry", "watches", "list", "--asker", f"agency:{again.CODE}"])
    [line] = listed.stdout.splitlines()
    assert line.split("\t")[1:] == [f"agency:{again.CODE}", "credit", "2", watched.UNTIL]
    ended = ["registry", "watches", "end", bank.screening["id"], "--reason", "单位已撤销"]
    assert runner.invoke(args=ended).exit_code == 0
    assert runner.invoke(args=ended).exit_code == 1
    assert bank.get(f"/{bank.screening['id']}").get_json()["watch"]["state"] == "ended"
