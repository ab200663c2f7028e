"""What tests of use cases may ask for (用例测试设施): a court with its people, as the law knows
them.
"""

import pytest
from flask import Flask

from registry.runtime import current_runtime
from registry.vault import Vault
from tests.api.beginnings import Beginnings
from tests.api.desk import Desk
from tests.clocks import SetClock


@pytest.fixture
def desk(app: Flask, clock: SetClock, beginnings: Beginnings | None) -> Desk:
    """Give the desk of a court."""
    return Desk(app, clock(), beginnings=beginnings).open()


@pytest.fixture
def vault(app: Flask) -> Vault:
    """Give the vault of the application."""
    return current_runtime().vault
