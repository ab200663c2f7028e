"""The transport (传输): the one place that speaks HTTP to agencies.

An attempt has one time limit for everything after the name is resolved: connecting, TLS, sending,
and reading an answer that may come byte by byte. The timeouts of ``urllib3`` are per socket
operation and do not give that, so the connection is shut when the time is over. Every new
connection goes to an address that was judged for it alone.
"""

import logging
import re
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlsplit

from urllib3.exceptions import (
    HTTPError,
    LocationValueError,
    NewConnectionError,
    ProtocolError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as StepTimeoutError
from urllib3.response import HTTPResponse

from partners.endpoints.addresses import Reach, Resolve
from partners.endpoints.attempts import Answer, Trouble, nothing
from partners.endpoints.connections import (
    ATTEMPT,
    AddressError,
    Attempt,
    Certificates,
    Line,
    resolve,
)
from partners.endpoints.time_limits import Deadline, TimeLimits

ATTEMPT_SECONDS = 10.0
# Its warnings quote what a peer sent, which may be anything; outcomes are logged by the workers.
logging.getLogger("urllib3").setLevel(logging.ERROR)
# These answers have no body by definition.
_BODILESS = frozenset({204, 205, 304})
# No answer is longer than this many digits say.
_LENGTH = re.compile(r"[0-9]{1,18}").fullmatch


class HttpTransport:
    """Posts deliveries over HTTP, with one line an endpoint.

    :param https_only: refuse plain http, as everywhere outside development and test.
    :param reach: which addresses may be connected to.
    :param seconds: the time limit of one attempt, once the name is resolved.
    :param resolve: finds the addresses of a host.
    :param certificates: whom TLS trusts, and what it shows.
    :param clock: gives seconds that only grow, by which connections rest.
    """

    def __init__(
        self,
        *,
        https_only: bool,
        reach: Reach,
        seconds: float = ATTEMPT_SECONDS,
        resolve: Resolve = resolve,
        certificates: Certificates = Certificates(),  # noqa: B008 - never changes
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reach = reach
        self._resolve = resolve
        self._schemes = frozenset({"https"} if https_only else {"https", "http"})
        self._seconds = seconds
        self._lines: dict[str, Line] = {}
        self._clock = clock
        # Made when it is needed first: it reads many certificates.
        self._trust = cache(certificates.context)
        self._limits = TimeLimits()
        self._under_way: set[Deadline] = set()
        self._lock = threading.Lock()
        self._is_closed = False

    def post(
        self,
        endpoint: str,
        headers: Mapping[str, str],
        body: bytes,
        *,
        answer_limit: int,
        meanwhile: Callable[[], None] = nothing,
    ) -> Answer:
        """Make one attempt; see :class:`partners.endpoints.attempts.Transport`."""
        if urlsplit(endpoint).scheme not in self._schemes:
            return Answer(trouble=Trouble.ADDRESS)
        began = time.monotonic()
        deadline = self._limits.start(self._seconds)
        with self._lock:
            if self._is_closed:
                deadline.interrupt()
            self._under_way.add(deadline)
        token = ATTEMPT.set(Attempt(deadline, self._reach, self._resolve, meanwhile))
        try:
            status, retry_after, answer, is_long = _exchange(
                self._line(endpoint), headers, body, self._seconds, answer_limit
            )
            trouble, why = None, ""
        except (HTTPError, OSError, UnicodeError) as error:
            status, retry_after, answer, is_long = None, None, b"", False
            trouble, why = _trouble(error), _why(error)
        finally:
            ATTEMPT.reset(token)
            deadline.end()
            with self._lock:
                self._under_way.discard(deadline)
        spent = int((time.monotonic() - began) * 1000)
        #  A shut connection can look like a whole answer: where headers are cut short, the end of
        # the stream ends them.
        if deadline.has_fired:
            trouble = Trouble.INTERRUPTED if deadline.is_interrupted else Trouble.TIMEOUT
            why = ""
        if trouble is not None:
            return Answer(trouble=trouble, why=why, milliseconds=spent)
        return Answer(
            status=status,
            body=answer,
            is_long=is_long,
            retry_after=retry_after,
            milliseconds=spent,
        )

    def _line(self, endpoint: str) -> Line:
        with self._lock:
            line = self._lines.get(endpoint)
            if line is None:
                line = self._lines[endpoint] = Line(endpoint, self._trust, self._clock)
            return line

    def close(self) -> None:
        """Interrupt what is under way and close every line."""
        with self._lock:
            self._is_closed = True
            for deadline in self._under_way:
                deadline.interrupt()
            for line in self._lines.values():
                line.close()
            self._lines.clear()
        self._limits.close()


class _CutError(HTTPError):
    """The answer ended before it was whole, or does not say where it ends."""


def _exchange(
    line: Line, headers: Mapping[str, str], body: bytes, seconds: float, answer_limit: int
) -> tuple[int, str | None, bytes, bool]:
    said = {
        "accept": "application/json",
        "accept-encoding": "identity",
        **headers,
        "content-length": str(len(body)),
    }
    response = line.post(said, body, seconds=seconds)
    try:
        answer = bytearray()
        # As much as may be read at once; the end comes with the next look.
        while len(answer) <= answer_limit:
            piece = response.read(answer_limit + 1 - len(answer), decode_content=False)
            if not piece:
                break
            answer += piece
        is_long = len(answer) > answer_limit
        if not is_long and not _is_delimited(response):
            raise _CutError
        retry_after = response.headers.get("retry-after")
        return response.status, retry_after, bytes(answer[:answer_limit]), is_long
    finally:
        # A connection whose answer was read to its end is kept already.
        response.close()
        line.rest()


def _is_delimited(response: HTTPResponse) -> bool:
    """Tell whether an answer says where it ends; otherwise a cut one could not be told from it.

    What ``http.client`` does not read as a length or as chunks it takes as everything that comes
    until the connection is closed.
    """
    return (
        response.status in _BODILESS
        or _LENGTH(response.headers.get("content-length", "").strip()) is not None
        or response.headers.get("transfer-encoding", "").lower() == "chunked"
    )


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, SSLError):
        # Who leaves without a word may be starting anew; nothing is wrong with certificates.
        return Trouble.CUT if isinstance(_cause(error), ssl.SSLEOFError) else Trouble.TLS
    if isinstance(error, (AddressError, LocationValueError)):
        return Trouble.ADDRESS
    if isinstance(error, NewConnectionError):
        return Trouble.UNREACHABLE
    if isinstance(error, StepTimeoutError):
        return Trouble.TIMEOUT
    if isinstance(error, ProtocolError) and isinstance(error.args[-1], TimeoutError):
        # The socket's own limit ran out while we were sending, just before the attempt's did.
        return Trouble.TIMEOUT
    return Trouble.CUT if isinstance(error, HTTPError) else Trouble.UNREACHABLE


def _cause(error: SSLError) -> object:
    """Return what our own library objected to in TLS, where it says so."""
    return error.args[0] if error.args else None


def _why(error: Exception) -> str:
    """Return what is wrong with a certificate, in the words of our own library: whoever set the
    address up has to know which of many things it is.
    """
    cause = _cause(error) if isinstance(error, SSLError) else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return cause.verify_message.rstrip(".")
    return (cause.reason or "").lower().replace("_", " ") if isinstance(cause, ssl.SSLError) else ""
