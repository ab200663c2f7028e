"""Capacity assessments: a person decides, beside what stands against it, and inability bars Art.
1(1).
"""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.publication import PublicEntry
from tests.api import acts, capacity, files
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.api.test_at_once import at_once
from tests.clocks import SetClock

ASSESSMENTS = "/capacity-assessments"
FOUND_UNABLE = {"bars.found_unable": "LR Art. 3(4)"}
NOT_ABLE = {"grounds.ability_shown": "LR Art. 1(1)"}


@pytest.fixture
def debtor(desk: Desk) -> str:
    """Give a debtor's id."""
    return str(files.debtor_of(desk, files.case_of(desk))["id"])


def picture(desk: Desk, debtor: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/debtors/{debtor}/capacity").get_json()
    return found


def test_inability_is_drafted_by_one_signed_by_another_and_says_what_it_rests_on(
    desk: Desk, debtor: str, session: Session
) -> None:
    body = capacity.assessment_body(debtor)
    problem = desk.refused(ASSESSMENTS, body)
    assert problem["code"] == "capacity_assessment.ineligible"
    assert findings(problem) == {"capacity.unable_rests_on_investigation": "LR Art. 3(4)"}
    shown = picture(desk, debtor)
    needed = {finding["rule"] for finding in shown["needed_for_unable"]}
    assert needed == {"capacity.unable_rests_on_investigation", "capacity.reason_stated"}
    ruling = desk.done("/evidence", capacity.ruling_body(debtor))
    assert picture(desk, debtor)["proposal"] == {
        "outcome": "unable",
        "reasons": ["inability:bankruptcy_ruling"],
    }
    made = desk.done(ASSESSMENTS, body, key="once")
    assert desk.done(ASSESSMENTS, body, key="once") == made
    assert (made["state"], made["proposal"]["outcome"], made["signed"]) == ("draft", "unable", None)
    assert picture(desk, debtor)["bars"] is None
    path = f"{ASSESSMENTS}/{made['id']}/signature"
    assert set(findings(desk.refused(path, by="clerk", version=1))) == {
        "authority.role_fits_act",
        "authority.two_persons",
    }
    assert desk.refused(path, by="judge", version=2)["status"] == 412
    done = desk.done(path, by="judge", version=1)
    assert (done["state"], done["found_on"], done["flag"]) == ("signed", "2026-03-02", None)
    assert done["valid_until"] == "2031-03-02"
    assert [item["id"] for item in done["evidence"]] == [ruling["id"]]
    shown = picture(desk, debtor)
    assert (shown["holds"], shown["bars"], shown["finding"]) == (True, "LR1-1", done)
    assert desk.get(f"{ASSESSMENTS}/{made['id']}").get_json() == done
    assert desk.get(ASSESSMENTS, debtor=debtor, state="signed").get_json()["items"] == [done]
    assert desk.get(ASSESSMENTS, state="draft").get_json()["items"] == []
    again = desk.refused(path, by="president", version=2)
    assert (again["status"], again["code"]) == (409, "capacity_assessment.wrong_state")
    problem = desk.refused(f"{ASSESSMENTS}/{made['id']}/withdrawal", {"reason": "x"}, version=2)
    assert problem["code"] == "capacity_assessment.wrong_state"
    entry = acts.done(session)[-1]
    assert (entry.kind, entry.basis) == ("capacity.signed", "LR Art. 3(4)")


def test_a_judge_does_not_sign_his_own_draft_nor_does_another_court(
    desk: Desk, other_desk: Desk, debtor: str
) -> None:
    desk.done("/evidence", capacity.ruling_body(debtor))
    made = desk.done(ASSESSMENTS, capacity.assessment_body(debtor), by="judge")
    path = f"{ASSESSMENTS}/{made['id']}"
    assert findings(desk.refused(f"{path}/signature", by="judge", version=1)) == {
        "authority.two_persons": "Register Rule 3"
    }
    for refused in (
        other_desk.get(path).get_json(),
        other_desk.refused(f"{path}/signature", by="judge", version=1),
        other_desk.refused(f"{path}/withdrawal", {"reason": "x"}, version=1),
    ):
        assert refused["code"] == "capacity_assessment.not_found"
    assert other_desk.get(ASSESSMENTS).get_json()["items"] == []
    problem = desk.refused(ASSESSMENTS, capacity.assessment_body(debtor), by="president")
    assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    withdrawn = desk.done(f"{path}/withdrawal", {"reason": "另行调查"}, version=1)
    assert (withdrawn["state"], withdrawn["withdrawal"]) == ("withdrawn", "另行调查")
    problem = desk.refused(f"{path}/signature", by="president", version=2)
    assert problem["code"] == "capacity_assessment.wrong_state"


def test_against_signs_of_evasion_a_decision_says_what_was_made_of_them(
    desk: Desk, debtor: str
) -> None:
    desk.done("/evidence", capacity.ruling_body(debtor))
    sign = desk.done("/evasion-signs", capacity.sign_body(debtor))
    problem = desk.refused(ASSESSMENTS, capacity.assessment_body(debtor))
    assert findings(problem) == {"capacity.signs_weighed": "LR Art. 3(4)"}
    weighed = capacity.assessment_body(debtor, signs_weighed="转账系归还借款，有借据为证")
    made = desk.done(ASSESSMENTS, weighed)
    assert made["proposal"]["outcome"] == "undetermined"
    assert [one["id"] for one in made["signs"]] == [sign["id"]]
    assert capacity.signed(desk, made)["signs_weighed"] == weighed["signs_weighed"]


def test_evidence_of_ability_is_answered_by_a_judge_however_old_it_is(
    desk: Desk, debtor: str
) -> None:
    desk.done("/evidence", capacity.ruling_body(debtor))
    desk.done("/evidence", capacity.house_body(debtor, dated_on="2024-01-02"))
    problem = desk.refused(ASSESSMENTS, capacity.assessment_body(debtor))
    assert set(findings(problem)) == {"capacity.uncontradicted", "capacity.not_stale"}
    overrides = [
        {"rule": "capacity.uncontradicted", "reason": "房屋已经拍卖"},
        {"rule": "capacity.not_stale", "reason": "仅作反证审查"},
    ]
    body = capacity.assessment_body(debtor, overrides=overrides)
    assert set(findings(desk.refused(ASSESSMENTS, body))) == {
        "capacity.uncontradicted",
        "capacity.not_stale",
    }
    made = desk.done(ASSESSMENTS, body, by="judge")
    done = capacity.signed(desk, made, by="president")
    assert done["valid_until"] == "2031-03-02"
    assert [one["role"] for one in done["overrides"]] == ["judge", "judge"]
    assert {item["used"] for item in done["evidence"]} == {True, False}


def test_what_came_in_since_the_draft_is_looked_at_before_the_signature(
    desk: Desk, debtor: str
) -> None:
    ruling = desk.done("/evidence", capacity.ruling_body(debtor))
    made = desk.done(ASSESSMENTS, capacity.assessment_body(debtor))
    sign = desk.done("/evasion-signs", capacity.sign_body(debtor))
    path = f"{ASSESSMENTS}/{made['id']}/signature"
    problem = desk.refused(path, by="judge", version=1)
    assert (problem["status"], problem["code"]) == (409, "capacity_assessment.overtaken")
    desk.done(f"/evasion-signs/{sign['id']}/withdrawal", {"reason": "记录有误"}, version=1)
    desk.done(f"/evidence/{ruling['id']}/withdrawal", {"reason": "裁定已撤销"}, version=1)
    assert desk.refused(path, by="judge", version=1)["code"] == "capacity_assessment.overtaken"
    desk.done("/evidence", capacity.ruling_body(debtor))
    assert desk.refused(path, by="judge", version=1)["code"] == "capacity_assessment.overtaken"


def test_what_speaks_against_a_finding_calls_for_a_person_and_switches_nothing(
    desk: Desk, debtor: str, clock: SetClock, session: Session
) -> None:
    done = capacity.found_unable(desk, debtor)
    clock.forward(timedelta(days=1))
    desk.done("/evidence", capacity.evidence_body(debtor))
    assert picture(desk, debtor)["finding"] == done
    desk.done("/evidence", capacity.house_body(debtor))
    desk.done("/evasion-signs", capacity.sign_body(debtor))
    shown = picture(desk, debtor)
    flagged = shown["finding"]
    assert (flagged["flag"], flagged["flagged_on"]) == ("contrary_evidence", "2026-03-03")
    assert (flagged["version"], shown["holds"], shown["bars"]) == (3, True, "LR1-1")
    assert flagged["evidence"] == done["evidence"]
    kinds = [entry.kind for entry in read.after(session, 0, limit=1_000)]
    assert kinds.count("capacity.flagged") == 1
    session.rollback()
    problem = desk.refused("/listings", files.listing_body(debtor))
    assert findings(problem) == FOUND_UNABLE
    # Only the next finding of a person ends it.
    next_one = capacity.found(desk, debtor, outcome="able", reason="名下有房屋一套")
    assert next_one["flag"] is None
    before = desk.get(f"{ASSESSMENTS}/{done['id']}").get_json()
    assert (before["state"], before["superseded_on"]) == ("superseded", "2026-03-03")
    assert picture(desk, debtor)["bars"] is None
    assert desk.done("/listings", files.listing_body(debtor))["state"] == "draft"


@pytest.mark.parametrize("what", ["a sign", "a withdrawal"])
def test_signs_and_withdrawals_flag_a_finding_of_inability(
    desk: Desk, debtor: str, what: str
) -> None:
    done = capacity.found_unable(desk, debtor)
    if what == "a sign":
        desk.done("/evasion-signs", capacity.sign_body(debtor))
    else:
        item = done["evidence"][0]["id"]
        desk.done(f"/evidence/{item}/withdrawal", {"reason": "裁定已撤销"}, version=1)
    flag = picture(desk, debtor)["finding"]["flag"]
    assert flag == {"a sign": "sign_of_evasion", "a withdrawal": "evidence_withdrawn"}[what]


def test_nobody_found_unable_is_listed_under_article_1_1_at_any_step(
    desk: Desk, debtor: str
) -> None:
    numbers = [f"(2025)川0107执{serial}号" for serial in (61, 62)]
    others = [files.debtor_of(desk, files.case_of(desk, number=number)) for number in numbers]
    drafted = files.drafted(desk, others[0])
    served = files.served(desk, files.signed(desk, files.drafted(desk, others[1])))
    for about in (debtor, others[0]["id"], others[1]["id"]):
        capacity.found_unable(desk, about)
    problems = [
        desk.refused("/listings", files.listing_body(debtor)),
        desk.refused(f"/listings/{drafted['id']}/signature", by="president", version=1),
        desk.refused(f"/listings/{served['id']}/publication", version=served["version"]),
    ]
    assert [findings(problem) for problem in problems] == [FOUND_UNABLE] * 3
    for listing in (drafted, served):
        now = desk.get(f"/listings/{listing['id']}").get_json()
        assert (now["state"], now["version"]) == (listing["state"], listing["version"])
    # Beside another ground Art. 1(1) is barred all the same, and the other ground is possible.
    both = files.listing_body(debtor, grounds=["LR1-1", "LR1-4"])
    assert findings(desk.refused("/listings", both)) == FOUND_UNABLE
    other = files.listing_body(debtor, grounds=["LR1-4"], conduct="拒绝报告财产", ability="")
    assert desk.done("/listings", other)["state"] == "draft"


def test_an_expired_finding_bars_nothing_and_shows_nothing(
    desk: Desk, debtor: str, clock: SetClock
) -> None:
    capacity.found_able(desk, debtor)
    finding = picture(desk, debtor)["finding"]
    assert finding["valid_until"] == "2027-03-02"
    body = files.listing_body(debtor, ability="", capacity_assessment=finding["id"])
    clock.forward(timedelta(days=365))
    draft = desk.done("/listings", body)
    clock.forward(timedelta(days=1))
    shown = picture(desk, debtor)
    assert (shown["finding"]["state"], shown["holds"]) == ("signed", False)
    path = f"/listings/{draft['id']}/signature"
    assert findings(desk.refused(path, by="president", version=1)) == NOT_ABLE


def test_a_finding_of_ability_stands_for_the_statement_while_it_holds(
    desk: Desk, other_desk: Desk, debtor: str
) -> None:
    able = capacity.found_able(desk, debtor)
    body = files.listing_body(debtor, ability="", capacity_assessment=able["id"])
    listing = desk.done("/listings", body)
    somebody = files.debtor_of(
        desk,
        files.case_of(desk, number="(2025)川0107执99号"),
        name="张测试",
    )
    stranger = {**body, "debtor": somebody["id"]}
    assert findings(desk.refused("/listings", stranger)) == NOT_ABLE
    capacity.found(desk, debtor, outcome="undetermined", reason="房屋权属有争议")
    path = f"/listings/{listing['id']}/signature"
    assert findings(desk.refused(path, by="president", version=1)) == NOT_ABLE


@pytest.mark.every_engine
def test_a_finding_and_a_publication_at_the_same_moment_never_list_who_is_unable(
    desk: Desk, debtor: str, session: Session
) -> None:
    desk.done("/evidence", capacity.ruling_body(debtor))
    made = desk.done(ASSESSMENTS, capacity.assessment_body(debtor))
    ready = files.served(desk, files.signed(desk, files.drafted(desk, {"id": debtor})))
    find = partial(desk.post, f"{ASSESSMENTS}/{made['id']}/signature", by="judge", version=1)
    publish = partial(desk.post, f"/listings/{ready['id']}/publication", version=ready["version"])
    finding, publication = at_once(find, publish)
    assert finding.status_code == 200
    order = [
        entry.kind
        for entry in read.after(session, 0, limit=1_000)
        if entry.kind in {"capacity.signed", "listing.published"}
    ]
    session.rollback()
    if publication.status_code == 200:
        assert order == ["listing.published", "capacity.signed"]
    else:
        assert findings(publication.get_json()) == FOUND_UNABLE
        assert order == ["capacity.signed"]
        assert session.query(PublicEntry).count() == 0


def test_no_order_changes_by_a_finding(desk: Desk, debtor: str) -> None:
    listing = files.published(desk, {"id": debtor})
    order = listing["restriction"]
    capacity.found_unable(desk, debtor)
    now = desk.get(f"/listings/{listing['id']}").get_json()
    assert now["state"] == "published"
    assert desk.get(f"/restrictions/{order['id']}").get_json() == order
