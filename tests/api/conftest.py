"""What tests of the API may ask for (接口测试设施): a court's desk."""

import pytest
from flask import Flask

from tests.api import courts_above
from tests.api.beginnings import Beginnings
from tests.api.chain import Chain, chain_of
from tests.api.courts_above import Courts
from tests.api.desk import OTHER_COURT, OTHER_NAME, Desk
from tests.clocks import SetClock


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


@pytest.fixture
def other_desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of another court."""
    return Desk(app, clock(), OTHER_COURT, beginnings=beginnings).open(OTHER_NAME)


@pytest.fixture
def chain(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Chain:
    """Give the desks of a court, of a neighbour, and of every court above."""
    return chain_of(app, clock, beginnings).open()


@pytest.fixture
def courts(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Courts:
    """Give the desks of two courts, of the one above them and of the one above that."""
    return courts_above.open_courts(app, clock, beginnings)
