"""Pages of screening for an agency: a list goes in by a form, what came of it is read there, and a
watch is changed and ended.
"""

import io
import re
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from registry.screening.lists import LARGEST
from tests.api import files, watched
from tests.api.beginnings import Beginnings
from tests.api.desk import ADULT, OTHER_ADULT, Desk
from tests.api.test_screened_workbooks import book
from tests.clocks import SetClock
from tests.partners.conftest import Agencies

HOME = "/partners/own/screenings"
ROWS = f"李测试,{ADULT},=1+1\n王测试,{OTHER_ADULT},候选人-8\n李测试,123,\n"
CSV = f"姓名,身份证号,备注\n{ROWS}".encode()
FORM = {
    "purpose": "honours",
    "basis": "文明单位评选办法第九条",
    "dishonest": "on",
    "names": "on",
    "watch_until": watched.UNTIL,
}


class Browser:
    """An agency that is signed in."""

    def __init__(self, app: Flask, key: str) -> None:
        self._client: FlaskClient = app.test_client()
        self._client.post("/partners/sign-in", data={"key": key})
        self.one = ""

    def get(self, path: str = HOME) -> TestResponse:
        return self._client.get(path, headers={"Accept": "text/html", "Accept-Language": "zh"})

    def hidden(self, field: str, path: str = HOME) -> str:
        found = re.search(rf'name="{field}" value="([^"]*)"', self.get(path).text)
        return found[1] if found else ""

    def hand_in(self, name: str = "名单.csv", body: bytes = CSV, **changes: Any) -> TestResponse:
        data = {**FORM, "token": self.hidden("token"), "id": self.hidden("id"), **changes}
        sent = {key: value for key, value in data.items() if value is not None}
        file = {"list": FileStorage(io.BytesIO(body), name)} if name else {}
        boundary, form = encode_multipart({**sent, **file})
        answer = self._client.post(
            HOME,
            data=form,
            headers={"Accept": "text/html", "Accept-Language": "zh"},
            content_type=f"multipart/form-data; boundary={boundary}",
        )
        self.one = answer.headers.get("Location", self.one)
        return answer

    def claim(self, length: int, path: str = HOME) -> TestResponse:
        """Send a form that says that it is so long."""
        claimed = {"CONTENT_LENGTH": str(length)}
        headers = {"Accept": "text/html", "Accept-Language": "zh"}
        form = {"token": "x"}
        return self._client.post(path, data=form, environ_overrides=claimed, headers=headers)

    def act(self, act: str, **typed: object) -> TestResponse:
        data = {"token": self.hidden("token"), **typed}
        return self._client.post(f"{self.one}/{act}", data=data, headers={"Accept-Language": "zh"})


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


@pytest.fixture
def browsers(app: Flask, directory: Agencies, runner: FlaskCliRunner) -> tuple[Browser, Browser]:
    """Give two agencies that are signed in."""

    def signed_in(code: str) -> Browser:
        directory.add(code=code)
        done = runner.invoke(args=["partners", "agency", "key", code, "--days", "1"])
        return Browser(app, done.stdout.strip())

    return signed_in("civilisation-office"), signed_in("housing")


@pytest.mark.every_engine
def test_a_list_goes_in_by_a_form_and_its_result_is_read_on_pages(
    desk: Desk, browsers: tuple[Browser, Browser]
) -> None:
    office, other = browsers
    files.published(desk)
    answer = office.hand_in()
    assert answer.status_code == 303
    assert "待比对" in office.get(office.one).text
    watched.screen()
    page = office.get(office.one).text
    for said in ("已完成", "文明单位评选办法第九条", "证件号码格式错误", "审查至 2026年12月31日"):
        assert said in page
    hits = office.get(f"{office.one}/hits").text
    for said in ("第 1 行", "李测试", "证件号码和姓名一致", "成都市武侯区人民法院", "2026年3月2日"):
        assert said in hits
    assert "仅姓名相同，可能同名，不得据此认定" in hits
    certain = office.get(f"{office.one}/hits?match=identified").text
    assert ("第 1 行" in certain, "第 3 行" in certain) == (True, False)
    assert "第 3 行" in office.get(f"{office.one}/hits?match=name_only").text
    report = office.get(f"{office.one}/report.csv")
    assert "'=1+1" in report.get_data().decode("utf-8-sig")
    assert office.get(f"{office.one}/report.xlsx").status_code == 200
    for text in (page, hits, report.text):
        assert ADULT not in text
    for end in ("", "/hits", "/alerts", "/report.csv"):
        assert other.get(f"{office.one}{end}").status_code == 404
    assert "文明单位评选办法第九条" in office.get().text
    assert "文明单位评选办法第九条" not in other.get().text


