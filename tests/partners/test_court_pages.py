"""Pages of a court's inquiries: asking, seeing how every agency stands, reading what was found for
a purpose that is recorded, and withdrawing.
"""

import json
import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from registry.db import transaction
from registry.journal import read
from registry.services.access import keys
from schemas.codes import Scope
from tests.api import files
from tests.api.desk import OPERATOR, OTHER_COURT, OTHER_NAME, Desk
from tests.api.proceedings import day
from tests.clocks import SetClock
from tests.partners.asking import ACCOUNT, NETWORK, Asking, cannot, found, nothing
from tests.partners.court_person import HOME, Person
from tests.public import markup
from tests.public.test_languages import HAN


@pytest.fixture
def clerk(asking: Asking) -> Person:
    """Give a clerk of the court that asks."""
    return Person(asking.app, asking.desk.keys["clerk"])


def missing(text: str, *words: str) -> set[str]:
    """Return the words that a text lacks."""
    return {word for word in words if word not in text}


def case_of(asking: Asking) -> str:
    return f"/partners/court/cases/{asking.case['id']}/inquiries"


def second_step(asking: Asking, *kinds: str) -> str:
    """Return where the second step of asking stands."""
    chosen = [("debtors", asking.debtor["id"]), *(("kinds", kind) for kind in kinds or NETWORK)]
    return f"{case_of(asking)}/new?{urlencode(chosen)}"


def ask(person: Person, asking: Asking, *, form: str | None = None, **changes: Any) -> TestResponse:
    """Ask by the form, or by one that stands elsewhere."""
    typed: dict[str, Any] = {
        "debtors": [asking.debtor["id"]],
        "kinds": list(NETWORK),
        "agencies": ["bank", "land", "traffic"],
        "purpose": "查明可供执行的财产",
        "urgent": "no",
        **changes,
    }
    return person.post(case_of(asking), form or second_step(asking), **typed)


@pytest.mark.every_engine
def test_a_clerk_asks_sees_every_answer_reads_it_for_a_purpose_and_withdraws(
    asking: Asking, clerk: Person
) -> None:
    assert clerk.signed_in.headers["Location"] == HOME
    assert "没有这样的查控" in clerk.text()
    assert "就本案请求协助查询" in clerk.text(f"{HOME}?number=（2025）川0107执1234号")
    second = clerk.text(second_step(asking))
    assert ("2026年3月5日" in second, "2026年3月3日（紧急）" in second) == (True, True)
    one = ask(clerk, asking).headers["Location"]
    inquiry = one.rpartition("/")[2]
    assert missing(clerk.text(one), "待答复", "待送达", "尚未答复") == set()
    asking.say("bank", inquiry, found("accounts", ACCOUNT, reason="户名一致"))
    asking.say("land", inquiry, *nothing(("real_property",)))
    asking.say("traffic", inquiry, cannot("vehicles"))
    page = clerk.text(one)
    assert (
        missing(
            page,
            "发现可供执行财产",
            "部分答复",
            "已答复：查无记录",
            "已答复：不能答复",
            "不能答复：系统故障",
            "《中华人民共和国民事诉讼法》（2023年修正）第二百五十三条",
        )
        == set()
    )
    assert ACCOUNT["number"] not in page
    assert "还没有人查阅过" in clerk.text(f"{one}/views")
    seen = clerk.text(f"{one}/answers?purpose=enforcement")
    assert (
        missing(seen, ACCOUNT["number"], "开户网点", "2000.00", "户名一致", "本次查阅已经记录")
        == set()
    )
    assert missing(clerk.text(f"{one}/views"), "clerk", "书记员", "办理执行", "川0107") == set()
    assert clerk.post(f"{one}/withdraw", one, reason="已经履行").status_code == 303
    page = clerk.text(one)
    assert ("已撤回" in page, "已经履行" in page, "撤回请求" in page) == (True, True, False)
    again = clerk.post(f"{one}/withdraw", second_step(asking), reason="再次", version="2")
    assert (again.status_code, "现在的状态：已撤回" in again.text) == (409, True)


