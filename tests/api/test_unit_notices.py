"""Notices to units (向单位通报), and listings that are not suitable for publication (不宜公布)."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files
from tests.api.desk import ADULT, Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

WITHHELD = {"cause": "privacy", "reason": "涉及未成年子女的病情"}
SERVANT = "state_personnel"


def notice(addressee: str, on: str = "2026-03-02", **changes: object) -> dict[str, object]:
    """Return a notice as a clerk records it."""
    return {"addressee": addressee, "recipient": "某市某局", "notified_on": on, **changes}


def duties(desk: Desk) -> dict[str, str]:
    """Return the open duties and their last days."""
    items = desk.get("/deadlines", state="open").get_json()["items"]
    return {item["kind"]: item["due_on"] for item in items}


def notices(desk: Desk, listing: dict[str, Any]) -> dict[str, Any]:
    """Return whom the court notifies, and whom it has notified."""
    found: dict[str, Any] = desk.get(f"/listings/{listing['id']}/unit-notices").get_json()
    return found


def ready(desk: Desk, withheld: dict[str, str] | None = None) -> dict[str, Any]:
    """Bring a listing up to its service."""
    return files.served(desk, files.signed(desk, files.drafted(desk, withheld=withheld)))


def lists(session: Session) -> set[str]:
    """Return the public lists that have an entry."""
    found = set(session.scalars(select(PublicEntry.list_name)))
    session.rollback()
    return found


def told(session: Session) -> list[str]:
    """Return the kinds of entries that agencies are told of."""
    entries = read.after(session, 0, limit=1_000)
    session.rollback()
    return [entry.kind for entry in entries if events.KINDS[entry.kind].notice]


def test_publication_opens_the_duty_which_the_last_notice_does(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    listing = files.published(desk, standing=SERVANT)
    assert (listing["standing"], listing["withheld"]) == ("state_personnel", None)
    assert duties(desk) == {"notify_unit": "2026-03-09"}
    path = f"/listings/{listing['id']}/unit-notices"
    assert notices(desk, listing) == {
        "to_notify": ["own_unit", "competent_department"],
        "items": [],
    }
    for login in ("president", "auditor"):
        problem = desk.refused(path, notice("own_unit"), by=login)
        assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    assert other_desk.refused(path, notice("own_unit"))["code"] == "listing.not_found"
    for wrong, rule in (
        (notice("superior"), "notification.addressee_is_told"),
        (notice("agencies"), "notification.addressee_is_told"),
        (notice("own_unit", "2026-03-01"), "notification.notified_since"),
        (notice("own_unit", "2026-03-03"), "procedure.nothing_in_the_future"),
    ):
        problem = desk.refused(path, wrong)
        assert problem["code"] == "unit_notice.ineligible"
        assert list(findings(problem)) == [rule]
    made = desk.done(path, notice("own_unit", recipient=f"某局（身份证号{ADULT}）"))
    assert ADULT not in made["recipient"]
    assert (made["occasion"], made["notified_on"]) == ("listed", "2026-03-02")
    assert duties(desk) == {"notify_unit": "2026-03-09"}
    assert desk.refused(path, notice("own_unit"))["code"] == "unit_notice.already_recorded"
    desk.done(path, notice("competent_department"))
    assert duties(desk) == {}
    assert [one["addressee"] for one in notices(desk, listing)["items"]] == [
        "own_unit",
        "competent_department",
    ]
    last = desk.get(f"/listings/{listing['id']}/history").get_json()["items"][-1]
    assert (last["kind"], last["basis"]) == ("listing.unit_notified", "LR Art. 8")
    assert "某市某局" not in orjson.dumps(last["body"]).decode()
    assert "listing.unit_notified" not in told(session)


def test_who_was_notified_is_notified_of_the_end(desk: Desk, clock: SetClock) -> None:
    listing = files.published(desk, standing=SERVANT)
    path = f"/listings/{listing['id']}/unit-notices"
    desk.done(path, notice("own_unit"))
    clock.forward(timedelta(days=1))
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    # Whoever was not notified of the listing is not bothered any more.
    assert duties(desk)["notify_unit_of_end"] == "2026-03-10"
    assert "notify_unit" not in duties(desk)
    problem = desk.refused(path, notice("competent_department", "2026-03-03"))
    assert list(findings(problem)) == ["notification.addressee_is_told"]
    problem = desk.refused(path, notice("own_unit", "2026-03-02"))
    assert list(findings(problem)) == ["notification.notified_since"]
    assert desk.done(path, notice("own_unit", "2026-03-03"))["occasion"] == "ended"
    assert "notify_unit_of_end" not in duties(desk)


def test_a_listing_of_which_nobody_was_notified_ends_without_a_word(desk: Desk) -> None:
    listing = files.published(desk, standing=SERVANT)
    files.paid(desk, listing["debtor"])
    files.removed(desk, listing["id"], "LR10-1")
    assert not {"notify_unit", "notify_unit_of_end"} & set(duties(desk))
    plain = files.drafted(
        desk, files.debtor_of(desk, files.case_of(desk, number="(2025)川0107执8号"))
    )
    problem = desk.refused(f"/listings/{plain['id']}/unit-notices", notice("own_unit"))
    assert (problem["status"], problem["code"]) == (409, "listing.wrong_state")


def test_a_standing_fits_who_has_it_and_a_cause_is_stated(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = files.listing_body(debtor["id"], standing="state_organ")
    problem = desk.refused("/listings", body)
    assert findings(problem) == {"notification.standing_fits_subject": "LR Art. 8"}
    body = files.listing_body(debtor["id"], withheld={"cause": "privacy", "reason": " "})
    assert desk.refused("/listings", body)["code"] == "request.invalid"


@pytest.mark.every_engine
def test_who_is_not_suitable_for_publication_is_in_the_list_and_on_no_public_one(
    desk: Desk, session: Session, clock: SetClock
) -> None:
    listing = ready(desk, withheld=WITHHELD)
    assert listing["withheld"] == WITHHELD
    problem = desk.refused(f"/listings/{listing['id']}/publication", version=listing["version"])
    assert findings(problem) == {"notification.suitable_for_publication": "LR Art. 8"}
    path = f"/listings/{listing['id']}/withholding"
    problem = desk.refused(path, by="auditor", version=listing["version"])
    assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    done = desk.done(path, version=listing["version"])
    assert (done["state"], done["published_on"]) == ("unpublished", None)
    assert done["restriction"]["state"] == "in_force"
    assert lists(session) == set()
    # Of the order those learn who carry it out, of the listing nobody but the unit.
    assert told(session) == ["restriction.imposed"]
    assert desk.refused(path, version=done["version"])["code"] == "listing.wrong_state"
    assert notices(desk, listing)["to_notify"] == ["own_unit"]
    desk.done(f"/listings/{listing['id']}/unit-notices", notice("own_unit"))
    assert duties(desk) == {}
    # It makes the order mandatory as any other does.
    lift = {
        "restriction": done["restriction"]["id"],
        "ground": "CR9-security",
        "reason": "提供担保",
        "facts": {"effective_security": True},
    }
    assert "restriction.listing_implies_restriction" in findings(desk.refused("/lifts", lift))
    clock.forward(timedelta(days=1))
    files.paid(desk, listing["debtor"])
    now = desk.get(f"/listings/{listing['id']}").get_json()
    assert (now["performance"], now["amount_outstanding"]) == ("full", "0.00")
    files.removed(desk, listing["id"], "LR10-1")
    assert told(session) == ["restriction.imposed", "restriction.lifted"]
    assert "notify_unit_of_end" in duties(desk)
    assert lists(session) == set()


def test_what_is_published_is_not_withheld_and_an_older_order_leaves_the_public_list(
    desk: Desk, session: Session
) -> None:
    listing = ready(desk)
    problem = desk.refused(f"/listings/{listing['id']}/withholding", version=listing["version"])
    assert findings(problem) == {"notification.withheld_for_a_cause": "LR Art. 6(6)"}
    case = files.case_of(desk, number="(2025)川0107执5号")
    debtor = files.debtor_of(desk, case)
    order = desk.done(
        "/restrictions", {"debtor": debtor["id"], "reason": "未按执行通知履行", "weighed": "消极"}
    )
    order = desk.done(f"/restrictions/{order['id']}/signature", by="president", version=1)
    desk.done(f"/restrictions/{order['id']}/imposition", version=order["version"])
    assert lists(session) == {"restricted"}
    made = files.served(desk, files.signed(desk, files.drafted(desk, debtor, withheld=WITHHELD)))
    desk.done(f"/listings/{made['id']}/withholding", version=made["version"])
    assert lists(session) == set()
