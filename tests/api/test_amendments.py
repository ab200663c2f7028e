"""Amendment (更正): what is inaccurate is mended for everybody at once."""

from typing import Any

import orjson
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import files
from tests.api.desk import OTHER_ADULT, Desk
from tests.api.refusals import findings

CONDUCT = "转移名下车辆，身份证号510199198001010010"


def body_of(listing: dict[str, Any], **after: object) -> dict[str, object]:
    """Return an amendment as a clerk drafts it."""
    return {"listing": listing["id"], "reason": "录入有误", "after": after or {"conduct": CONDUCT}}


def amended(desk: Desk, listing: dict[str, Any], **after: object) -> dict[str, Any]:
    """Draft an amendment and sign it."""
    made = desk.done("/amendments", body_of(listing, **after))
    return desk.done(f"/amendments/{made['id']}/signature", by="judge", version=made["version"])


def items(session: Session) -> list[dict[str, Any]]:
    """Return what the public sees, listings first."""
    chosen = select(PublicEntry.item).order_by(PublicEntry.list_name, PublicEntry.id)
    found = [orjson.loads(item) for item in session.scalars(chosen)]
    session.rollback()
    return found


def told(session: Session) -> list[str]:
    """Return the listings whose amendment agencies are told of."""
    entries = read.after(session, 0, limit=1_000)
    return [str(entry.record_id) for entry in entries if entry.kind == "listing.amended"]


def test_a_draft_changes_nothing_and_begins_three_working_days(
    desk: Desk, session: Session
) -> None:
    listing = files.published(desk)
    before = items(session)
    made = desk.done("/amendments", body_of(listing))
    assert (made["state"], made["signed"]) == ("draft", None)
    assert made["before"] == {"conduct": "有履行能力而拒不履行"}
    assert made["after"] == {"conduct": "转移名下车辆，身份证号510199***********0"}
    assert made["listing"] == listing
    assert (items(session), told(session)) == (before, [])
    session.rollback()
    (duty,) = desk.get("/deadlines", state="open").get_json()["items"]
    assert (duty["kind"], duty["record"]) == ("correct_listing", listing["id"])
    assert (duty["due_on"], duty["basis"]) == ("2026-03-05", "LR Art. 9 para 2")
    assert desk.get(f"/amendments/{made['id']}").get_json() == made


@pytest.mark.every_engine
def test_a_signed_amendment_is_seen_by_everybody_at_once(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    before = items(session)
    words = {"performance": "partial", "performed": "已支付利息", "outstanding": "本金"}
    done = amended(desk, listing, conduct="转移名下车辆", **words)
    about = done["listing"]
    assert (about["state"], about["version"]) == ("published", listing["version"] + 1)
    assert (about["conduct"], about["performance"]) == ("转移名下车辆", "partial")
    after = items(session)
    said = {"state": "partial", "performed": "已支付利息", "outstanding": "本金"}
    assert after[0] == {**before[0], "conduct": "转移名下车辆", "performance": said}
    assert after[1:] == before[1:]
    assert told(session) == [listing["id"]]
    session.rollback()
    assert desk.get("/deadlines", state="open").get_json()["items"] == []
    last = desk.get(f"/listings/{listing['id']}/history").get_json()["items"][-1]
    assert (last["kind"], last["reason"]) == ("listing.amended", "录入有误")
    assert last["body"]["listing"]["performance"] == "partial"


@pytest.mark.every_engine
def test_what_belongs_to_the_case_is_mended_in_all_of_it(desk: Desk, session: Session) -> None:
    case = files.case_of(desk)
    first = files.published(desk, files.debtor_of(desk, case))
    documents = [{"type": "resident_id", "number": OTHER_ADULT}]
    other = files.debtor_of(desk, case, name="王测试", documents=documents)
    second = files.published(desk, other)
    amended(desk, first, obligation="支付货款97000元", basis_number="(2025)川0107民初568号")
    found = items(session)
    assert {item["basis"]["number"] for item in found} == {"(2025)川0107民初568号"}
    assert [item["obligation"] for item in found] == ["支付货款97000元"] * 2 + [None, None]
    assert told(session) == [first["id"], second["id"]]
    session.rollback()
    shown = desk.get(f"/cases/{case['id']}").get_json()
    assert (shown["obligation"], shown["version"]) == ("支付货款97000元", case["version"] + 1)


def test_an_amendment_says_something_else(desk: Desk) -> None:
    listing = files.published(desk)
    problem = desk.refused("/amendments", body_of(listing, conduct=listing["conduct"]))
    assert problem["code"] == "listing_change.ineligible"
    assert findings(problem) == {"amendment.something_inaccurate": "LR Art. 9 para 2"}
    for after in ({"grounds": ["LR1-2"]}, {"conduct": " "}, {"performance": "all"}):
        assert desk.refused("/amendments", body_of(listing, **after))["code"] == "request.invalid"


def test_only_what_is_published_is_amended(desk: Desk) -> None:
    listing = files.drafted(desk)
    problem = desk.refused("/amendments", body_of(listing))
    assert (problem["code"], problem["facts"]["state"]) == ("listing.wrong_state", "draft")
    case = files.case_of(desk, number="(2025)川0107执5号")
    other = files.published(desk, files.debtor_of(desk, case))
    made = desk.done("/amendments", body_of(other))
    files.paid(desk, other["debtor"])
    files.removed(desk, other["id"], "LR10-1")
    problem = desk.refused(f"/amendments/{made['id']}/signature", by="judge", version=1)
    assert (problem["code"], problem["facts"]["state"]) == ("listing.wrong_state", "removed")
    assert desk.get("/deadlines", state="open").get_json()["items"] == []


@pytest.mark.every_engine
def test_an_amendment_is_not_signed_over_what_has_changed(desk: Desk, session: Session) -> None:
    listing = files.published(desk)
    made = desk.done("/amendments", body_of(listing, outstanding="全部"))
    files.paid(desk, listing["debtor"], "1.00")
    path = f"/amendments/{made['id']}/signature"
    problem = desk.refused(path, by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "listing_change.overtaken")
    assert items(session)[0]["performance"]["outstanding"] == "未履行97999.00元"


def test_two_people_amend(desk: Desk, other_desk: Desk) -> None:
    listing = files.published(desk)
    problem = desk.refused("/amendments", body_of(listing), by="auditor")
    assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    made = desk.done("/amendments", body_of(listing), by="judge")
    path = f"/amendments/{made['id']}/signature"
    assert findings(desk.refused(path, by="judge", version=1)) == {
        "authority.two_persons": "Register Rule 3"
    }
    assert desk.refused(path, by="president")["status"] == 428
    assert desk.refused(path, by="president", version=2)["status"] == 412
    assert other_desk.refused(path, by="judge", version=1)["code"] == "listing_change.not_found"
    assert desk.get(f"/revocations/{made['id']}").status_code == 404
    desk.done(path, by="president", version=1)
    problem = desk.refused(path, by="president", version=2)
    assert (problem["status"], problem["code"]) == (409, "listing_change.wrong_state")
