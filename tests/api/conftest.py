"""What tests of the API may ask for (接口测试设施): a court's desk."""

import pytest
from flask import Flask

from tests.api.beginnings import Beginnings
from tests.api.chain import Chain, chain_of
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