def test_the_list_tells_how_inquiries_stand_and_is_searched_by_that(
    asking: Asking, clerk: Person, clock: SetClock
) -> None:
    silent = ask(clerk, asking, agencies=["traffic"], kinds=["vehicles"]).headers["Location"]
    empty = ask(clerk, asking, agencies=["land"], kinds=["real_property"]).headers["Location"]
    asking.say_nothing_found("land", empty.rpartition("/")[2])
    back = ask(clerk, asking, agencies=["bank"], kinds=["accounts"]).headers["Location"]
    clerk.post(f"{back}/withdraw", back, reason="重复")
    case = f"/cases/{asking.case['id']}/inquiries"
    by_hand = {"means": "network_inquiry", "asked": "总对总", "made_on": "2026-03-02"}
    asking.desk.done(case, {**by_hand, "result": "no_reply"})
    assert missing(clerk.text(), "待答复", "未发现可供执行财产", "已撤回", "法院录入") == set()
    day(clock, "2026-03-06")

    def listed(standing: str) -> set[str]:
        shown = clerk.get(f"{HOME}?standing={standing}").text
        return set(re.findall(rf'href="({HOME}/[0-9a-f-]+)"', shown))

    clerk = Person(asking.app, asking.desk.keys["clerk"])
    assert (listed("overdue"), listed("nothing_found"), listed("withdrawn")) == (
        {silent},
        {empty},
        {back},
    )
    assert silent in listed("no_reply")
    assert back not in listed("no_reply")
    assert listed("property_found") == listed("failed") == set()
    assert "逾期未答复" in clerk.text(silent)
    assert "Overdue" in clerk.text(f"{HOME}?standing=overdue", "en")


def test_a_long_list_goes_on_on_the_next_page(asking: Asking, clerk: Person) -> None:
    case = f"/cases/{asking.case['id']}/inquiries"
    body = {"means": "network_inquiry", "asked": "总对总", "made_on": "2026-03-02"}
    for _ in range(21):
        asking.desk.done(case, {**body, "result": "no_reply"})
    first = clerk.get(HOME).text
    [following] = re.findall(rf'href="({HOME}\?[^"]*after=[^"]*)"', first)
    assert (first.count("法院录入"), clerk.get(following).text.count("法院录入")) == (20, 1)
    assert clerk.get(f"{HOME}?after=x").status_code == 400


@pytest.mark.every_engine
def test_another_court_is_refused_and_the_refusal_is_in_the_journal(
    asking: Asking, clerk: Person, clock: SetClock, session: Session
) -> None:
    one = ask(clerk, asking).headers["Location"]
    desk = Desk(asking.app, clock(), OTHER_COURT).open(OTHER_NAME)
    other = Person(asking.app, desk.keys["clerk"])
    own = files.case_of(desk, number="(2025)川0106执1号")["id"]
    form = f"/partners/court/cases/{own}/inquiries/new?kinds=accounts&debtors=x"
    for path in (one, f"{one}/views", f"{one}/answers?purpose=enforcement"):
        assert other.get(path).status_code == 404
    assert other.post(f"{one}/withdraw", form, reason="试试", version="1").status_code == 404
    assert ask(other, asking, form=form).status_code == 404
    assert "没有这样的查控" in other.text()
    assert "本院没有这个案号的案件" in other.text(f"{HOME}?number=(2025)川0107执1234号")
    refused = [
        json.loads(entry.body)["act"]
        for entry in read.after(session, 0, limit=100)
        if entry.kind == "act.refused"
    ]
    assert refused == ["court_inquiries.show_answers", "court_asking.withdraw", "court_asking.ask"]
    session.rollback()
    assert "还没有人查阅过" in clerk.text(f"{one}/views")


def test_who_reads_for_what_is_judged_as_over_the_api(asking: Asking, clerk: Person) -> None:
    one = ask(clerk, asking).headers["Location"]
    auditor = Person(asking.app, asking.desk.keys["auditor"])
    purposes = re.findall(r'<option value="(\w+)"', auditor.get(one).text)
    assert purposes == ["audit"]
    assert clerk.get(f"{one}/answers?purpose=audit").status_code == 422
    assert clerk.get(f"{one}/answers?purpose=nosiness").status_code == 422
    assert clerk.get(f"{one}/answers").status_code == 422
    assert auditor.get(f"{one}/answers?purpose=audit").status_code == 200
    assert "撤回请求" not in auditor.text(one)
    assert "就本案请求协助查询" not in auditor.text(f"{HOME}?number=(2025)川0107执1234号")
    form = second_step(asking)
    assert auditor.post(f"{one}/withdraw", form, reason="试试", version="1").status_code == 422
    assert "审计" in clerk.text(f"{one}/views")


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"purpose": " "}, 422, "栏目：目的"),
        ({"agencies": []}, 422, "栏目：被查询单位"),
        ({"agencies": ["bank"]}, 422, "每一类别至少有一个能够答复的接入单位被查询"),
        ({"agencies": ["nobody"]}, 422, "单位：nobody"),
        ({"kinds": []}, 422, "栏目：查询类别"),
        ({"kinds": ["marriage"], "agencies": ["land"]}, 422, "财产调查"),
        ({"debtors": ["x"]}, 422, "栏目：被执行人"),
        ({"debtors": ["5d1c0b9a-8f7e-4d6c-9b5a-4c3d2e1f0a9b"]}, 404, "没有"),
        ({"id": "x"}, 404, "没有"),
        ({"purpose": "长" * 2001}, 422, "过长"),
        ({"token": "x"}, 403, ""),
    ],
)
def test_what_is_wrong_with_a_request_is_said_in_words_and_nobody_is_asked(
    asking: Asking, clerk: Person, changes: dict[str, Any], status: int, said: str
) -> None:
    answer = ask(clerk, asking, **changes)
    assert answer.status_code == status
    assert said in answer.text
    assert "facts" not in markup.read(answer.text).one("main").text
    assert "没有这样的查控" in clerk.text()


