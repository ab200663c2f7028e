"""After a round was closed (终本之后) over the API: inquiries, clues, resumption, a second closing,
and the removal ground of Listing Rules Art. 10(4).
"""

from functools import partial
from typing import Any

import pytest

from tests.api import files, orders
from tests.api.desk import Desk
from tests.api.proceedings import (
    closed,
    clue_given,
    day,
    duties,
    inquired,
    ruled,
    standing,
    verified,
)
from tests.api.refusals import findings
from tests.api.test_at_once import at_once
from tests.clocks import SetClock


def listed(desk: Desk) -> dict[str, Any]:
    """Publish a listing without a term, in a case of 3 November."""
    return files.published(desk)


def closed_with(desk: Desk, listing: dict[str, Any], **changes: object) -> str:
    """Close the round of a listing's case; return the id of the case."""
    case: str = listing["case"]["id"]
    closed(desk, case, listing_due=[listing["debtor"]], **changes)
    return case


def counting(desk: Desk, case: str) -> list[str]:
    """Return the days of the inquiries that count since the closing, of the first debtor."""
    days: list[str] = standing(desk, case)["debtors"][0]["counting_days"]
    return days


def wanted(listing: dict[str, Any]) -> dict[str, object]:
    return {"listing": listing["id"], "ground": "LR10-4", "reason": "终本后两次查询无财产"}


def test_ten_inquiries_fall_due_one_after_the_other_and_silence_does_none(
    desk: Desk, clock: SetClock
) -> None:
    case = closed_with(desk, listed(desk))
    stands = standing(desk, case)
    assert (stands["closed_on"], stands["shown_as_closed"]) == ("2026-03-02", True)
    assert (stands["inquiry_days"][0], stands["inquiry_days"][-1]) == ("2026-09-02", "2031-03-02")
    assert len(stands["inquiry_days"]) == 10
    (duty,) = duties(desk, "run_inquiry")
    assert (duty["due_on"], duty["basis"]) == ("2026-09-02", "Round Rules Art. 9")
    # Early, silent, failed, answered: the first that is answered does the duty.
    silent = inquired(desk, case, day(clock, "2026-04-01"), "no_reply")
    inquired(desk, case, "2026-04-01", "failed")
    on_the_spot = inquired(desk, case, "2026-04-01", means="field_inquiry")
    assert (silent["result"], on_the_spot["means"]) == ("no_reply", "field_inquiry")
    assert counting(desk, case) == []
    assert [each["id"] for each in duties(desk, "run_inquiry")] == [duty["id"]]
    reply = {"result": "nothing_found", "answered_on": day(clock, "2026-04-03")}
    path = f"/inquiries/{silent['id']}/answer"
    answered = desk.done(path, reply, version=1)
    assert (answered["result"], answered["version"]) == ("nothing_found", 2)
    # It counts by its own day, and not by that of the answer.
    assert counting(desk, case) == ["2026-04-01"]
    (next_duty,) = duties(desk, "run_inquiry")
    assert next_duty["due_on"] == standing(desk, case)["next_inquiry_on"] == "2027-03-02"
    (done,) = duties(desk, "run_inquiry", "done")
    assert (done["id"], done["done_on"]) == (duty["id"], "2026-04-03")
    # An answer is not changed; that the creditor was told is added to it.
    other = {"result": "property_found", "answered_on": "2026-04-03"}
    assert desk.refused(path, other, version=2)["code"] == "inquiry.answered"
    told = desk.done(path, {"result": "nothing_found", "creditor_told_on": "2026-04-03"}, version=2)
    assert told["creditor_told_on"] == "2026-04-03"
    assert desk.get(f"/inquiries/{silent['id']}").get_json() == told
    assert len(desk.get(f"/cases/{case}/inquiries").get_json()["items"]) == 3
    # A second one in the same period serves no other.
    inquired(desk, case, day(clock, "2026-05-06"))
    assert [each["id"] for each in duties(desk, "run_inquiry")] == [next_duty["id"]]


