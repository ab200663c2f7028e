"""What tests of the API may ask for (接口测试设施): a court's desk."""

import pytest
from flask import Flask

from config import Settings
from tests.api.beginnings import Beginnings
from tests.api.chain import Chain, chain_of
from tests.api.desk import OTHER_COURT, OTHER_NAME, Desk
from tests.clocks import SetClock


@pytest.fixture
def desk(app: Flask, clock: SetClock, settings: Settings, beginnings: Beginnings) -> Desk:
    """Give the desk of a court."""
    closed = Desk(app, clock())
    (desk,) = beginnings.open(app, settings, (closed,), closed.open)
    return desk


@pytest.fixture
def other_desk(app: Flask, clock: SetClock) -> Desk:
    """Give the desk of another court."""
    return Desk(app, clock(), OTHER_COURT).open(OTHER_NAME)


@pytest.fixture
def chain(app: Flask, clock: SetClock, settings: Settings, beginnings: Beginnings) -> Chain:
    """Give the desks of a court, of a neighbour, and of every court above."""
    closed = chain_of(app, clock)
    return Chain(*beginnings.open(app, settings, closed.desks(), closed.open))