def test_nothing_chosen_in_the_first_step_is_said(asking: Asking, clerk: Person) -> None:
    for chosen, said in ((f"debtors={asking.debtor['id']}", "查询类别"), ("", "被执行人")):
        answer = clerk.get(f"{case_of(asking)}/new?step=2&{chosen}")
        assert (answer.status_code, f"栏目：{said}" in answer.text) == (422, True)


def test_a_form_sent_twice_asks_once_and_a_changed_one_is_refused(
    asking: Asking, clerk: Person
) -> None:
    fresh = re.findall(r'name="id" value="([^"]*)"', clerk.get(second_step(asking)).text)[0]
    assert len({ask(clerk, asking, id=fresh).headers["Location"] for _ in range(2)}) == 1
    changed = ask(clerk, asking, id=fresh, urgent="yes")
    assert (changed.status_code, "已经提交过" in changed.text) == (409, True)
    assert len(asking.desk.get(asking.path).get_json()["items"]) == 1


def test_what_a_request_rests_on_is_said_with_its_titles_in_both_languages(
    asking: Asking, clerk: Person
) -> None:
    one = ask(clerk, asking).headers["Location"]
    for language, title in (("zh", "《中华人民共和国民事诉讼法》"), ("en", "(Civil Procedure Law")):
        assert title in clerk.text(one, language)


def test_a_person_signs_in_and_a_system_does_not(asking: Asking, clerk: Person) -> None:
    system = Person(asking.app, asking.desk.issue(None)).signed_in
    assert (system.status_code, "请用本人的密钥登录" in system.text) == (403, True)
    reader = Person(asking.app, asking.desk.issue("clerk", scopes=frozenset({Scope.COURT_READ})))
    assert reader.get().status_code == 200
    assert ask(reader, asking).status_code == 403
    for path in ("/partners", "/partners/own"):
        assert clerk.get(path).headers["Location"] == "/partners/sign-in"
    key = asking.desk.issue("clerk")
    leaving = Person(asking.app, key)
    with transaction() as session:
        keys.revoke(session, key.split("_")[1], actor=OPERATOR, now=asking.now)
    assert leaving.get().headers["Location"] == "/partners/sign-in"
    assert Person(asking.app, key).signed_in.status_code == 401


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_are_well_formed_and_every_field_has_a_label(
    asking: Asking, clerk: Person, language: str
) -> None:
    one = ask(clerk, asking).headers["Location"]
    asking.say("bank", one.rpartition("/")[2], found("accounts", ACCOUNT))
    for path in (
        HOME,
        f"{HOME}?number=(2025)川0107执1234号",
        f"{case_of(asking)}/new",
        second_step(asking, "real_property", "marriage"),
        one,
        f"{one}/answers?purpose=remedy",
        f"{one}/views",
    ):
        page = markup.read(clerk.get(path, language).text)
        assert len(page.all("h1")) == len(page.all("main")) == 1
        levels = [int(e.name[1]) for e in page.elements if re.fullmatch("h[1-6]", e.name)]
        assert all(below <= above + 1 for above, below in pairwise(levels))
        ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
        assert len(ids) == len(set(ids))
        labels = {e.attributes["for"] for e in page.all("label") if "for" in e.attributes}
        fields = [*page.all("select"), *page.all("input")]
        boxed = {"hidden", "checkbox", "radio"}
        named = {e.attributes["id"] for e in fields if e.attributes.get("type") not in boxed}
        assert named == labels
        assert page.all("script") == page.all("style") == []
        if language == "en":
            ours = [part.text for part in page.said if part.language == "en"]
            assert [text for text in ours if HAN.search(text)] == []
