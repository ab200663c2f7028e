"""Extension (延长): a fixed term made longer by the president, and told to everybody at once."""

from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.publication import PublicEntry
from tests.api import files
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.clocks import SetClock

ARTICLE_2 = "LR Art. 2 para 1"


def body_of(listing: dict[str, Any], **changes: object) -> dict[str, object]:
    """Return an extension as a clerk drafts it."""
    return {
        "listing": listing["id"],
        "reason": "多次隐匿财产",
        "years": 1,
        "several_dishonest_acts": True,
        **changes,
    }


def extended(desk: Desk, listing: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Draft an extension and sign it."""
    made = desk.done("/extensions", body_of(listing, **changes))
    path = f"/extensions/{made['id']}/signature"
    return desk.done(path, by="president", version=made["version"])


@pytest.mark.every_engine
def test_an_extended_term_is_seen_by_everybody_at_once(desk: Desk, session: Session) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    made = desk.done("/extensions", body_of(listing))
    assert (made["state"], made["listing"]) == ("draft", listing)
    assert desk.get(f"/extensions/{made['id']}").get_json() == made
    done = desk.done(f"/extensions/{made['id']}/signature", by="president", version=1)
    about = done["listing"]
    assert (about["ends_on"], about["extension_years"]) == ("2029-03-02", 1)
    assert about["version"] == listing["version"] + 1
    shown = select(PublicEntry).where(PublicEntry.list_name == "dishonest")
    entry = session.scalars(shown).one()
    assert str(entry.ends_on) == orjson.loads(entry.item)["ends_on"] == "2029-03-02"
    session.rollback()
    last = desk.get(f"/listings/{listing['id']}/history").get_json()["items"][-1]
    assert (last["kind"], last["basis"]) == ("listing.extended", ARTICLE_2)
    assert last["body"]["listing"]["ends_on"] == "2029-03-02"


def test_extensions_add_up_to_three_years(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    extended(desk, listing, years=2)
    assert extended(desk, listing)["listing"]["ends_on"] == "2031-03-02"
    problem = desk.refused("/extensions", body_of(listing))
    assert problem["code"] == "listing_change.ineligible"
    assert findings(problem) == {"extension.within_five_years": ARTICLE_2}


def test_a_term_is_extended_on_its_last_day_and_not_after_it(desk: Desk, clock: SetClock) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    clock.set(clock().replace(year=2028))
    made = desk.done("/extensions", body_of(listing))
    clock.set(clock().replace(day=3))
    path = f"/extensions/{made['id']}/signature"
    problem = desk.refused(path, by="president", version=1)
    assert findings(problem) == {"extension.term_still_runs": ARTICLE_2}


def test_a_term_is_extended_for_a_cause_and_where_there_is_one(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    problem = desk.refused("/extensions", body_of(listing, several_dishonest_acts=False))
    assert findings(problem) == {"term.extension_has_a_cause": ARTICLE_2}
    for years in (0, 4):
        problem = desk.refused("/extensions", body_of(listing, years=years))
        assert problem["code"] == "request.invalid"
    case = files.case_of(desk, number="(2025)川0107执5号")
    endless = files.published(desk, files.debtor_of(desk, case))
    problem = desk.refused("/extensions", body_of(endless))
    assert findings(problem) == {"term.extension_needs_a_term": ARTICLE_2}


def test_the_president_alone_extends(desk: Desk, other_desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    made = desk.done("/extensions", body_of(listing))
    path = f"/extensions/{made['id']}/signature"
    problem = desk.refused(path, by="judge", version=1)
    assert findings(problem) == {"authority.president_signs_extension": "Register Rule 1"}
    assert desk.refused(path, by="president")["status"] == 428
    assert desk.refused(path, by="president", version=2)["status"] == 412
    other = other_desk.refused(path, by="president", version=1)
    assert other["code"] == "listing_change.not_found"
