"""Transfers of cases (移转执行): everything that hangs on a case goes with it, in one commit."""

from functools import partial
from typing import Any

import orjson
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from registry.db import transaction
from registry.journal import read
from registry.models.cases import EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.publication import PublicEntry
from schemas.case_codes import EnforcementState
from tests.api import acts, files, orders
from tests.api.courts_above import INTERMEDIATE, Courts
from tests.api.desk import COURT, OTHER_COURT, OTHER_NAME
from tests.api.refusals import findings
from tests.api.test_at_once import at_once

NUMBER = "(2025)川0107执1234号"
DEFAULT: dict[str, Any] = {
    "case_number": "（2025）川0107执1234号",
    "kind": "designated",
    "to_court": OTHER_COURT,
    "reason": "当地阻力较大",
}


def body(**changes: object) -> dict[str, object]:
    return {**DEFAULT, **changes}


def kinds_after(session: Session, position: int) -> list[str]:
    return [entry.kind for entry in acts.done(session, position)]


def size(session: Session) -> int:
    return acts.done(session)[-1].position


@pytest.mark.every_engine
def test_everything_goes_with_the_case_and_everybody_learns_of_the_new_court(
    courts: Courts, session: Session
) -> None:
    old, new, above = courts.basic, courts.other, courts.intermediate
    debtor = files.debtor_of(old, files.case_of(old))
    listing = files.published(old, debtor)
    order = listing["restriction"]
    revocation = old.done(
        "/revocations",
        {"listing": listing["id"], "reason": "x", "ordered_by": "(2026)川01执监7号"},
    )
    suspended = orders.suspended(old, order["id"])
    before = size(session)
    transfer = above.done("/transfers", body(), by="judge")
    assert (transfer["from_court"], transfer["to_court"]) == (COURT, OTHER_COURT)
    assert (transfer["decided_court"], transfer["received"]) == (INTERMEDIATE, None)
    assert kinds_after(session, before) == [
        "transfer.decided",
        "listing.amended",
        "restriction.amended",
    ]
    for entry in read.after(session, before, limit=10):
        assert orjson.loads(entry.body)["case"]["court_code"] == OTHER_COURT
    for item in session.scalars(select(PublicEntry)):
        shown = orjson.loads(item.item)
        assert shown["court"] == {"code": OTHER_COURT, "name": OTHER_NAME}
        assert (item.court_code, shown["case_number"]) == (OTHER_COURT, NUMBER)
    duties = session.scalars(select(Deadline.court_code)).all()
    assert duties
    assert set(duties) == {OTHER_COURT}
    session.rollback()
    # The old court finds nothing any more, and does nothing.
    for path in (
        f"/cases/{listing['case']['id']}",
        f"/listings/{listing['id']}",
        f"/restrictions/{order['id']}",
        f"/revocations/{revocation['id']}",
        f"/permissions/{suspended['id']}",
    ):
        assert old.get(path).status_code == 404
        assert new.get(path).status_code == 200
    path = f"/revocations/{revocation['id']}/signature"
    assert old.refused(path, by="judge", version=1)["status"] == 404
    # But it reads that the case went, as the deciding and the new court do, and nobody else.
    for desk in (old, new, above):
        assert desk.get(f"/transfers/{transfer['id']}").get_json() == transfer
    assert courts.high.get(f"/transfers/{transfer['id']}").status_code == 404
    # The new court receives the case, and signs what was drafted at the old one.
    receipt = f"/transfers/{transfer['id']}/receipt"
    assert set(findings(old.refused(receipt, version=1))) == {"authority.enforcing_court_acts"}
    assert new.refused(receipt, version=7)["code"] == "record.stale"
    received = new.done(receipt, version=1)
    assert received["received"]["by"] != transfer["decided"]["by"]
    again = new.refused(receipt, version=2)
    assert (again["status"], again["code"]) == (409, "transfer.wrong_state")
    ended = new.done(path, by="judge", version=1)
    assert (ended["state"], ended["listing"]["state"]) == ("signed", "revoked")


def test_a_case_goes_on_is_raised_and_comes_back(courts: Courts, session: Session) -> None:
    files.case_of(courts.basic)
    above = courts.intermediate
    crossed = body(kind="crossed")
    above.done("/transfers", crossed, by="judge")
    # Where it is, the rules say that it cannot be sent again.
    problem = above.refused("/transfers", crossed, by="judge")
    assert set(findings(problem)) == {"transfers.to_another_court"}
    above.done("/transfers", body(kind="raised", to_court=INTERMEDIATE), by="judge")
    # Now the intermediate court enforces, and only the one above it may give the case away.
    problem = above.refused("/transfers", body(to_court=COURT), by="judge")
    assert set(findings(problem)) == {"supervision.court_above", "transfers.decided_above"}
    courts.high.done("/transfers", body(to_court=COURT), by="president")
    found = courts.basic.get("/cases").get_json()["items"]
    assert [case["number"] for case in found] == [NUMBER]
    assert kinds_after(session, 0).count("transfer.decided") == 3


