"""A court's list of its inquiries: it follows the case to another court, however it is narrowed."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.api import courts_above, test_transfers
from tests.api.courts_above import Courts
from tests.clocks import SetClock
from tests.partners.asking import Asking
from tests.partners.conftest import Agencies
from tests.partners.court_person import Person

LIST = "/partners/court/inquiries"
pytestmark = pytest.mark.every_engine


@pytest.fixture
def courts(app: Flask, clock: SetClock) -> Courts:
    """Give courts that people of several sign in at."""
    return courts_above.open_courts(app, clock, None)


def listed(app: Flask, courts: Courts, which: str, **narrowed: Any) -> int:
    """Return how many inquiries a court's page lists."""
    clerk = Person(app, getattr(courts, which).keys["clerk"])
    query = "&".join(f"{name}={value}" for name, value in narrowed.items())
    return clerk.get(f"{LIST}?{query}").text.count(f'href="{LIST}/')


@pytest.mark.parametrize("standing", ["", "overdue", "no_reply"])
def test_inquiries_go_with_their_case_to_the_list_of_another_court(
    app: Flask, clock: SetClock, courts: Courts, directory: Agencies, standing: str
) -> None:
    asking = Asking(app, courts.basic, directory.add, clock()).open()
    asking.ask()
    clock.forward(timedelta(days=10))
    assert listed(app, courts, "basic", standing=standing) == 1
    assert listed(app, courts, "other", standing=standing) == 0
    courts.intermediate.done("/transfers", test_transfers.body(), by="judge")
    assert listed(app, courts, "basic", standing=standing) == 0
    assert listed(app, courts, "other", standing=standing) == 1
