"""What courts get to read (法院接口答复): the fixed shape of the key answers, lists and history."""

from typing import Any

import pytest

from tests.api import files
from tests.api.desk import ADULT, Desk
from tests.clocks import MORNING


def shape(value: Any) -> Any:
    """Return the names of an answer and the types of its values."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


NAMED_CASE = {"id": "str", "number": "str"}
PERSON = {"by": "str", "at": "str"}
ORDER = {
    "id": "str",
    "version": "int",
    "state": "str",
    "debtor": "str",
    "case": NAMED_CASE,
    "listing": "str",
    "acts": ["str"],
    "reason": "str",
    "initiative": "str",
    "applied_on": "NoneType",
    "weighed": "str",
    "drafted": PERSON,
    "signed": PERSON,
    "grace": "NoneType",
    "imposed_on": "str",
    "ends_on": "NoneType",
    "lifted_on": "NoneType",
    "lift_ground": "NoneType",
}
LISTING = {
    "id": "str",
    "version": "int",
    "state": "str",
    "debtor": "str",
    "case": NAMED_CASE,
    "source": "str",
    "grounds": ["str"],
    "conduct": "str",
    "reason": "str",
    "initiative": "str",
    "applied_on": "str",
    "standing": "str",
    "withheld": "NoneType",
    "extension_years": "int",
    "performance": "str",
    "performed": "str",
    "outstanding": "str",
    "amount_outstanding": "str",
    "drafted": PERSON,
    "signed": PERSON,
    "grace": "NoneType",
    "service": {"method": "str", "on": "str"},
    "published_on": "str",
    "ends_on": "NoneType",
    "ended_on": "NoneType",
    "end_ground": "NoneType",
    "restriction": ORDER,
    "capacity_proposal": "NoneType",
}


def test_a_listing_keeps_its_shape(desk: Desk) -> None:
    listing = files.published(desk)
    assert shape(listing) == LISTING
    assert desk.get(f"/listings/{listing['id']}").get_json() == listing
    order = desk.get(f"/restrictions/{listing['restriction']['id']}").get_json()
    assert order == listing["restriction"]


def test_moments_are_told_in_the_time_of_the_court(desk: Desk) -> None:
    assert files.drafted(desk)["drafted"]["at"] == MORNING.isoformat()


def test_a_case_shows_its_debtors_and_what_was_paid(desk: Desk) -> None:
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    files.paid(desk, debtor["id"], "8000.50")
    shown = desk.get(f"/cases/{case['id']}").get_json()
    assert shown["debtors"] == [debtor]
    assert (shown["paid"], shown["outstanding"]) == ("8000.50", "89999.50")
    assert shown["court"] == {"code": "川0107", "name": "成都市武侯区人民法院"}


def test_a_case_without_an_amount_has_nothing_outstanding(desk: Desk) -> None:
    case = files.case_of(desk, amount=None, obligation="腾退房屋")
    assert (case["amount"], case["paid"], case["outstanding"]) == (None, "0.00", None)


def test_a_removal_shows_its_facts_and_what_it_lifted(desk: Desk) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    removal = files.removed(desk, listing["id"], "LR10-1")
    assert removal["listing"] == {
        "id": listing["id"],
        "version": 6,
        "state": "removed",
        "ended_on": "2026-03-02",
    }
    (lifted,) = removal["restrictions"]
    assert (lifted["lift_ground"], lifted["lifted_on"]) == ("LR10-1", "2026-03-02")
    assert removal["facts"]["inquiries"] == []
    assert removal["facts"]["enforcement_completed"] is False
    assert desk.get(f"/removals/{removal['id']}").get_json() == removal


def test_the_history_of_a_listing_names_person_reason_basis_and_moment(desk: Desk) -> None:
    listing = files.published(desk)
    entries = desk.get(f"/listings/{listing['id']}/history").get_json()["items"]
    assert [entry["kind"] for entry in entries] == [
        "listing.drafted",
        "listing.signed",
        "listing.served",
        "listing.published",
    ]
    people = [listing["drafted"]["by"], listing["signed"]["by"], *[listing["drafted"]["by"]] * 2]
    assert [entry["actor"] for entry in entries] == [f"staff:{person}" for person in people]
    for entry in entries:
        assert entry["reason"] == "名下有存款而拒不支付"
        assert entry["basis"] == "LR Art. 1(1)"
        assert entry["occurred_at"] == MORNING.isoformat()
        assert entry["via"].startswith("key:")
        assert entry["body"]["identified"] is True
    assert ADULT not in str(entries)


class TestLists:
    """Lists of one's court, page by page."""

    @pytest.fixture
    def cases(self, desk: Desk) -> list[str]:
        """Give the ids of five cases in the order of their entry."""
        numbers = [f"(2025)川0107执{serial}号" for serial in range(1, 6)]
        return [str(files.case_of(desk, number=number)["id"]) for number in numbers]

    def test_pages_follow_one_another_without_gap(self, desk: Desk, cases: list[str]) -> None:
        seen: list[str] = []
        after: dict[str, str] = {}
        while True:
            page = desk.get("/cases", per_page=2, **after).get_json()
            seen += [item["id"] for item in page["items"]]
            if page["next"] is None:
                break
            after = {"after": page["next"]}
        assert seen == cases
        assert len(page["items"]) == 1

    def test_a_full_last_page_is_the_last(self, desk: Desk, cases: list[str]) -> None:
        assert desk.get("/cases", per_page=len(cases)).get_json()["next"] is None

    @pytest.mark.parametrize("spelling", ["(2025)川0107执3号", "（2025）川0107执 003 号"])
    def test_a_case_is_found_by_its_number(
        self, desk: Desk, cases: list[str], spelling: str
    ) -> None:
        found = desk.get("/cases", number=spelling).get_json()["items"]
        assert [item["id"] for item in found] == [cases[2]]
        assert desk.get("/cases", number="三号").get_json()["items"] == []

    @pytest.mark.parametrize(
        ("query", "status", "code"),
        [
            ({"per_page": 0}, 422, "request.invalid"),
            ({"per_page": 101}, 422, "request.invalid"),
            ({"per_page": "２"}, 422, "request.invalid"),
            ({"per_page": "1e1"}, 422, "request.invalid"),
            ({"page": 2}, 422, "request.invalid"),
            ({"after": ""}, 422, "request.invalid"),
            ({"after": "x"}, 400, "cursor.invalid"),
            ({"after": "azE="}, 400, "cursor.invalid"),
            ({"after": "az"}, 400, "cursor.invalid"),
            ({"after": "密"}, 400, "cursor.invalid"),
        ],
    )
    def test_a_question_that_is_none_is_refused(
        self, desk: Desk, query: dict[str, Any], status: int, code: str
    ) -> None:
        response = desk.get("/cases", **query)
        assert (response.status_code, response.get_json()["code"]) == (status, code)

    def test_listings_are_found_by_case_and_state(self, desk: Desk) -> None:
        published = files.published(desk)
        case = files.case_of(desk, number="(2025)川0107执77号")
        draft = files.drafted(desk, files.debtor_of(desk, case))
        expectations: list[tuple[dict[str, str], list[str]]] = [
            ({}, [published["id"], draft["id"]]),
            ({"state": "draft"}, [draft["id"]]),
            ({"case": published["case"]["id"]}, [published["id"]]),
            ({"case": case["id"], "state": "published"}, []),
        ]
        for query, expected in expectations:
            found = desk.get("/listings", **query).get_json()["items"]
            assert [item["id"] for item in found] == expected
        assert desk.get("/listings", state="gone").status_code == 422


def test_chinese_is_answered_as_it_is_written(desk: Desk) -> None:
    case = files.case_of(desk)
    assert "成都市武侯区人民法院" in desk.get(f"/cases/{case['id']}").text
