"""After a removal (移出名单之后): what stays, and the clocks of other lists, as everybody reads."""

import pytest
from flask.testing import FlaskClient

BASE = "/api/v1/public/after-removal"
IN_ENGLISH = {"Accept-Language": "en"}


def test_what_stays_and_the_periods_of_the_tiers_are_told_with_their_articles(
    browser: FlaskClient,
) -> None:
    told = browser.get(BASE, headers=IN_ENGLISH).get_json()
    assert [kept["code"] for kept in told["stays"]][:3] == ["judgment", "debt", "order"]
    periods = {
        tier["code"]: (tier["shortest_months"], tier["longest_months"]) for tier in told["tiers"]
    }
    assert periods == {"minor": (0, 3), "general": (3, 12), "serious": (12, 36)}
    assert "never remove a court listing" in told["rules"][0]["text"]
    assert told["matter"] is None


@pytest.mark.parametrize(
    ("severity", "shown_on", "may_apply_on", "shown_until"),
    [
        ("minor", "2025-01-10", "2025-01-10", "2025-04-10"),
        ("general", "2025-11-30", "2026-02-28", "2026-11-30"),
        ("serious", "2024-02-29", "2025-02-28", "2027-02-28"),
    ],
)
def test_the_days_of_a_matter_are_counted_with_the_ends_of_months(
    browser: FlaskClient, severity: str, shown_on: str, may_apply_on: str, shown_until: str
) -> None:
    asked = f"{BASE}?severity={severity}&shown_on={shown_on}"
    matter = browser.get(asked).get_json()["matter"]
    assert (matter["may_apply_on"], matter["shown_until"]) == (may_apply_on, shown_until)


def test_a_court_listing_is_repaired_at_its_court_whatever_its_tier(browser: FlaskClient) -> None:
    asked = f"{BASE}?severity=minor&shown_on=2020-01-10&duty_done_on=2020-02-01"
    common = f"{asked}&undertaking_given=true"
    of_department = browser.get(common, headers=IN_ENGLISH).get_json()["matter"]
    of_court = browser.get(f"{common}&court_listing=true", headers=IN_ENGLISH).get_json()["matter"]
    assert all(condition["satisfied"] for condition in of_department["conditions"])
    refused = [each["text"] for each in of_court["conditions"] if not each["satisfied"]]
    assert len(refused) == 1
    assert "court listing" in refused[0]


def test_an_enterprise_with_an_approved_plan_may_be_masked_meanwhile(browser: FlaskClient) -> None:
    asked = f"{BASE}?severity=serious&shown_on=2026-01-10"
    assert not browser.get(asked).get_json()["matter"]["masked_meanwhile"]
    assert browser.get(f"{asked}&plan_approved=true").get_json()["matter"]["masked_meanwhile"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("severity=grave&shown_on=2026-01-10", "severity"),
        ("severity=minor&shown_on=2026-02-30", "shown_on"),
        ("severity=minor", "shown_on"),
        ("shown_on=2026-01-10", "severity"),
    ],
)
def test_what_cannot_be_counted_is_refused_by_its_field(
    browser: FlaskClient, asked: str, field: str
) -> None:
    answer = browser.get(f"{BASE}?{asked}")
    assert answer.status_code in (400, 422)
    assert [error["parameter"] for error in answer.get_json()["errors"]] == [field]
    assert browser.get(f"/after-removal?{asked}").status_code == 400


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-CN", ("未履行的债务", "履行义务后即可申请修复", "最早可以申请修复：2026-04-10")),
        ("en", ("The debt that is not paid", "as soon as the duty is done", "2026-04-10")),
    ],
)
def test_the_page_says_it_in_the_readers_language(
    browser: FlaskClient, language: str, said: tuple[str, ...]
) -> None:
    asked = "/after-removal?severity=general&shown_on=2026-01-10"
    page = browser.get(asked, headers={"Accept-Language": language})
    assert page.status_code == 200
    assert [words for words in said if words not in page.text] == []


def test_a_search_that_finds_nobody_leads_there(browser: FlaskClient) -> None:
    words = "移出名单之后，还有什么留着"
    assert words in browser.get("/", query_string={"name": "查无此人"}).text
    assert words not in browser.get("/").text
