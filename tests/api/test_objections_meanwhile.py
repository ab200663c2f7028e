"""Objections and what happens meanwhile (纠正申请与其他行为): other decisions, the end of a term,
and courts above that look on.
"""

from datetime import datetime

from registry.clock import SHANGHAI
from registry.db import transaction
from registry.services.endings import endings
from tests.api import files, remedies
from tests.api.chain import Chain
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.api.remedies import duties
from tests.clocks import SetClock


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)


def test_an_inaccurate_order_is_amended(desk: Desk) -> None:
    listing = files.published(desk)
    order = listing["restriction"]["id"]
    body = {**remedies.objection_body(listing, ground="LR11-2"), "restriction": order}
    del body["listing"]
    objection = remedies.decided(desk, desk.done("/objections", body), "upheld")
    path = f"/restrictions/{order}/amendments"
    made = desk.done(path, {"reason": "限制项目有误", "acts": ["CR3-1", "CR3-9"]})
    signature = f"/restriction-changes/{made['id']}/signature"
    desk.done(signature, {}, by="president", version=made["version"])
    found = desk.get(f"/objections/{objection['id']}").get_json()
    by = {"on": "2026-03-02", "by": "sign_amendment", "decision": made["id"]}
    assert (found["state"], found["corrected"]) == ("corrected", by)
    assert duties(desk) == {}


def test_a_term_that_ends_meanwhile_leaves_nothing_to_correct(desk: Desk, clock: SetClock) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    clock.set(at(2028, 3, 2))
    open_one = remedies.received(desk, listing, ground="LR11-3", received_on="2028-03-02")
    upheld = remedies.decided(
        desk, remedies.received(desk, listing, received_on="2028-03-02"), "upheld"
    )
    clock.set(at(2028, 3, 3))
    path, dismissal = f"/objections/{open_one['id']}", {"outcome": "dismissed", "reason": "x"}
    problem = desk.refused(f"{path}/decision", dismissal, version=1)
    assert findings(problem) == {"objections.corrected_where_founded": "LR Art. 12"}
    with transaction() as session:
        assert endings.end_terms(session, now=clock(), limit=10) == 1
    found = desk.get(f"/objections/{upheld['id']}").get_json()
    by = {"on": "2028-03-03", "by": "end_term", "decision": None}
    assert (found["state"], found["corrected"]) == ("corrected", by)
    assert remedies.decided(desk, open_one, "upheld")["state"] == "corrected"
    assert duties(desk) == {}


def test_a_court_above_receives_no_objection(chain: Chain) -> None:
    listing = files.published(chain.court)
    problem = chain.intermediate.refused("/objections", remedies.objection_body(listing))
    assert set(findings(problem)) == {
        "authority.enforcing_court_acts",
        "objections.to_the_enforcing_court",
    }
    assert chain.court.get("/objections").get_json()["items"] == []
    objection = remedies.received(chain.court, listing)
    for desk in (chain.intermediate, chain.supreme):
        path = f"/objections/{objection['id']}"
        assert desk.get(path, by="auditor").get_json() == objection
        (item,) = desk.get("/objections", court=chain.court.court).get_json()["items"]
        assert item == objection
        decision = {"outcome": "upheld", "reason": "x"}
        problem = desk.refused(f"{path}/decision", decision, version=1)
        assert (problem["status"], problem["code"]) == (404, "objection.not_found")