def test_a_watch_is_renewed_amended_and_ended_and_its_alerts_are_read(
    desk: Desk, browsers: tuple[Browser, Browser]
) -> None:
    office, other = browsers
    listed = book(("姓名", "证件号码"), ("王测试", OTHER_ADULT))
    office.hand_in("名单.xlsx", listed, names=None)
    watched.screen()
    assert "没有提示" in office.get(f"{office.one}/alerts").text
    assert office.act("renew", until="2026-11-30").status_code == 303
    assert "审查至 2026年11月30日" in office.get(office.one).text
    late = office.act("renew", until="2030-01-01")
    assert late.status_code == 422
    assert "括号内所示日数" in late.text
    assert "最长日数：366" in late.text
    version = office.hidden("version", office.one)
    faulty = office.act("amend", version=version, name="李测试", number="510199****")
    assert (faulty.status_code, "增加的第 1 行：证件号码有隐去" in faulty.text) == (422, True)
    assert office.act("amend", version=version, name="李测试", number=ADULT).status_code == 303
    assert office.act("amend", version=version, drop="1").status_code == 412
    assert other.act("end", reason="不再需要").status_code == 404
    files.published(desk)
    watched.job()
    alerts = office.get(f"{office.one}/alerts").text
    assert "名单行与公开记录比对一致" in alerts
    assert "李测试" in alerts
    assert office.act("end").status_code == 422
    assert office.act("end", reason="评选结束").status_code == 303
    assert "已终止" in office.get(office.one).text
    assert "持续审查：" not in office.get("/partners/own").text


@pytest.mark.parametrize(
    ("name", "body", "changes", "status", "said"),
    [
        ("", b"", {}, 422, "栏目：名单文件"),
        ("名单.csv", CSV, {"basis": " "}, 422, "栏目：依据"),
        ("名单.csv", CSV, {"dishonest": None}, 422, "栏目：比对的名单"),
        ("名单.csv", CSV, {"purpose": "x"}, 422, "栏目：目的"),
        ("名单.csv", CSV, {"watch_until": "明天"}, 422, "栏目：终止日期"),
        ("名单.csv", CSV, {"id": "x"}, 404, "没有由您提交的这个编号的资格审查"),
        ("名单.doc", CSV, {}, 415, "可用的格式：.csv .xlsx"),
        ("名单.xlsx", CSV, {}, 400, "文件不是 XLSX 电子表格"),
        ("名单.csv", "甲,乙\n".encode(), {}, 400, "其中没有姓名或者证件号码列"),
        ("名单.csv", "姓名,身份证号,信用代码\n".encode(), {}, 400, "列：证件号码"),
        ("名单.csv", "姓名\n".encode("utf-16"), {}, 400, "UTF-16"),
        ("名单.csv", CSV, {"token": "x"}, 403, ""),
    ],
)
def test_what_is_wrong_with_a_form_is_said_in_words_and_nothing_is_opened(
    browsers: tuple[Browser, Browser],
    name: str,
    body: bytes,
    changes: dict[str, Any],
    status: int,
    said: str,
) -> None:
    office, _ = browsers
    answer = office.hand_in(name, body, **changes)
    assert answer.status_code == status
    assert said in answer.text
    assert "facts" not in answer.text
    assert "还没有提交过名单" in office.get().text


def test_a_form_sent_twice_hands_one_list_in_and_one_too_large_none(
    browsers: tuple[Browser, Browser],
) -> None:
    office, _ = browsers
    fresh = office.hidden("id")
    assert {office.hand_in(id=fresh).headers["Location"] for _ in range(2)} == {office.one}
    other = office.hand_in(body=CSV + CSV, id=fresh)
    assert other.status_code == 409
    refused = office.claim(LARGEST + 1024 * 1024)
    assert (refused.status_code, "上限（MiB）：128" in refused.text) == (413, True)
    assert office.claim(LARGEST, f"{office.one}/cancel").status_code == 413
    assert office.act("cancel", reason="名单有误").status_code == 303
    assert "已取消" in office.get(office.one).text


def test_a_list_that_is_longer_than_a_request_of_the_api_goes_in_by_a_form(
    desk: Desk, browsers: tuple[Browser, Browser]
) -> None:
    office, _ = browsers
    files.published(desk)
    told = "说明" * 10_000
    rows = "".join(f"张{number},,{told}\n" for number in range(150))
    body = f"姓名,身份证号,说明\n{rows}李测试,{ADULT},\n".encode()
    assert len(body) > 8 * 1024 * 1024
    assert office.hand_in(body=body).status_code == 303
    waiting = office.get(office.one).text
    assert "进度 0%" in waiting
    assert "刷新进度" in waiting
    watched.screen()
    assert "第 151 行" in office.get(f"{office.one}/hits").text


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: FlaskClient) -> None:
    answer = client.get(HOME, headers={"Accept": "text/html"})
    where = f"/partners/sign-in?back={quote(HOME, safe='')}"
    assert (answer.status_code, answer.headers["Location"]) == (303, where)


def test_more_screenings_than_a_page_holds_are_read_page_by_page(
    browsers: tuple[Browser, Browser],
) -> None:
    office, other = browsers
    handed = [office.hand_in().headers["Location"] for _ in range(22)]
    first = office.get().text
    following = re.search(r'href="([^"]+)#latest">下一页', first)
    assert following is not None
    second = office.get(following[1]).text
    pages = [re.findall(r'<h3><a href="([^"]+)"', page) for page in (first, second)]
    assert [*pages[0], *pages[1]] == handed[::-1]
    assert [len(page) for page in pages] == [20, 2]
    assert "下一页" not in second + other.get().text
