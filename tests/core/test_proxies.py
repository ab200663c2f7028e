"""Behind proxies (前置代理): who tries wrong codes is told apart by what our own proxies say, and
by nothing that a caller says himself.
"""

from collections.abc import Callable

import pytest

from config import Settings
from registry.app import create_app
from registry.db import db
from registry.services.access.wrong_codes import MOST_BY_CLIENT

PLACE = "/api/v1/public/certificates/verification"
Tries = Callable[[str], int]


@pytest.fixture
def tries(database_url: str, proxies: str) -> Tries:
    """Give a way to try a wrong code behind so many proxies, and to be told the status."""
    environ = {"REGISTRY_ENV": "test", "DATABASE_URL": database_url, "PROXIES": proxies}
    app = create_app(Settings.from_env(environ))

    def once(forwarded: str) -> int:
        answer = app.test_client().post(
            PLACE,
            json={"number": "(2026)川0107证明7号", "code": "AAAAA"},
            headers={"X-Forwarded-For": forwarded},
        )
        with app.app_context():
            db.engine.dispose()
        return answer.status_code

    return once


@pytest.mark.parametrize("proxies", ["1"])
def test_whoever_guesses_shuts_nobody_else_out(tries: Tries) -> None:
    assert {tries("198.51.100.9") for _ in range(MOST_BY_CLIENT)} == {200}
    assert tries("198.51.100.9") == 429
    assert tries("198.51.100.10") == 200
    # What came before our own proxy's word is the caller's invention.
    assert tries("198.51.100.77, 198.51.100.9") == 429


@pytest.mark.parametrize("proxies", ["2"])
def test_of_two_proxies_the_outer_one_says_who_calls(tries: Tries) -> None:
    for number in range(MOST_BY_CLIENT):
        assert tries(f"198.51.100.9, 192.0.2.{number}") == 200
    assert tries("198.51.100.9, 192.0.2.200") == 429
    assert tries("198.51.100.10, 192.0.2.200") == 200


@pytest.mark.parametrize("proxies", ["0"])
def test_without_proxies_nobody_says_himself_who_he_is(tries: Tries) -> None:
    for number in range(MOST_BY_CLIENT):
        assert tries(f"198.51.100.{number}") == 200
    assert tries("198.51.100.99") == 429
