"""What the law refuses when payments and removals are made (履行、删除审查)."""

from tests.api import files
from tests.api.desk import Desk
from tests.api.refusals import findings


def test_a_listing_with_a_term_is_not_removed_for_payment(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    assert listing["ends_on"] == "2028-03-02"
    files.paid(desk, listing["debtor"])
    body = {"listing": listing["id"], "ground": "LR10-1", "reason": "已全部履行"}
    problem = desk.refused("/removals", body)
    assert findings(problem) == {"removal.not_for_a_term": "LR Art. 10 para 2"}
    (finding,) = problem["facts"]["findings"]
    assert finding["facts"]["instead"] == "LR2-early,LR2-term"


def test_a_listing_with_a_term_is_removed_early_by_the_president(desk: Desk) -> None:
    listing = files.published(desk, grounds=["LR1-4"])
    body = {
        "listing": listing["id"],
        "ground": "LR2-early",
        "reason": "主动纠正",
        "facts": {"corrected_conduct": True},
    }
    removal = desk.done("/removals", body)
    path = f"/removals/{removal['id']}/signature"
    problem = desk.refused(path, by="judge", version=1)
    assert findings(problem) == {"authority.president_decides_early_removal": "Register Rule 1"}
    done = desk.done(path, by="president", version=1)
    assert done["listing"]["state"] == "removed"
    # Correction is no performance: the order stands until it is lifted on its own.
    assert done["restrictions"] == []
    order = desk.get(f"/restrictions/{listing['restriction']['id']}").get_json()
    assert order["state"] == "in_force"


def test_a_listing_is_not_removed_for_what_is_only_half_paid(desk: Desk) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"], "97999.99")
    body = {"listing": listing["id"], "ground": "LR10-1", "reason": "已履行"}
    problem = desk.refused("/removals", body)
    assert findings(problem) == {"removal.performed": "LR Art. 10(1)"}
    (finding,) = problem["facts"]["findings"]
    assert finding["facts"]["owed"] == "98000.00"
    assert finding["facts"]["confirmed"] == "97999.99"


def test_who_drafted_a_removal_does_not_sign_it(desk: Desk) -> None:
    listing = files.published(desk)
    files.paid(desk, listing["debtor"])
    body = {"listing": listing["id"], "ground": "LR10-1", "reason": "已履行"}
    removal = desk.done("/removals", body, by="judge")
    path = f"/removals/{removal['id']}/signature"
    problem = desk.refused(path, by="judge", version=1)
    assert findings(problem) == {"authority.two_persons": "Register Rule 3"}
    assert desk.done(path, by="president", version=1)["state"] == "signed"


def test_who_entered_a_payment_does_not_confirm_it(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = {"debtor": debtor["id"], "amount": "1.00", "paid_on": "2026-03-02"}
    payment = desk.done("/payments", body, by="judge")
    path = f"/payments/{payment['id']}/confirmation"
    assert findings(desk.refused(path, by="judge", version=1)) == {
        "authority.two_persons": "Register Rule 3"
    }
    assert findings(desk.refused(path, by="clerk", version=1)) == {
        "authority.role_fits_act": "Register Rule 2"
    }


def test_more_than_is_owed_is_neither_entered_nor_confirmed(desk: Desk) -> None:
    debtor = files.debtor_of(desk, files.case_of(desk))
    body = {"debtor": debtor["id"], "amount": "98000.01", "paid_on": "2026-03-02"}
    problem = desk.refused("/payments", body)
    assert (problem["status"], problem["code"]) == (422, "payment.exceeds_outstanding")
    assert problem["facts"] == {"amount": "98000.01", "outstanding": "98000.00"}
    body["amount"] = "60000.00"
    first, second = desk.done("/payments", body), desk.done("/payments", body)
    desk.done(f"/payments/{first['id']}/confirmation", by="judge", version=1)
    problem = desk.refused(f"/payments/{second['id']}/confirmation", by="judge", version=1)
    assert problem["facts"] == {"amount": "60000.00", "outstanding": "38000.00"}
