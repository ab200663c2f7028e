"""Own codes (本人查询码): issued with a service, or before it, and issued again."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.journal import read
from registry.models.own_codes import OwnCode
from tests.api import files
from tests.api.desk import ADULT, Desk
from tests.api.refusals import findings
from tests.api.test_certificates import CODE

WHY = {"reason": "将要送达"}


def test_a_code_comes_with_the_service_or_before_it_and_once_more_when_lost(
    desk: Desk, other_desk: Desk, session: Session
) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    path = f"/debtors/{debtor['id']}/own-code"
    drafted = files.drafted(desk, debtor)
    problem = desk.refused(path, WHY)
    assert (problem["status"], set(findings(problem))) == (
        422,
        {"own_records.code_after_signature"},
    )
    signed = files.signed(desk, drafted)
    service = f"/listings/{signed['id']}/service"
    body = {"method": "direct", "served_on": "2026-03-02", "repair_explained": True}
    served = desk.done(service, body, version=signed["version"], key="one")
    assert CODE.fullmatch(served["own_code"])
    assert desk.done(service, body, version=signed["version"], key="one") == served
    assert "own_code" not in desk.get(f"/listings/{signed['id']}").get_json()

    assert desk.refused(path, WHY, by="auditor")["status"] == 422
    assert other_desk.refused(path, WHY)["status"] == 404
    again = desk.done(path, {"reason": f"原码遗失，证件{ADULT}"}, key="two")
    assert desk.done(path, {"reason": f"原码遗失，证件{ADULT}"}, key="two") == again
    assert again["own_code"] != served["own_code"]
    assert again["version"] == 2

    kept = session.scalars(select(OwnCode)).all()
    entries = [row for row in read.after(session, 0, limit=1_000) if row.kind == "code.issued"]
    assert (len(kept), len(entries)) == (1, 2)
    for entry in entries:
        for secret in (served["own_code"], again["own_code"].replace("-", ""), ADULT, "李"):
            assert secret not in entry.body + entry.reason
    session.rollback()


def test_a_code_that_was_printed_before_the_service_stays(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    signed = files.signed(desk, files.drafted(desk, debtor))
    desk.done(f"/debtors/{debtor['id']}/own-code", WHY)
    assert files.served(desk, signed)["own_code"] is None


@pytest.mark.parametrize("before", [True, False])
def test_an_order_by_itself_brings_a_code_when_it_is_imposed(desk: Desk, before: bool) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    order = desk.done(
        "/restrictions",
        {
            "debtor": debtor["id"],
            "reason": "有必要限制",
            "acts": files.ALL_ACTS,
            "initiative": "creditor",
            "applied_on": "2026-02-27",
        },
    )
    path = f"/restrictions/{order['id']}"
    signed = desk.done(f"{path}/signature", by="president", version=order["version"])
    if before:
        desk.done(f"/debtors/{debtor['id']}/own-code", WHY)
    done = desk.done(f"{path}/imposition", by="judge", version=signed["version"])
    assert (done["own_code"] is None) is before