def test_two_empty_inquiries_after_the_closing_open_the_removal(
    desk: Desk, clock: SetClock
) -> None:
    listing = listed(desk)
    inquired(desk, listing["case"]["id"], "2026-03-01")
    case = closed_with(desk, listing)
    inquired(desk, case, "2026-03-02")
    assert counting(desk, case) == []
    article = {
        "removal.nothing_found_after_round": "LR Art. 10(4)",
        "after_round.two_empty_inquiries": "LR Art. 10(4)",
    }
    assert findings(desk.refused("/removals", wanted(listing))) == article
    inquired(desk, case, day(clock, "2026-09-02"))
    assert counting(desk, case) == ["2026-09-02"]
    # Twice on one day is once.
    inquired(desk, case, "2026-09-02")
    assert findings(desk.refused("/removals", wanted(listing))) == article
    assert duties(desk, "remove_listing") == []
    inquired(desk, case, day(clock, "2027-03-02"))
    (duty,) = duties(desk, "remove_listing")
    assert (duty["record"], duty["basis"]) == (listing["id"], "LR Art. 10(4)")
    assert (duty["opened_on"], duty["due_on"]) == ("2027-03-02", "2027-03-05")
    day(clock, "2027-03-03")
    (debtor,) = standing(desk, case)["debtors"]
    (proposed,) = debtor["to_remove"]
    assert (proposed["ground"], proposed["since"]) == ("LR10-4", "2027-03-02")
    assert all(finding["satisfied"] for finding in debtor["after_round"])
    removal = files.removed(desk, listing["id"], "LR10-4")
    assert removal["facts"]["inquiries"] == ["2026-09-02", "2027-03-02"]
    assert removal["facts"]["round_closed_on"] == "2026-03-02"
    # The debt and the order survive; the case stays closed and is inquired into.
    assert removal["restrictions"] == []
    assert standing(desk, case)["state"] == "round_closed"
    (next_duty,) = duties(desk, "run_inquiry")
    assert next_duty["due_on"] == "2027-09-02"


def test_a_clue_between_the_two_stands_in_the_way_until_it_is_verified(
    desk: Desk, clock: SetClock
) -> None:
    listing = listed(desk)
    case = closed_with(desk, listing)
    inquired(desk, case, day(clock, "2026-09-02"))
    urgent = clue_given(desk, case, day(clock, "2026-09-07"), urgent=True, source="other")
    vague = clue_given(desk, case, "2026-09-07", concrete=False)
    concrete = clue_given(desk, case, "2026-09-07")
    due = {duty["record"]: duty["due_on"] for duty in duties(desk, "verify_clue")}
    assert due == {urgent["id"]: "2026-09-10", concrete["id"]: "2026-09-14"}
    inquired(desk, case, day(clock, "2026-09-09"))
    blocked = {"after_round.no_effective_clue": "LR Art. 10(4)"}
    assert findings(desk.refused("/removals", wanted(listing))) == blocked
    assert duties(desk, "remove_listing") == []
    verified(desk, urgent, "2026-09-09", effective=False)
    verified(desk, concrete, "2026-09-09", effective=False)
    assert findings(desk.refused("/removals", wanted(listing))) == blocked
    verified(desk, vague, "2026-09-09", effective=False)
    assert len(duties(desk, "remove_listing")) == 1
    removal = desk.done("/removals", wanted(listing))
    # Another clue before the signature: the duty rests, and the judge cannot sign.
    late = clue_given(desk, case, "2026-09-09")
    assert duties(desk, "remove_listing") == []
    path = f"/removals/{removal['id']}/signature"
    assert findings(desk.refused(path, by="judge", version=1)) == blocked
    verified(desk, late, "2026-09-09", effective=True)
    assert set(findings(desk.refused(path, by="judge", version=1))) == {
        "removal.nothing_found_after_round",
        *blocked,
    }
    (duty,) = duties(desk, "resume_enforcement")
    assert (duty["record"], duty["basis"]) == (case, "Round Rules Art. 9")
    assert standing(desk, case)["to_be_resumed"] is True


def test_after_a_resumption_and_a_second_closing_only_what_came_since_counts(
    desk: Desk, clock: SetClock
) -> None:
    listing = listed(desk)
    case = closed_with(desk, listing)
    inquired(desk, case, day(clock, "2026-09-02"))
    found = inquired(desk, case, day(clock, "2026-09-09"), "property_found", note="存款二万元")
    assert found["note"] == "存款二万元"
    assert counting(desk, case) == ["2026-09-02"]
    assert len(duties(desk, "resume_enforcement")) == 1
    problem = desk.refused("/removals", wanted(listing))
    assert "after_round.nothing_found_since" in findings(problem)
    ruled(desk, case, "resumption", ruled_on="2026-09-09")
    assert duties(desk, "resume_enforcement") == duties(desk, "run_inquiry") == []
    stands = standing(desk, case)
    assert (stands["state"], stands["closed_on"], stands["inquiry_days"]) == ("open", None, [])
    on = day(clock, "2027-01-04")
    days = dict.fromkeys(("creditor_told_on", "creditor_heard_on", "creditor_signed_on"), on)
    closed_with(desk, listing, **days)
    (duty,) = duties(desk, "run_inquiry")
    assert duty["due_on"] == "2027-07-04"
    inquired(desk, case, day(clock, "2027-02-01"))
    refused = findings(desk.refused("/removals", wanted(listing)))
    assert set(refused) == {
        "removal.nothing_found_after_round",
        "after_round.two_empty_inquiries",
    }
    inquired(desk, case, day(clock, "2027-07-05"))
    assert files.removed(desk, listing["id"], "LR10-4")["facts"]["inquiries"] == [
        "2027-02-01",
        "2027-07-05",
    ]


