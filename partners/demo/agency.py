"""A demo agency (演示单位): receives signed notices, keeps what it holds in its own store, answers
with receipts.

It needs nothing of the register but the published contract, so it doubles as what the developer of
a real agency reads: the store in :mod:`partners.demo.agency_store`, the signature here.

Run it as ``AGENCY_SECRETS=whsec_… python -m partners.demo.agency --code housing --port 8103 --store
housing.db``.
"""

import argparse
import base64
import binascii
import hashlib
import hmac
import json
import os
import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click

from partners.demo.agency_store import AgencyStore, GapError
from registry.clock import system_clock

TOLERANCE_SECONDS = 300
LARGEST_BODY = 8 * 1024 * 1024
CLOCK = system_clock()
# Whoever is on the machine can read the arguments of a process, but not its environment.
SECRETS = "AGENCY_SECRETS"


class SignatureError(Exception):
    """A request is not from the register, or not from now."""


def verify(secrets: list[bytes], headers: Mapping[str, str], body: bytes, *, now: float) -> bytes:
    """Return the key that signed a request, by the Standard Webhooks scheme: HMAC-SHA-256 over id,
    timestamp and body.

    :param secrets: the keys that are valid; two while a secret rotates.
    :param now: seconds since the epoch by this agency's own clock.
    :raises SignatureError: when no signature fits, or the timestamp is too far off.
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not timestamp.isascii() or not timestamp.isdigit():
        raise SignatureError("webhook-id or webhook-timestamp is missing")
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        raise SignatureError("webhook-timestamp is too far from now")
    content = f"{message_id}.{timestamp}.".encode() + body
    for stated in headers.get("webhook-signature", "").split():
        version, _, encoded = stated.partition(",")
        for secret in secrets if version == "v1" else ():
            if hmac.compare_digest(_decoded(encoded), _mac(secret, content)):
                return secret
    raise SignatureError("no signature fits")


def proof(secret: bytes, headers: Mapping[str, str], challenge: str) -> dict[str, str]:
    """Return the answer to a challenge: its text, signed as a body of the request would be."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{challenge}".encode()
    signed = base64.b64encode(_mac(secret, content)).decode()
    return {"challenge": challenge, "signature": f"v1,{signed}"}


def _mac(secret: bytes, content: bytes) -> bytes:
    return hmac.digest(secret, content, hashlib.sha256)


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""


class AgencyServer(ThreadingHTTPServer):
    """The agency's web server.

    :param address: host and port; port 0 lets the system choose one.
    :param code: the agency's code, as the register knows it.
    :param secrets: the shared secrets that may sign.
    """

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], code: str, secrets: list[bytes], store: AgencyStore
    ) -> None:
        super().__init__(address, AgencyHandler)
        self.code = code
        self.secrets = secrets
        self.store = store


class AgencyHandler(BaseHTTPRequestHandler):
    """Answers ``POST /notices`` to the register, and questions about what the agency holds."""

    server: AgencyServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_POST(self) -> None:
        """Take a delivery in: check, store in one transaction, and only then say so."""
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 < length <= LARGEST_BODY:
            self._answer(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "body missing or too large"}
            )
            self.close_connection = True
            return
        body = self.rfile.read(length)
        if urlsplit(self.path).path != "/notices":
            self._answer(HTTPStatus.NOT_FOUND, {"error": "no such address"})
            return
        try:
            headers = self._lower_headers()
            secret = verify(self.server.secrets, headers, body, now=CLOCK().timestamp())
            delivery = json.loads(body)
            if delivery.get("agency") != self.server.code:
                raise SignatureError("this delivery is another agency's")
            if delivery["type"] == "endpoint.challenge":
                answer: dict[str, Any] = proof(secret, headers, delivery["challenge"])
            else:
                answer = {"receipts": self.server.store.take_in(delivery)}
        except SignatureError as error:
            self._answer(HTTPStatus.UNAUTHORIZED, {"error": str(error)})
        except GapError as error:
            # The register halts the stream and raises an alarm: a person has to look at a gap.
            self._answer(HTTPStatus.CONFLICT, {"error": str(error)})
        except (ValueError, KeyError, TypeError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": f"not understood: {error!r}"})
        else:
            self._answer(HTTPStatus.OK, answer)

    def do_GET(self) -> None:
        """Say what this agency holds: ``/holdings?name=``, ``/holdings/<record>``, ``/history``,
        ``/health``.
        """
        parts = urlsplit(self.path)
        store = self.server.store
        if parts.path == "/health":
            self._answer(HTTPStatus.OK, {"status": "ok", "through": store.through()})
        elif parts.path == "/holdings":
            name = parse_qs(parts.query).get("name", [""])[0]
            self._answer(HTTPStatus.OK, {"holdings": store.holdings(name=name)})
        elif parts.path.startswith("/holdings/"):
            record = parts.path.removeprefix("/holdings/")
            self._answer(HTTPStatus.OK, {"holdings": store.holdings(record=record)})
        elif parts.path == "/history":
            self._answer(HTTPStatus.OK, {"notices": store.history()})
        else:
            self._answer(HTTPStatus.NOT_FOUND, {"error": "no such address"})

    def _lower_headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def _answer(self, status: HTTPStatus, body: dict[str, Any]) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Log the request without its query, which may hold a name."""
        sys.stderr.write(f"{self.command} {urlsplit(self.path).path} {args[1:2]}\n")


def secrets_from(environ: Mapping[str, str]) -> list[bytes]:
    """Return the shared secrets that the environment holds; two while a secret rotates."""
    texts = environ.get(SECRETS, "").split()
    return [base64.b64decode(text.removeprefix("whsec_")) for text in texts]


def main() -> None:
    """Run the agency until it is told to stop."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--code", required=True, help="the agency's code in the register")
    parser.add_argument("--port", type=int, default=0, help="0 lets the system choose")
    parser.add_argument("--store", required=True, help="the agency's own database file")
    arguments = parser.parse_args()
    secrets = secrets_from(os.environ)
    if not secrets:
        parser.error(f"{SECRETS} is needed: whsec_…, and two separated by a space in a rotation")
    store = AgencyStore(arguments.store, CLOCK)
    with AgencyServer(("127.0.0.1", arguments.port), arguments.code, secrets, store) as server:
        click.echo(f"http://127.0.0.1:{server.server_port}")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            store.close()


if __name__ == "__main__":
    main()
