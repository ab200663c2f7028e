"""Reviews (复议): within ten days, at the next higher court, decided within fifteen."""

from datetime import datetime

import pytest

from registry.clock import SHANGHAI
from tests.api import files, remedies
from tests.api.chain import Chain
from tests.api.refusals import findings
from tests.api.remedies import duties
from tests.api.test_at_once import at_once, statuses
from tests.clocks import SetClock


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)


def test_the_next_higher_court_dismisses_a_review_and_everything_stands(
    chain: Chain, clock: SetClock
) -> None:
    listing = files.published(chain.court)
    clock.set(at(2026, 9, 25))
    objection = remedies.dismissed(chain.court, listing, "2026-09-25", received_on="2026-09-24")
    assert duties(chain.court) == {"apply_for_review": ("2026-10-08",)}
    clock.set(at(2026, 10, 8))
    days = {"applied_on": "2026-10-08", "received_on": "2026-10-08"}
    review = chain.intermediate.done("/reviews", remedies.review_body(objection, **days))
    assert (review["state"], review["court_code"]) == ("received", chain.intermediate.court)
    assert review["objection"] == objection["id"]
    # The duty is the reviewing court's: fifteen days, the last of them a Friday.
    assert duties(chain.court) == {}
    assert duties(chain.intermediate) == {"decide_review": ("2026-10-23",)}
    assert duties(chain.court, "done")["apply_for_review"] == ("2026-10-08",)
    path = f"/reviews/{review['id']}"
    reason = {"reason": "驳回决定正确"}
    drafted = chain.intermediate.done(f"{path}/dismissal", reason, version=1)
    assert drafted["reason"] == "驳回决定正确"
    # The court below sees that it is reviewed, and no draft.
    below = chain.court.get(path).get_json()
    assert (below["state"], below["reason"], below["drafted"]) == ("received", None, None)
    clock.set(at(2026, 10, 26))
    by_judge = {"by": "judge", "version": drafted["version"]}
    done = chain.intermediate.done(f"{path}/signature", **by_judge)
    assert (done["state"], done["reason"]) == ("dismissed", "驳回决定正确")
    assert chain.court.get(path).get_json() == done
    assert duties(chain.intermediate) == {}
    assert duties(chain.intermediate, "done")["decide_review"] == ("2026-10-26",)
    assert chain.court.get(f"/listings/{listing['id']}").get_json() == listing
    found = chain.court.get(f"/objections/{objection['id']}").get_json()
    assert found["state"] == "dismissal_served"
    for desk in (chain.court, chain.intermediate):
        (item,) = desk.get("/reviews", state="dismissed").get_json()["items"]
        assert item["id"] == review["id"]
    assert chain.high.get(path).status_code == 200
    assert chain.sibling.get(path).status_code == 404
    body = remedies.review_body(objection, applied_on="2026-10-09", received_on="2026-10-09")
    problem = chain.intermediate.refused("/reviews", body)
    assert (problem["status"], problem["code"]) == (409, "review.exists")
    assert problem["facts"] == {"review": review["id"]}


@pytest.mark.parametrize(
    ("applied_on", "changes", "in_time"),
    [
        ("2026-10-08", {}, True),
        ("2026-10-09", {}, False),
        ("2026-10-19", {"obstacle": "洪水", "obstacle_ended_on": "2026-10-09"}, True),
        ("2026-10-20", {"obstacle": "洪水", "obstacle_ended_on": "2026-10-09"}, False),
        ("2026-10-09", {"obstacle": "洪水", "obstacle_ended_on": "2026-10-10"}, False),
    ],
)
def test_review_is_open_for_ten_days_and_after_an_obstacle_for_ten_more(
    chain: Chain, clock: SetClock, applied_on: str, changes: dict[str, object], in_time: bool
) -> None:
    listing = files.published(chain.court)
    clock.set(at(2026, 9, 25))
    objection = remedies.dismissed(chain.court, listing, "2026-09-25", received_on="2026-09-25")
    clock.set(at(2026, 10, 21))
    days = {"applied_on": applied_on, "received_on": "2026-10-21"}
    body = remedies.review_body(objection, **days, **changes)
    if in_time:
        assert chain.intermediate.done("/reviews", body)["applied_on"] == applied_on
        assert duties(chain.court) == {}
        return
    problem = chain.intermediate.refused("/reviews", body)
    assert findings(problem) == {"reviews.in_time": "LR Art. 12"}
    assert duties(chain.court) == {"apply_for_review": ("2026-10-08",)}
    assert duties(chain.intermediate) == {}


