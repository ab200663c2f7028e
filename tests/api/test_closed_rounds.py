"""The public list of closed rounds over the API (终本案件公开): there with the ruling, gone with
what ends it, and never among the dishonest or the restricted.
"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.api import files, orders, test_transfers
from tests.api.courts_above import Courts
from tests.api.desk import ADULT, MINOR, OTHER_ADULT, Desk
from tests.api.proceedings import closed, closing_body, ruled
from tests.api.test_unit_notices import WITHHELD
from tests.clocks import SetClock

BASE = "/api/v1/public/closed-rounds"
NAME = "李测试"


def listed(desk: Desk, name: str = NAME) -> list[dict[str, Any]]:
    """Search the closed rounds, as anybody does."""
    answer = desk.client().get(BASE, query_string={"name": name})
    assert answer.status_code == 200, answer.text
    assert not any(number in answer.text for number in (ADULT, OTHER_ADULT, MINOR))
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def in_lists(desk: Desk) -> set[str]:
    """Return the lists of persons in which the name is found."""
    answer = desk.client().get("/api/v1/public/entries", query_string={"name": NAME})
    return {item["list"] for item in answer.get_json()["items"]}


def closed_case(desk: Desk, *people: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Close the round of a case of several debtors, by default one, all under an order."""
    case = files.case_of(desk)
    debtors = [files.debtor_of(desk, case, **person) for person in people or ({},)]
    for debtor in debtors:
        orders.in_force(desk, debtor)
    closed(desk, case["id"])
    return case, debtors


def guarantor(number: str = OTHER_ADULT, name: str = "王示例") -> dict[str, Any]:
    """Return another debtor of the case."""
    return {"name": name, "documents": [{"type": "resident_id", "number": number}]}


@pytest.mark.every_engine
def test_a_closed_round_is_found_with_what_is_shown_of_it_and_nothing_else(desk: Desk) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    orders.in_force(desk, debtor)
    made = desk.done(f"/cases/{case['id']}/round-closings", closing_body())
    assert listed(desk) == []
    desk.done(f"/round-closings/{made['id']}/signature", by="president", version=1)
    (item,) = listed(desk)
    assert {name: value for name, value in item.items() if name not in ("id", "labels")} == {
        "kind": "natural",
        "name": NAME,
        "id_number_masked": "510199***********0",
        "legal_representative": None,
        "court": {"code": "川0107", "name": "成都市武侯区人民法院"},
        "province": "四川",
        "case_number": case["number"],
        "filed_on": case["filed_on"],
        "closed_on": "2026-03-02",
        "amount": "98000.00",
        "outstanding": "98000.00",
    }
    # Being unable is no dishonesty: the order is found where orders are, and no listing anywhere.
    assert in_lists(desk) == {"restricted"}


@pytest.mark.parametrize("kind", ["resumption", "suspension", "termination", "non_enforcement"])
def test_it_is_gone_at_the_next_request_whatever_ends_it(desk: Desk, kind: str) -> None:
    case, _ = closed_case(desk)
    (item,) = listed(desk)
    path = f"{BASE}/{item['id']}"
    assert desk.client().get(path).get_json()["case_number"] == case["number"]
    ruled(desk, case["id"], kind)
    assert listed(desk) == []
    assert desk.client().get(path).status_code == 404
    assert desk.client().get(f"/closed-rounds/{item['id']}").status_code == 404


def test_what_is_paid_is_told_and_full_payment_ends_it_before_any_ruling(desk: Desk) -> None:
    _, (debtor,) = closed_case(desk)
    files.paid(desk, debtor["id"], "60000.00")
    assert [item["outstanding"] for item in listed(desk)] == ["38000.00"]
    files.paid(desk, debtor["id"], "38000.00")
    assert listed(desk) == []


def test_a_ruling_about_one_debtor_takes_him_alone_away_and_its_end_brings_him_back(
    desk: Desk,
) -> None:
    case, (first, _) = closed_case(desk, {}, guarantor())
    ruled(desk, case["id"], "suspension", debtor=first["id"])
    assert listed(desk) == []
    assert len(listed(desk, "王示例")) == 1
    ruled(desk, case["id"], "resumption", debtor=first["id"], number="(2025)川0107执1234号之五")
    assert len(listed(desk)) == 1


def test_a_minor_is_not_shown_though_the_round_is_closed_for_him_too(desk: Desk) -> None:
    closed_case(desk, {}, guarantor(MINOR, "赵幼年"))
    assert len(listed(desk)) == 1
    assert listed(desk, "赵幼年") == []


def test_who_is_added_after_the_closing_is_not_shown_before_the_next_one(
    desk: Desk, clock: SetClock
) -> None:
    case, _ = closed_case(desk)
    clock.forward(timedelta(hours=1))
    late = files.debtor_of(desk, case, **guarantor())
    # Neither at once nor after the next act: nobody looked into what he has.
    assert listed(desk, "王示例") == []
    files.paid(desk, late["id"], "1000.00")
    assert (len(listed(desk)), listed(desk, "王示例")) == (1, [])
    ruled(desk, case["id"], "resumption")
    orders.in_force(desk, late)
    closed(desk, case["id"], number="(2025)川0107执1234号之九")
    assert (len(listed(desk)), len(listed(desk, "王示例"))) == (1, 1)


def test_who_is_not_suitable_for_publication_is_not_shown(desk: Desk) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    listing = files.served(desk, files.signed(desk, files.drafted(desk, debtor, withheld=WITHHELD)))
    path = f"/listings/{listing['id']}/withholding"
    desk.done(path, version=listing["version"])
    closed(desk, case["id"], listing_due=[debtor["id"]])
    assert listed(desk) == []


def test_it_names_the_court_that_has_the_case_now(courts: Courts) -> None:
    closed_case(courts.basic)
    courts.intermediate.done("/transfers", test_transfers.body(), by="judge")
    (item,) = listed(courts.basic)
    assert item["court"]["code"] == courts.other.court


def test_rounds_closed_before_there_was_a_list_are_shown_by_a_command(
    desk: Desk, app: Flask
) -> None:
    closed_case(desk)
    before = listed(desk)
    for _ in range(2):
        done = app.test_cli_runner().invoke(args=["registry", "closed-rounds", "show"])
        assert done.exit_code == 0, done.output
        assert listed(desk) == before
