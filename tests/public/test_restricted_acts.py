"""What an order restricts (限制消费的范围), as everybody reads it: on a page, and as JSON."""

import pytest
from flask.testing import FlaskClient

from schemas.codes import ListName, RestrictedAct
from tests.public import entries, markup

BASE = "/api/v1/public/restricted-acts"


def test_the_nine_acts_the_seats_and_the_schools_are_told_with_their_articles(
    browser: FlaskClient,
) -> None:
    told = browser.get(BASE, headers={"Accept-Language": "en"}).get_json()
    assert [act["code"] for act in told["acts"]] == [f"CR3-{item}" for item in range(1, 10)]
    assert told["acts"][6]["article"] == "CR Art. 3 para 1(7)"
    refused = {(seat["train"], seat["seat"]): seat["refused"] for seat in told["seats"]}
    assert {place for place, is_refused in refused.items() if not is_refused} == {
        ("D", "second"),
        ("C", "second"),
    }
    policy = [(seat["train"], seat["seat"]) for seat in told["seats"] if seat["is_policy"]]
    assert policy == [("C", "second")]
    (school,) = (rule for rule in told["rules"] if "normal level" in rule["text"])
    assert school["article"] == "2019 Opinion 20"
    assert len(told["suspension_causes"]) == 6


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-CN", ("G字头动车组列车", "各地做法不一", "收费正常的民办学校不在限制之列", "一个月")),
        ("en", ("G trains", "practice differs", "a private school with normal fees", "one month")),
    ],
)
def test_the_page_says_it_in_the_readers_language(
    browser: FlaskClient, language: str, said: tuple[str, ...]
) -> None:
    page = browser.get("/restricted-acts", headers={"Accept-Language": language})
    assert page.status_code == 200
    assert [words for words in said if words not in page.text] == []


def test_the_entry_of_an_order_leads_to_what_its_acts_reach(browser: FlaskClient) -> None:
    acts = (RestrictedAct.FLIGHTS_AND_BERTHS,)
    order = entries.publish(list=ListName.RESTRICTED, grounds=(), acts=acts)
    page = markup.read(browser.get(f"/entries/{order}").text)
    links = [link.text for link in page.all("a") if link.attributes["href"] == "/restricted-acts"]
    assert "各项的范围" in links
