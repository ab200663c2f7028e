"""The API description against the API (接口说明核对): what is invented is answered as described."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from partners import component
from registry.app import create_app
from tests.api import files, orders
from tests.api.desk import Desk
from tests.engines.migrated import settings_for

EXAMPLES = 8
DESCRIBED = create_app(settings_for("sqlite://"), component.init_app)
API = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", DESCRIBED)
# What bodies call the records that they are about.
BODIES = ("debtor", "listing", "restriction")
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(desk: Desk) -> dict[str, str]:
    """Make one record of each kind; return their ids by the names that paths and bodies use."""
    case = files.case_of(desk)
    debtor = files.debtor_of(desk, case)
    listing = files.published(desk, debtor)
    ordered = {"listing": listing["id"], "reason": "x", "ordered_by": "(2026)川01执复7号"}
    revocation = desk.done("/revocations", ordered)
    wrong = {"listing": listing["id"], "reason": "x", "after": {"conduct": "x"}}
    amendment = desk.done("/amendments", wrong)
    payment = desk.done(
        "/payments", {"debtor": debtor["id"], "amount": "1.00", "paid_on": "2026-03-02"}
    )
    removal = desk.done(
        "/removals",
        {
            "listing": listing["id"],
            "ground": "LR10-1",
            "reason": "x",
            "facts": {"enforcement_completed": True},
        },
    )
    alone = orders.in_force(desk, files.debtor_of(desk, case, **orders.SOMEBODY_ELSE))
    lift = orders.lift_drafted(desk, alone["id"])
    permission = orders.suspension_asked(desk, alone["id"])
    return {
        "case_id": case["id"],
        "debtor_id": debtor["id"],
        "debtor": debtor["id"],
        "listing_id": listing["id"],
        "listing": listing["id"],
        "order_id": listing["restriction"]["id"],
        "amendment_id": amendment["id"],
        "revocation_id": revocation["id"],
        "payment_id": payment["id"],
        "removal_id": removal["id"],
        "restriction": alone["id"],
        "lift_id": lift["id"],
        "permission_id": permission["id"],
    }


@API.parametrize()
@BOUNDED
def test_whatever_is_sent_is_answered_as_described(
    case: schemathesis.Case[Any], desk: Desk
) -> None:
    check(case, desk)


@API.parametrize()
@BOUNDED
def test_whatever_is_sent_about_known_records_is_answered_as_described(
    case: schemathesis.Case[Any], desk: Desk, known: dict[str, str]
) -> None:
    for name in case.path_parameters or {}:
        if name in known:
            case.path_parameters[name] = known[name]
    body: Any = case.body
    if isinstance(body, dict):
        body.update({name: known[name] for name in BODIES if name in body})
    # Ids that were wrong on purpose are right again.
    check(case, desk, negative_data_rejection)


def check(case: schemathesis.Case[Any], desk: Desk, *excluded: Any) -> None:
    """Send a request with a president's key and compare the answer with the description."""
    headers = {"Authorization": f"Bearer {desk.keys['president']}"}
    # What has the right shape may still be refused by the law, or by the state of a record.
    refusable = [positive_data_acceptance, *excluded]
    case.call_and_validate(app=desk.app, headers=headers, excluded_checks=refusable)