def test_only_the_next_higher_court_reviews_and_only_what_was_dismissed(chain: Chain) -> None:
    listing = files.published(chain.court)
    objection = remedies.received(chain.court, listing)
    body = remedies.review_body(objection)
    problem = chain.intermediate.refused("/reviews", body)
    assert findings(problem) == {"reviews.dismissed_before": "LR Art. 12"}
    objection = remedies.decided(chain.court, objection, "dismissed")
    wrong = {
        "reviews.to_the_next_higher_court": "LR Art. 12",
        "supervision.next_higher_court": "LR Art. 12",
    }
    for desk in (chain.high, chain.supreme, chain.court):
        assert findings(desk.refused("/reviews", body)) == wrong
    for desk in (chain.sibling, chain.elsewhere):
        problem = desk.refused("/reviews", body)
        assert (problem["status"], problem["code"]) == (404, "objection.not_found")
    for changes, rule in (
        ({"applied_on": "2026-03-01"}, "reviews.after_the_dismissal"),
        ({"received_on": "2026-03-03"}, "procedure.nothing_in_the_future"),
    ):
        problem = chain.intermediate.refused("/reviews", {**body, **changes})
        assert set(findings(problem)) == {rule}
    problem = chain.intermediate.refused("/reviews", {**body, "obstacle_ended_on": "2026-03-02"})
    assert problem["errors"][0]["pointer"] == "/obstacle"
    # Who has not been served yet may apply already; then no period runs for him any more.
    first = chain.intermediate.post("/reviews", body, key="k")
    review = first.get_json()
    assert chain.intermediate.post("/reviews", body, key="k").get_data() == first.get_data()
    objection = chain.court.get(f"/objections/{objection['id']}").get_json()
    remedies.served(chain.court, objection, "2026-03-02")
    assert duties(chain.court) == {}
    path, reason = f"/reviews/{review['id']}", {"reason": "x"}
    for desk in (chain.high, chain.court):
        problem = desk.refused(f"{path}/dismissal", reason, version=1)
        assert findings(problem) == {"supervision.next_higher_court": "LR Art. 12"}
    assert chain.sibling.refused(f"{path}/dismissal", reason, version=1)["status"] == 404
    problem = chain.intermediate.refused(f"{path}/signature", by="judge", version=1)
    assert problem["code"] == "review.not_drafted"
    drafted = chain.intermediate.done(f"{path}/dismissal", reason, by="judge", version=1)
    for by, rule in (("judge", "authority.two_persons"), ("clerk", "authority.role_fits_act")):
        problem = chain.intermediate.refused(f"{path}/signature", by=by, version=2)
        assert set(findings(problem)) == {rule}
    assert chain.intermediate.get(path).get_json() == drafted
    withdrawn = chain.intermediate.done(f"{path}/withdrawal", {"reason": "已和解"}, version=2)
    assert (withdrawn["state"], duties(chain.intermediate)) == ("withdrawn", {})
    problem = chain.intermediate.refused(f"{path}/signature", by="judge", version=3)
    assert (problem["status"], problem["code"]) == (409, "review.wrong_state")
    # Within the period what was withdrawn may be brought again.
    assert chain.intermediate.done("/reviews", body)["id"] != review["id"]


def test_nobody_is_above_the_supreme_court(chain: Chain) -> None:
    case = files.case_of(chain.supreme, number="(2025)最高法执1号")
    listing = files.published(chain.supreme, files.debtor_of(chain.supreme, case))
    objection = remedies.dismissed(chain.supreme, listing, "2026-03-02")
    for desk in (chain.supreme,):
        problem = desk.refused("/reviews", remedies.review_body(objection))
        assert "supervision.next_higher_court" in findings(problem)
    assert chain.high.refused("/reviews", remedies.review_body(objection))["status"] == 404
    high = files.case_of(chain.high, number="(2025)川执1号")
    listing = files.published(chain.high, files.debtor_of(chain.high, high))
    objection = remedies.dismissed(chain.high, listing, "2026-03-02")
    assert chain.supreme.done("/reviews", remedies.review_body(objection))["state"] == "received"


def test_a_review_does_not_dismiss_what_the_register_knows_to_be_over(chain: Chain) -> None:
    listing = files.published(chain.court)
    objection = remedies.dismissed(chain.court, listing, "2026-03-02", ground="LR11-3")
    review = chain.intermediate.done("/reviews", remedies.review_body(objection))
    files.paid(chain.court, listing["debtor"])
    path = f"/reviews/{review['id']}/dismissal"
    problem = chain.intermediate.refused(path, {"reason": "x"}, version=1)
    assert findings(problem) == {"objections.corrected_where_founded": "LR Art. 12"}
    files.removed(chain.court, listing["id"], "LR10-1")
    assert remedies.review_dismissed(chain.intermediate, review, "已经删除")["state"] == "dismissed"


@pytest.mark.every_engine
def test_one_review_is_received_of_two_sent_at_once(chain: Chain) -> None:
    listing = files.published(chain.court)
    objection = remedies.dismissed(chain.court, listing, "2026-03-02")
    body = remedies.review_body(objection)
    answers = at_once(*[lambda: chain.intermediate.post("/reviews", body)] * 2)
    assert statuses(answers) == {201: 1, 409: 1}
    assert duties(chain.intermediate) == {"decide_review": ("2026-03-17",)}


def test_an_objection_goes_with_its_case_and_a_review_stays_where_it_was_received(
    chain: Chain,
) -> None:
    listing = files.published(chain.court)
    objection = remedies.dismissed(chain.court, listing, "2026-03-02")
    pending = remedies.received(chain.court, listing, ground="LR11-3")
    review = chain.intermediate.done("/reviews", remedies.review_body(objection))
    transfer = {
        "case_number": listing["case"]["number"],
        "kind": "designated",
        "to_court": chain.elsewhere.court,
        "reason": "当地阻力较大",
    }
    chain.supreme.done("/transfers", transfer, by="president")
    path = f"/objections/{pending['id']}"
    assert chain.court.get(path).status_code == 404
    assert duties(chain.court) == {}
    assert duties(chain.elsewhere)["examine_objection"] == ("2026-03-17",)
    decided = remedies.decided(chain.elsewhere, pending, "dismissed")
    assert decided["state"] == "dismissed"
    # The court that was asked decides, though it is above the case no more.
    assert duties(chain.intermediate) == {"decide_review": ("2026-03-17",)}
    assert chain.intermediate.get(f"/reviews/{review['id']}").get_json()["state"] == "received"
    assert chain.intermediate.get(path).status_code == 404
    done = remedies.review_dismissed(chain.intermediate, review)
    assert (done["state"], duties(chain.intermediate)) == ("dismissed", {})
    assert chain.elsewhere.get(f"/reviews/{review['id']}").get_json() == done
