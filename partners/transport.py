"""The transport (传输): the one place that speaks HTTP to agencies.

An attempt has one time limit for everything after the name is resolved: connecting, TLS, sending,
and reading an answer that may come byte by byte. The timeouts of ``requests`` are per socket
operation and do not give that, so a timer shuts the connection when the time is over.
"""

import logging
import socket
import threading
import time
from collections.abc import Mapping
from contextvars import ContextVar
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from partners.attempts import Answer, Trouble

ATTEMPT_SECONDS = 10.0
PIECE_BYTES = 16_384
# Its warnings quote what a peer sent, which may be anything; outcomes are logged by the workers.
logging.getLogger("urllib3").setLevel(logging.ERROR)
# These answers have no body by definition.
_BODILESS = frozenset({204, 205, 304})


class Deadline:
    """Shuts the connection of one attempt when its time is over, whatever the peer does.

    :param seconds: how long the attempt may take.
    """

    def __init__(self, seconds: float) -> None:
        self.has_fired = False
        self.is_interrupted = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._fire)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: socket.socket) -> None:
        """Take charge of the connection that the attempt uses.

        A duplicate of the descriptor shuts the same connection, also when TLS has wrapped it since.
        """
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            self._socket = connection.dup()
            if self.has_fired:
                self._shut()

    def interrupt(self) -> None:
        """End the attempt now, because the process ends."""
        self.is_interrupted = True
        self._fire()

    def end(self) -> None:
        """Stop the timer: the attempt is over."""
        self._timer.cancel()
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _fire(self) -> None:
        with self._lock:
            self.has_fired = True
            self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                # The peer was faster.
                return


_DEADLINE: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class _Watched(HTTPConnection):
    """A connection that every attempt puts under its deadline, new or kept alive."""

    def _new_conn(self) -> socket.socket:
        connection = super()._new_conn()
        _watch(connection)
        return connection

    def request(self, *arguments: Any, **options: Any) -> None:
        """Send a request."""
        if self.sock is not None:
            _watch(self.sock)
        super().request(*arguments, **options)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""


def _watch(connection: socket.socket) -> None:
    deadline = _DEADLINE.get()
    if deadline is not None:
        deadline.watch(connection)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


class _Adapter(HTTPAdapter):
    """One kept connection, no retries of its own: a retry is a row, not a loop."""

    def __init__(self) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make the pool manager, with connections that can be watched."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


class HttpTransport:
    """Posts deliveries over HTTP, with one session an endpoint.

    :param https_only: refuse plain http, as everywhere outside development and test.
    :param seconds: the time limit of one attempt.
    """

    def __init__(self, *, https_only: bool, seconds: float = ATTEMPT_SECONDS) -> None:
        self._schemes = frozenset({"https"} if https_only else {"https", "http"})
        self._seconds = seconds
        self._sessions: dict[str, requests.Session] = {}
        self._under_way: set[Deadline] = set()
        self._lock = threading.Lock()
        self._is_closed = False

    def post(
        self, endpoint: str, headers: Mapping[str, str], body: bytes, *, answer_limit: int
    ) -> Answer:
        """Make one attempt; see :class:`partners.attempts.Transport`."""
        if urlsplit(endpoint).scheme not in self._schemes:
            return Answer(trouble=Trouble.ADDRESS)
        began = time.monotonic()
        deadline = Deadline(self._seconds)
        with self._lock:
            if self._is_closed:
                deadline.interrupt()
            self._under_way.add(deadline)
            session = self._sessions.setdefault(endpoint, _session())
        token = _DEADLINE.set(deadline)
        try:
            status, retry_after, answer, is_long = _exchange(
                session, endpoint, headers, body, self._seconds, answer_limit
            )
            trouble = None
        except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
            status, retry_after, answer, is_long = None, None, b"", False
            trouble = _trouble(error)
        finally:
            _DEADLINE.reset(token)
            deadline.end()
            with self._lock:
                self._under_way.discard(deadline)
        spent = int((time.monotonic() - began) * 1000)
        #  A shut connection can look like a whole answer: where headers are cut short, the end of
        # the stream ends them.
        if deadline.has_fired:
            trouble = Trouble.INTERRUPTED if deadline.is_interrupted else Trouble.TIMEOUT
        if trouble is not None:
            return Answer(trouble=trouble, milliseconds=spent)
        return Answer(
            status=status,
            body=answer,
            is_long=is_long,
            retry_after=retry_after,
            milliseconds=spent,
        )

    def close(self) -> None:
        """Interrupt what is under way and close every session."""
        with self._lock:
            self._is_closed = True
            for deadline in self._under_way:
                deadline.interrupt()
            for session in self._sessions.values():
                session.close()
            self._sessions.clear()


class _CutError(HTTPError):
    """The answer ended before it was whole, or does not say where it ends."""


def _session() -> requests.Session:
    session = requests.Session()
    #  No proxies, .netrc or certificates from the environment: what reaches an agency is decided
    # here.
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers = requests.structures.CaseInsensitiveDict(
        {"accept": "application/json", "accept-encoding": "identity"}
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter())
    return session


def _exchange(
    session: requests.Session,
    endpoint: str,
    headers: Mapping[str, str],
    body: bytes,
    seconds: float,
    answer_limit: int,
) -> tuple[int, str | None, bytes, bool]:
    with session.post(
        endpoint,
        data=body,
        headers=headers,
        timeout=seconds,
        allow_redirects=False,
        stream=True,
    ) as response:
        answer = bytearray()
        while len(answer) <= answer_limit:
            piece = response.raw.read(
                min(PIECE_BYTES, answer_limit + 1 - len(answer)), decode_content=False
            )
            if not piece:
                break
            answer += piece
        is_long = len(answer) > answer_limit
        if not is_long and not _is_delimited(response):
            raise _CutError
        retry_after = response.headers.get("retry-after")
        return response.status_code, retry_after, bytes(answer[:answer_limit]), is_long


def _is_delimited(response: requests.Response) -> bool:
    """Tell whether an answer says where it ends; otherwise a cut one could not be told from it."""
    return (
        response.status_code in _BODILESS
        or response.headers.get("content-length", "").strip().isdigit()
        or "chunked" in response.headers.get("transfer-encoding", "").lower()
    )


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, requests.exceptions.SSLError):
        return Trouble.TLS
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)):
        return Trouble.ADDRESS
    if isinstance(error, (requests.exceptions.Timeout, ReadTimeoutError)):
        return Trouble.TIMEOUT
    cause = error.args[0] if error.args else None
    if isinstance(error, HTTPError) or isinstance(cause, ProtocolError):
        return Trouble.CUT
    return Trouble.UNREACHABLE
