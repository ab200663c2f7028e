"""Inquiries and clues as evidence: an answer is used as it was given, and property that appears
calls for a person where somebody stands found unable.
"""

from dataclasses import replace
from typing import Any

import pytest

from config import Settings
from tests.api import capacity, files, proceedings
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.engines.migrated import settings_for

POLICY = '{"evidence_valid_days": {"bankruptcy_ruling": 10}, "local_evidence": []}'


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of a court with a policy of its own."""
    return replace(settings_for(database_url), policy=POLICY)


@pytest.fixture
def case(desk: Desk) -> dict[str, Any]:
    """Give a case."""
    return files.case_of(desk)


@pytest.fixture
def debtor(desk: Desk, case: dict[str, Any]) -> str:
    """Give a debtor of the case."""
    return str(files.debtor_of(desk, case)["id"])


def finding(desk: Desk, debtor: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/debtors/{debtor}/capacity").get_json()["finding"]
    return found


def test_evidence_says_what_the_inquiry_says_and_of_whom(
    desk: Desk, case: dict[str, Any], debtor: str
) -> None:
    asked = proceedings.inquired(desk, case["id"], "2026-03-02", debtor=debtor)
    silent = proceedings.inquired(desk, case["id"], "2026-03-02", "no_reply")
    body = capacity.evidence_body(debtor, inquiry=asked["id"])
    made = desk.done("/evidence", body)
    assert (made["inquiry"], made["result"]) == (asked["id"], "nothing_found")
    problem = desk.refused("/evidence", {**body, "inquiry": silent["id"]})
    assert findings(problem) == {"evidence.inquiry_matches": "Register Rule 10"}
    problem = desk.refused("/evidence", {**body, "dated_on": "2026-03-01"})
    assert set(findings(problem)) == {"evidence.inquiry_matches"}
    elsewhere = files.case_of(desk, number="(2025)川0107执88号")
    other = files.debtor_of(desk, elsewhere)
    stranger = capacity.evidence_body(other["id"], inquiry=asked["id"])
    assert desk.refused("/evidence", stranger)["code"] == "inquiry.not_found"
    unheard = {**body, "inquiry": silent["id"], "result": "no_reply", "bearing": "neither"}
    assert desk.done("/evidence", unheard)["result"] == "no_reply"


def test_property_that_an_inquiry_finds_flags_a_finding_of_inability(
    desk: Desk, case: dict[str, Any], debtor: str
) -> None:
    capacity.found_unable(desk, debtor)
    asked = proceedings.inquired(desk, case["id"], "2026-03-02", "no_reply")
    assert finding(desk, debtor)["flag"] is None
    reply = {"result": "property_found", "answered_on": "2026-03-02"}
    desk.done(f"/inquiries/{asked['id']}/answer", reply, version=1)
    shown = finding(desk, debtor)
    assert (shown["flag"], shown["state"]) == ("contrary_evidence", "signed")
    assert desk.refused("/listings", files.listing_body(debtor))["code"] == "listing.ineligible"


def test_for_how_long_evidence_is_used_is_the_courts_own_policy(desk: Desk, debtor: str) -> None:
    ruling = desk.done("/evidence", capacity.ruling_body(debtor, dated_on="2026-02-25"))
    assert ruling["used_until"] == "2026-03-07"
    found = capacity.found(desk, debtor)
    assert found["valid_until"] == "2026-03-07"
    local = capacity.ruling_body(debtor, kind="hardship_certificate", source="民政部门")
    desk.done("/evidence", local)
    shown = desk.get(f"/debtors/{debtor}/capacity").get_json()
    assert "not_used:hardship_certificate" in shown["proposal"]["reasons"]


def test_nothing_is_owed_of_a_debtors_capacity_once_the_case_has_ended(
    desk: Desk, case: dict[str, Any], debtor: str
) -> None:
    report = capacity.verified_report(desk, debtor)
    change = {"changed_on": "2026-03-02", "change": "出售车辆一台"}
    desk.done(f"/property-reports/{report['id']}/supplements", change)
    listing = files.published(desk, {"id": debtor}, grounds=["LR1-1", "LR1-3"])
    capacity.found_unable(desk, debtor)
    owed = ("supplement_report", "review_capacity", "reconsider_listing")
    assert all(proceedings.duties(desk, kind) for kind in owed)
    proceedings.ruled(desk, case["id"], "termination")
    assert not any(proceedings.duties(desk, kind) for kind in owed)
    assert all(proceedings.duties(desk, kind, "done") for kind in owed)
    assert desk.get(f"/listings/{listing['id']}").get_json()["state"] == "published"
    assert desk.get(f"/debtors/{debtor}/capacity").get_json()["holds"] is True
