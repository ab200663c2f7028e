"""What a court sets for itself: discussion by the bench, attendance, and days for a correction."""

from dataclasses import replace

import pytest

from config import Settings
from tests.api import files, remedies
from tests.api.chain import Chain
from tests.api.desk import Desk
from tests.api.refusals import findings
from tests.engines.migrated import settings_for

POLICY = (
    '{"bench_review_needed": true, "objector_attends_in_person": true,'
    ' "ordered_correction_working_days": 10, "no_repair_causes": ["violence"]}'
)


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the settings of a court with rules of its own."""
    return replace(settings_for(database_url), policy=POLICY)


def test_a_decision_waits_for_the_bench_where_the_court_asks_for_it(desk: Desk) -> None:
    draft = files.drafted(desk)
    path = f"/listings/{draft['id']}/signature"
    problem = desk.refused(path, by="president", version=1)
    assert findings(problem) == {"decision.bench_reviewed": "Register Rule 7"}
    desk.done(f"/listings/{draft['id']}/withdrawal", {"reason": "尚未讨论"}, version=1)
    debtor = {"id": draft["debtor"]}
    discussed = files.drafted(desk, debtor, facts={"bench_reviewed": True})
    assert files.signed(desk, discussed)["state"] == "signed"


def test_an_objector_attends_where_the_court_asks_for_it(desk: Desk) -> None:
    listing = files.published(desk, facts={"bench_reviewed": True})
    body = remedies.objection_body(listing)
    problem = desk.refused("/objections", body)
    assert findings(problem) == {"objections.in_person": "Register Rule 17"}
    assert desk.done("/objections", {**body, "in_person": True})["in_person"] is True


def test_an_ordered_correction_has_the_days_that_the_court_sets(chain: Chain) -> None:
    listing = files.published(chain.court, facts={"bench_reviewed": True})
    remedies.corrected(chain.intermediate, listing=listing["id"])
    # Ten working days from Monday 2 March 2026.
    assert remedies.duties(chain.court)["carry_out_correction"] == ("2026-03-16",)