def test_an_inquiry_about_one_debtor_says_nothing_of_the_other(desk: Desk, clock: SetClock) -> None:
    case = files.case_of(desk)
    first = files.debtor_of(desk, case)
    second = files.debtor_of(desk, case, **orders.SOMEBODY_ELSE)
    listings = [files.published(desk, debtor) for debtor in (first, second)]
    closed(desk, case["id"], listing_due=[first["id"], second["id"]])
    for on in ("2026-09-02", "2027-03-02"):
        inquired(desk, case["id"], day(clock, on), debtor=first["id"])
    (duty,) = duties(desk, "remove_listing")
    assert duty["record"] == listings[0]["id"]
    assert desk.refused("/removals", wanted(listings[1]))["status"] == 422
    # Nobody has asked after the other one yet.
    (inquiry,) = duties(desk, "run_inquiry")
    assert inquiry["due_on"] == "2026-09-02"


def test_inquiries_and_clues_that_cannot_be_are_refused(desk: Desk, other_desk: Desk) -> None:
    case = files.case_of(desk)["id"]
    asked = {"asked": "银行", "made_on": "2026-03-02"}
    path = f"/cases/{case}/inquiries"
    for changes, rule in (
        ({"made_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
        ({"made_on": "2025-11-02"}, "property_search.days_in_order"),
        ({"result": "nothing_found"}, "property_search.answer_has_day"),
        ({"answered_on": "2026-03-02"}, "property_search.answer_has_day"),
        ({"creditor_told_on": "2026-03-02"}, "property_search.told_of_an_answer"),
        (
            {"result": "nothing_found", "answered_on": "2026-03-01"},
            "property_search.days_in_order",
        ),
    ):
        assert list(findings(desk.refused(path, asked | changes))) == [rule], changes
    assert desk.refused(path, asked, by="president")["status"] == 422
    assert other_desk.refused(path, asked)["code"] == "case.not_found"
    made = desk.done(path, asked)
    answer = f"/inquiries/{made['id']}/answer"
    body = {"result": "no_reply"}
    assert desk.refused(answer, body, version=7)["code"] == "record.stale"
    assert other_desk.refused(answer, body, version=1)["code"] == "inquiry.not_found"
    clue = {"source": "creditor", "received_on": "2026-03-03", "content": "x"}
    path = f"/cases/{case}/clues"
    assert list(findings(desk.refused(path, clue))) == ["procedure.nothing_in_the_future"]
    given = desk.done(path, clue | {"received_on": "2026-03-02"})
    verify, found = (
        f"/clues/{given['id']}/verification",
        {"effective": True, "verified_on": "2026-03-02", "outcome": "x"},
    )
    assert findings(desk.refused(verify, found, version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }
    early = found | {"verified_on": "2026-03-01"}
    assert list(findings(desk.refused(verify, early, by="judge", version=1))) == [
        "property_search.days_in_order"
    ]
    assert desk.get(f"/clues/{given['id']}").get_json()["effective"] is None
    assert desk.done(verify, found, by="judge", version=1)["effective"] is True
    assert desk.refused(verify, found, by="judge", version=2)["code"] == "clue.verified"
    assert desk.get(path).get_json()["items"][0]["outcome"] == "x"
    ruled(desk, case, "termination")
    assert desk.refused(path, clue)["code"] == "case.wrong_state"


@pytest.mark.every_engine
def test_a_clue_and_the_signature_under_a_removal_meet_and_one_comes_first(
    desk: Desk, clock: SetClock
) -> None:
    listing = listed(desk)
    case = closed_with(desk, listing)
    for on in ("2026-09-02", "2027-03-02"):
        inquired(desk, case, day(clock, on))
    removal = desk.done("/removals", wanted(listing))
    clue = {"source": "other", "received_on": "2027-03-02", "content": "有存款"}
    signed, given = at_once(
        partial(desk.post, f"/removals/{removal['id']}/signature", by="judge", version=1),
        partial(desk.post, f"/cases/{case}/clues", clue),
    )
    # Either the clue came first and keeps the listing, or the listing was gone before it came.
    assert given.status_code == 201
    assert signed.status_code in {200, 422}
    state = desk.get(f"/listings/{listing['id']}").get_json()["state"]
    assert state == ("removed" if signed.status_code == 200 else "published")
    assert duties(desk, "remove_listing") == []