@pytest.mark.parametrize(
    ("changes", "rule", "article"),
    [
        ({"kind": "raised"}, "transfers.kind_fits", "CPL Art. 237"),
        ({"to_court": COURT}, "transfers.to_another_court", "CPL Art. 237"),
        ({"to_court": "川"}, "transfers.kind_fits", "CPL Art. 237"),
        ({"initiative": "creditor"}, "transfers.six_months_unenforced", "CPL Art. 237"),
        (
            {"initiative": "creditor", "received_on": "2025-09-02"},
            "transfers.six_months_unenforced",
            "CPL Art. 237",
        ),
        ({"received_on": "2026-03-03"}, "procedure.nothing_in_the_future", "LR Art. 5"),
    ],
)
def test_what_a_transfer_lacks_is_named_and_nothing_moves(
    courts: Courts, session: Session, changes: dict[str, object], rule: str, article: str
) -> None:
    files.case_of(courts.basic)
    before = size(session)
    problem = courts.intermediate.refused("/transfers", body(**changes), by="judge")
    assert (problem["code"], findings(problem)) == ("transfer.ineligible", {rule: article})
    assert size(session) == before
    assert len(courts.basic.get("/cases").get_json()["items"]) == 1


def test_a_case_that_is_over_goes_nowhere(courts: Courts) -> None:
    files.case_of(courts.basic)
    with transaction() as session:
        session.execute(update(EnforcementCase).values(state=EnforcementState.COMPLETED))
    problem = courts.intermediate.refused("/transfers", body(), by="judge")
    assert (problem["status"], problem["code"]) == (409, "transfer.wrong_state")


def test_the_creditor_may_ask_when_six_months_are_over(courts: Courts) -> None:
    files.case_of(courts.basic)
    asked = body(initiative="creditor", received_on="2025-09-01")
    done = courts.intermediate.done("/transfers", asked, by="judge", key="k")
    assert (done["initiative"], done["received_on"]) == ("creditor", "2025-09-01")
    assert courts.intermediate.done("/transfers", asked, by="judge", key="k") == done


def test_only_who_decides_at_a_court_above_gives_a_case_away(courts: Courts) -> None:
    files.case_of(courts.basic)
    problem = courts.intermediate.refused("/transfers", body(), by="clerk")
    assert set(findings(problem)) == {"authority.role_fits_act"}
    problem = courts.basic.refused("/transfers", body(), by="judge")
    assert {"supervision.court_above", "transfers.decided_above"} <= set(findings(problem))
    # Whoever is not above the court does not learn that there is such a case.
    none = courts.other.refused("/transfers", body(), by="judge")
    absent = courts.other.refused("/transfers", body(case_number="(2025)川0107执999号"), by="judge")
    assert (none["code"], none["detail"]) == (absent["code"], absent["detail"])
    assert none["code"] == "case.not_found"
    unknown = courts.intermediate.refused("/transfers", body(to_court="川0199"), by="judge")
    assert unknown["code"] == "court.unknown"
    wrong = courts.intermediate.refused("/transfers", body(case_number="x"), by="judge")
    assert wrong["errors"][0]["pointer"] == "/case_number"


@pytest.mark.every_engine
def test_a_signature_at_the_old_court_and_a_transfer_follow_one_another(
    courts: Courts, session: Session
) -> None:
    listing = files.drafted(courts.basic)
    path = f"/listings/{listing['id']}/signature"
    signing, moving = at_once(
        partial(courts.basic.post, path, by="president", version=1),
        partial(courts.intermediate.post, "/transfers", body(), by="judge"),
    )
    assert moving.status_code == 201
    assert signing.status_code in {200, 404}
    now = courts.other.get(f"/listings/{listing['id']}").get_json()
    assert now["state"] == ("signed" if signing.status_code == 200 else "draft")
    assert kinds_after(session, 0).count("listing.signed") == (signing.status_code == 200)
    if signing.status_code == 404:
        again = courts.other.done(path, by="president", version=1)
        assert again["state"] == "signed"


@pytest.mark.every_engine
def test_of_two_transfers_at_once_the_second_meets_what_the_first_left(courts: Courts) -> None:
    files.case_of(courts.basic)
    raised = body(kind="raised", to_court=INTERMEDIATE)
    answers = at_once(
        partial(courts.intermediate.post, "/transfers", body(), by="judge"),
        partial(courts.intermediate.post, "/transfers", raised, by="judge"),
    )
    # Once raised, the case is not the deciding court's to give away any more.
    assert sorted(answer.status_code for answer in answers) in ([201, 201], [201, 422])
    holders = [
        desk
        for desk in (courts.basic, courts.other, courts.intermediate)
        if desk.get("/cases").get_json()["items"]
    ]
    assert len(holders) == 1
