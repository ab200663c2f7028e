"""Connections (连接) to agencies: each attempt under one time limit, each new connection made to
an address that was judged for it alone.
"""

import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NameResolutionError
from urllib3.response import HTTPResponse
from urllib3.util import parse_url

from partners.endpoints.addresses import Reach, Resolve
from partners.endpoints.time_limits import Deadline


class AddressError(HTTPError):
    """None of the addresses of a host may be connected to."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What every connection of one attempt is under.

    :ivar meanwhile: done once the request has left, while the agency works at it.
    """

    deadline: Deadline
    reach: Reach
    resolve: Resolve
    meanwhile: Callable[[], None]


ATTEMPT: ContextVar[Attempt] = ContextVar("attempt")


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, as this machine resolves it.

    :raises OSError: where it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class _Watched(HTTPConnection):
    """A connection that every attempt puts under its deadline, new or kept alive, and that is made
    to judged addresses only.
    """

    def _new_conn(self) -> socket.socket:
        attempt, name, timeout = ATTEMPT.get(), self._dns_host, self.timeout
        try:
            found = attempt.resolve(name, self.port or self.default_port)
        except (OSError, UnicodeError) as error:
            fault = socket.gaierror(*error.args[:2])
            raise NameResolutionError(self.host, self, fault) from error
        # Each once, in the order of preference.
        permitted = [each for each in dict.fromkeys(found) if attempt.reach.permits(each)]
        if not permitted:
            raise AddressError
        try:
            connection = self._connect_to(permitted, attempt.deadline)
        finally:
            # TLS and the Host header go by the name.
            self._dns_host, self.timeout = name, timeout
        attempt.deadline.watch(connection)
        return connection

    def _connect_to(self, addresses: Sequence[str], deadline: Deadline) -> socket.socket:
        for left, address in zip(range(len(addresses), 1, -1), addresses, strict=False):
            try:
                # One that swallows everything leaves time for the others.
                return self._connect(address, deadline.seconds_left / left)
            except (HTTPError, OSError):
                # The next one may answer; the last one's failure is told.
                continue
        return self._connect(addresses[-1], deadline.seconds_left)

    def _connect(self, address: str, seconds: float) -> socket.socket:
        self._dns_host, self.timeout = address, seconds
        return super()._new_conn()

    def request(self, *arguments: Any, **options: Any) -> None:
        """Send a request."""
        if self.sock is not None:
            ATTEMPT.get().deadline.watch(self.sock)
        super().request(*arguments, **options)

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3's own
        """Wait for the answer; whoever sends uses the time until it comes."""
        ATTEMPT.get().meanwhile()
        return super().getresponse()


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""

    def request(self, *arguments: Any, **options: Any) -> None:
        """Send a request; where the other side takes no more of it, its answer says why, or that
        there is none. So urllib3 does where TLS is not spoken.
        """
        with suppress(ssl.SSLEOFError):
            super().request(*arguments, **options)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


class Certificates(NamedTuple):
    """Files in PEM; empty for none.

    :ivar trusted: authorities that vouch for agencies beside the public ones.
    :ivar shown: the certificate that agencies see which ask who calls, with what leads to its
        authority, and its key.
    """

    trusted: str = ""
    shown: str = ""

    def context(self) -> ssl.SSLContext:
        """Return how TLS is spoken to agencies: with a certificate for the very name, of an
        authority that is known to the public or trusted here.

        :raises OSError: when a file cannot be read.
        """
        context = ssl.create_default_context(cafile=DEFAULT_CA_BUNDLE_PATH)
        if self.trusted:
            context.load_verify_locations(cafile=self.trusted)
        if self.shown:
            context.load_cert_chain(self.shown, password=_no_password)
        return context


def _no_password() -> str:
    # Otherwise a key that has one is asked for at the terminal, where nobody sits.
    return ""


# A connection that rested for longer is not used again: what stands between may have forgotten it
# without a word, and then an attempt waits for its whole time limit.
REST_SECONDS = 20.0


class Line:
    """A line to one endpoint: one kept connection, no retries of its own (a retry is a row, not a
    loop), no redirects. Neither proxies, .netrc and certificates of the environment nor cookies
    have a part in it: what reaches an agency is decided here.

    :param trust: gives how TLS is spoken, where it is.
    :param clock: gives seconds that only grow.
    :raises urllib3.exceptions.LocationParseError: when the endpoint is no URL.
    """

    def __init__(
        self,
        endpoint: str,
        trust: Callable[[], ssl.SSLContext],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = parse_url(endpoint)
        self._trust = trust
        self._clock = clock
        self._rests_since = clock()
        self._pool = self._made()

    def _made(self) -> HTTPConnectionPool:
        host, port = self._url.host or "", self._url.port
        if self._url.scheme != "https":
            return _Pool(host, port)
        return _TlsPool(host, port, cert_reqs="CERT_REQUIRED", ssl_context=self._trust())

    def post(self, headers: Mapping[str, str], body: bytes, *, seconds: float) -> HTTPResponse:
        """Send a request and return its answer, of which no body is read yet.

        :param seconds: how long a single step on the connection may take.
        :raises urllib3.exceptions.HTTPError: whatever goes wrong on the way; names are resolved and
            connections made with the errors of :class:`OSError`, too.
        """
        if self._clock() - self._rests_since > REST_SECONDS:
            self._pool.close()
            self._pool = self._made()
        return cast(
            HTTPResponse,
            self._pool.urlopen(
                "POST",
                self._url.request_uri,
                body,
                headers,
                retries=False,
                redirect=False,
                timeout=seconds,
                preload_content=False,
                decode_content=False,
            ),
        )

    def rest(self) -> None:
        """Note that an answer was taken, and the connection rests from now on."""
        self._rests_since = self._clock()

    def close(self) -> None:
        """Close the kept connection."""
        self._pool.close()
