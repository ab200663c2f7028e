"""What tests of the public side may ask for (公开查询测试设施): a browser."""

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def browser(client: FlaskClient) -> FlaskClient:
    """Give a client that asks for pages, as a browser does."""
    client.environ_base["HTTP_ACCEPT"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    return client
