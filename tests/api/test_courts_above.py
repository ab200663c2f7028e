"""Courts above and auditors (上级法院与审计): they read what others may not even know of, and act
on nothing that is not theirs.
"""

from uuid import uuid4

from sqlalchemy.orm import Session

from registry.models.courts import Court
from registry.services.acts import courts_above
from tests.api import files
from tests.api.chain import Chain
from tests.api.desk import ADULT, Desk
from tests.api.refusals import findings


def test_courts_above_read_and_others_find_nothing(chain: Chain) -> None:
    listing = files.published(chain.court)
    case = listing["case"]["id"]
    notice = {"case": case, "clock": "enforcement_notice", "since": "2026-03-02"}
    chain.court.done("/deadlines", notice)
    path = f"/listings/{listing['id']}"
    order = f"/restrictions/{listing['restriction']['id']}"
    for desk in (chain.intermediate, chain.high, chain.supreme):
        for by in ("clerk", "judge", "auditor"):
            assert desk.get(path, by=by).get_json() == listing
        assert desk.get(f"{path}/history").get_json()["items"]
        assert desk.get(order).get_json()["id"] == listing["restriction"]["id"]
        case = desk.get(f"/cases/{listing['case']['id']}")
        assert ADULT not in case.get_data(as_text=True)
        for kind in ("cases", "listings", "deadlines", "payments"):
            own = desk.get(f"/{kind}").get_json()["items"]
            below = desk.get(f"/{kind}", court=chain.court.court).get_json()
            assert own == []
            assert below == chain.court.get(f"/{kind}").get_json()
        assert desk.get("/deadlines/summary").get_json()["open"] == 0
        summary = desk.get("/deadlines/summary", court=chain.court.court).get_json()
        assert summary["open"] == 1
        assert summary == chain.court.get("/deadlines/summary").get_json()
    for desk in (chain.sibling, chain.elsewhere):
        found, never = (desk.get(at).get_json() for at in (path, f"/listings/{uuid4()}"))
        assert {**found, "instance": ""} == {**never, "instance": ""}
        assert found["status"] == 404
        assert desk.get("/listings", court=chain.court.court).get_json()["items"] == []
        assert desk.get("/listings", court="川9999").get_json()["items"] == []
        assert desk.get("/deadlines/summary", court=chain.court.court).get_json()["open"] == 0
    assert chain.court.get("/cases", court=chain.intermediate.court).get_json()["items"] == []
    assert chain.court.get("/cases", court="a\0").status_code == 422


def test_a_court_above_does_none_of_the_acts_of_the_court(chain: Chain) -> None:
    listing = files.published(chain.court)
    body = {"listing": listing["id"], "ground": "LR10-1", "reason": "已履行"}
    for desk in (chain.intermediate, chain.supreme, chain.sibling):
        assert desk.refused("/removals", body)["code"] == "listing.not_found"
        debtor = {"debtor": listing["debtor"], "amount": "1.00", "paid_on": "2026-03-02"}
        assert desk.refused("/payments", debtor)["code"] == "debtor.not_found"
    assert chain.court.get(f"/listings/{listing['id']}").get_json() == listing


def test_an_auditor_reads_and_every_act_is_refused(chain: Chain) -> None:
    listing = files.published(chain.court)
    drafted = files.drafted(
        chain.court,
        files.debtor_of(chain.court, files.case_of(chain.court, number="(2025)川0107执5号")),
    )
    removal = {"listing": listing["id"], "ground": "LR10-1", "reason": "已履行"}
    requests: tuple[tuple[str, object, int | None], ...] = (
        ("/cases", files.case_body(number="(2025)川0107执7号"), None),
        ("/removals", removal, None),
        ("/removals", {**removal, "listing": str(uuid4())}, None),
        (f"/listings/{drafted['id']}/signature", None, 1),
        (f"/listings/{drafted['id']}/signature", None, 9),
        (f"/listings/{listing['id']}/publication", None, 1),
    )
    system = chain.court.issue(None)
    for path, body, version in requests:
        for desk in (chain.court, chain.intermediate):
            problem = desk.refused(path, body, by="auditor", version=version)
            assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
        named = {"Authorization": f"Bearer {system}", "X-Acting-Staff": "auditor"}
        problem = chain.court.refused(path, body, version=version, headers=named)
        assert findings(problem) == {"authority.role_fits_act": "Register Rule 2"}
    for path in (f"/listings/{listing['id']}", "/cases", "/listings", "/deadlines", "/payments"):
        assert chain.court.get(path, by="auditor").status_code == 200
    assert chain.court.get(f"/listings/{listing['id']}").get_json() == listing
    assert chain.court.get(f"/listings/{drafted['id']}").get_json() == drafted


def test_a_table_that_leads_round_in_a_circle_ends(desk: Desk, session: Session) -> None:
    for code, above in (("川01", "川"), ("川", "川01")):
        session.add(
            Court(
                code=code,
                name=code,
                level="high",
                province="四川",
                superior_code=above,
                confirmed=True,
            )
        )
    session.flush()
    assert courts_above.superiors(session, "川01") == ("川",)
    assert courts_above.superiors(session, desk.court) == ()
    assert courts_above.superiors(session, "川9999") == ()
