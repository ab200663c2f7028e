"""Signing: the published vector, an independent library, several secrets while they rotate."""

import base64
from collections.abc import Mapping

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from partners.endpoints import signing
from registry.clock import system_clock

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE, MOMENT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
OLD, NEW = b"o" * 32, b"n" * 32
CHINESE = '{"name":"欧阳示例"}'.encode()


def signed(*keys: bytes, body: bytes = CHINESE) -> dict[str, str]:
    # The independent library compares with the machine's clock and takes no other.
    moment = int(system_clock()().timestamp())
    return dict(signing.headers(keys, "0b6c7a52-1d5e-4f6e-9f57-2f6f1f6f1f6f", moment, body))


def is_accepted(key: bytes, headers: Mapping[str, str], body: bytes) -> bool:
    try:
        Webhook(signing.secret_text(key)).verify(body, dict(headers))
    except WebhookVerificationError:
        return False
    return True


def test_the_published_vector_is_reproduced() -> None:
    key = signing.secret_bytes(SECRET)
    assert signing.signature(key, MESSAGE, MOMENT, BODY) == SIGNATURE


def test_an_independent_library_accepts_what_we_sign() -> None:
    assert is_accepted(NEW, signed(NEW), CHINESE)


def test_one_changed_byte_is_refused() -> None:
    assert not is_accepted(NEW, signed(NEW), CHINESE.replace(b"}", b" }"))


@pytest.mark.parametrize("key", [OLD, NEW])
def test_while_secrets_rotate_whoever_has_either_accepts(key: bytes) -> None:
    assert is_accepted(key, signed(NEW, OLD), CHINESE)


def test_a_secret_that_is_over_does_not_sign() -> None:
    assert not is_accepted(OLD, signed(NEW), CHINESE)


def test_a_secret_is_read_as_it_was_written() -> None:
    assert signing.secret_bytes(signing.secret_text(NEW)) == NEW


@pytest.mark.parametrize(
    "text",
    ["whsec_", "whsec_not base64!", "whsec_" + base64.b64encode(b"short").decode()],
)
def test_what_is_no_secret_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        signing.secret_bytes(text)
