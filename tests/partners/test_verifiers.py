"""Verifiers that others wrote: what we send is accepted by each, also while secrets rotate, and one
changed byte is refused.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from flask import Flask
from pytest_httpserver import HTTPServer
from standardwebhooks import Webhook, WebhookVerificationError

from config import Settings
from partners.dispatch.dispatcher import Dispatcher
from partners.endpoints.addresses import Reach
from partners.endpoints.transport import HttpTransport
from partners.services import endpoint_acts
from partners.services.endpoint_acts import RotateSecret
from registry.db import transaction
from registry.runtime import current_runtime
from tests.partners import of_now
from tests.partners.conftest import Agencies
from tests.partners.register import ACTOR, Register

ROOT = Path(__file__).parents[2]
# Fetched by `make install` where Node.js is found.
NODE_MODULES = ROOT / ".cache" / "node" / "node_modules"
CODE = "market-regulation"

Message = tuple[str, Mapping[str, str], bytes]
Verify = Callable[[Sequence[Message]], list[str]]


def by_python(messages: Sequence[Message]) -> list[str]:
    """Verify with the reference library for Python."""

    def verdict(secret: str, headers: Mapping[str, str], body: bytes) -> str:
        try:
            Webhook(secret).verify(body, dict(headers))
        except WebhookVerificationError:
            return "refused"
        return "accepted"

    return [verdict(*message) for message in messages]


def by_node(messages: Sequence[Message]) -> list[str]:
    """Verify with the reference library for Node.js."""
    lines = [
        json.dumps({"secret": secret, "headers": {**headers}, "body": body.decode()})
        for secret, headers, body in messages
    ]
    done = subprocess.run(  # noqa: S603 - our own script
        ["node", Path(__file__).with_name("verify.cjs")],  # noqa: S607 - wherever it is
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NODE_PATH": str(NODE_MODULES)},
    )
    return done.stdout.split()


VERIFIERS: dict[str, Verify] = {"python": by_python}
if (NODE_MODULES / "standardwebhooks").is_dir():
    VERIFIERS["node"] = by_node


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give an application on the machine's clock: verifiers refuse what is not from now."""
    yield from of_now.application(settings)


@pytest.fixture
def delivered(
    app: Flask, directory: Agencies, register: Register, httpserver: HTTPServer
) -> tuple[list[str], Mapping[str, str], bytes]:
    """Give a delivery as it left this machine while two secrets count, and those secrets."""
    httpserver.expect_request("/notices", method="POST").respond_with_data("", status=204)
    directory.add(endpoint=httpserver.url_for("/notices"))
    runtime = current_runtime()
    order = RotateSecret(code=CODE, overlap=endpoint_acts.DAY)
    with transaction() as session:
        done = endpoint_acts.rotate(session, order, runtime.vault, actor=ACTOR, now=runtime.now())
    fresh = done.secret
    register.publish(register.subject())
    dispatcher = Dispatcher(app, HttpTransport(https_only=False, reach=Reach(local=True)))
    dispatcher.drain()
    dispatcher.close()
    [(request, _)] = httpserver.log
    headers = {name.lower(): value for name, value in request.headers.items()}
    return [directory.secrets[CODE], fresh], headers, request.get_data()


@pytest.mark.parametrize("verify", VERIFIERS.values(), ids=VERIFIERS)
def test_a_delivery_is_accepted_with_either_secret_and_refused_with_one_byte_changed(
    verify: Verify, delivered: tuple[list[str], Mapping[str, str], bytes]
) -> None:
    secrets, headers, body = delivered
    changed = body.replace(b"listing.published", b"listing.publishee")
    assert changed != body
    stranger = "whsec_" + "b" * 44
    messages: list[Message] = [
        *((secret, headers, body) for secret in secrets),
        *((secret, headers, changed) for secret in secrets),
        (stranger, headers, body),
    ]
    assert verify(messages) == ["accepted"] * 2 + ["refused"] * 3
