"""What an agency owes courts: shown to itself before its day and after, and to operators."""

from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from tests.api.desk import ADULT
from tests.api.proceedings import day
from tests.clocks import SetClock
from tests.partners.asking import Asking, nothing, only
from tests.partners.caller import printed

PAGE = "/partners/own/inquiries"


def signed_in(app: Flask, key: str) -> FlaskClient:
    """Return the browser of somebody who is signed in."""
    browser = app.test_client()
    browser.post("/partners/sign-in", data={"key": key})
    return browser


def page_of(browser: FlaskClient, path: str = PAGE) -> str:
    """Read a page in Chinese."""
    return browser.get(path, headers={"Accept-Language": "zh"}).text


def counted(asking: Asking, code: str) -> tuple[int, int]:
    """Return what an agency owes by its own status: in all, and overdue."""
    status = asking.get(code, "/status").get_json()
    return status["inquiries"], status["inquiries_overdue"]


@pytest.mark.every_engine
def test_an_agency_sees_what_is_due_soon_and_what_is_overdue(
    asking: Asking, clock: SetClock
) -> None:
    first = only(asking.ask(kinds=["accounts", "network_funds"]))["id"]
    second = only(asking.ask(kinds=["accounts"], urgent=True))["id"]
    asking.say("bank", first, *nothing(("accounts",)))

    def owed() -> dict[str, tuple[bool, bool]]:
        items = asking.get("bank", "/inquiries").get_json()["items"]
        return {each["id"]: (each["due_soon"], each["overdue"]) for each in items}

    assert (owed(), counted(asking, "bank")) == (
        {first: (False, False), second: (False, False)},
        (2, 0),
    )
    day(clock, "2026-03-03")
    assert owed() == {first: (False, False), second: (True, False)}
    day(clock, "2026-03-04")
    assert owed() == {first: (True, False), second: (False, True)}
    assert counted(asking, "bank") == (2, 1)
    asking.say_nothing_found("bank", second, "accounts")
    assert counted(asking, "bank") == (1, 0)
    assert counted(asking, "land") == (0, 0)


def test_the_page_of_an_agency_names_case_court_and_day_and_nobody(
    asking: Asking, clock: SetClock
) -> None:
    assert "没有待答复的协助查询" in page_of(signed_in(asking.app, asking.keys["bank"]))
    request = asking.ask(kinds=["accounts", "network_funds"], urgent=True)
    asking.say("bank", only(request)["id"], *nothing(("accounts",)))
    day(clock, "2026-03-03")
    assert "即将到期" in page_of(signed_in(asking.app, asking.keys["bank"]))
    day(clock, "2026-03-04")
    signed = signed_in(asking.app, asking.keys["bank"])
    shown = page_of(signed)
    for said in ("(2025)川0107执1234号", "成都市武侯区人民法院", "2026年3月3日", "网络资金"):
        assert said in shown
    assert "逾期未答复" in shown
    assert "紧急" in shown
    assert ADULT not in shown
    assert asking.debtor["name"] not in shown
    assert "待答复的协助查询（1 项）" in page_of(signed, "/partners/own")
    assert "没有待答复的协助查询" in page_of(signed_in(asking.app, asking.keys["land"]))


def test_the_page_goes_on_after_what_was_shown_and_refuses_what_it_never_wrote(
    asking: Asking,
) -> None:
    first, second = (only(asking.ask(kinds=["accounts"]))["id"] for _ in range(2))
    browser = signed_in(asking.app, asking.keys["bank"])
    cursor = asking.get("bank", "/inquiries", per_page=1).get_json()["next"]
    rest = page_of(browser, f"{PAGE}?after={cursor}")
    assert (first in rest, second in rest) == (False, True)
    refused = browser.get(f"{PAGE}?after=nonsense", headers={"Accept-Language": "zh"})
    assert refused.status_code == 400


def test_nobody_else_sees_the_page(app: Flask) -> None:
    answer = app.test_client().get(PAGE)
    where = f"/partners/sign-in?back={quote(PAGE, safe='')}"
    assert (answer.status_code, answer.headers["Location"]) == (303, where)


def test_operators_see_which_agency_is_silent(
    asking: Asking, clock: SetClock, runner: FlaskCliRunner
) -> None:
    asking.ask(kinds=["accounts"])
    key = printed(runner, "operator", "key", "lin")
    day(clock, "2026-03-06")
    shown: dict[str, Any] = {}
    said = runner.invoke(args=["partners", "status"]).output
    for name in ("inquiries", "inquiries_overdue"):
        shown[name] = [line.split()[1] for line in said.splitlines() if line.split()[0] == name]
    assert shown == {"inquiries": ["1", "0", "0"], "inquiries_overdue": ["1", "0", "0"]}
    browser = signed_in(asking.app, key)
    assert page_of(browser, "/partners").count("有协助查询逾期未答复") == 1
    assert "有协助查询逾期未答复" in page_of(browser, "/partners/agencies/bank")
