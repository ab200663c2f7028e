"""Time limits (时限) of attempts: each is shut when its time is over, whatever the peer does, and
one thread sees to that for all of them.
"""

import heapq
import socket
import threading
import time
from itertools import count


class Deadline:
    """The time limit of one attempt, and the connection that it uses.

    :param seconds: how long the attempt may take.
    """

    def __init__(self, seconds: float) -> None:
        self.has_fired = False
        self.is_interrupted = False
        self.ends = time.monotonic() + seconds
        self._is_over = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def watch(self, connection: socket.socket) -> None:
        """Take charge of the connection that the attempt uses.

        A duplicate of the descriptor shuts the same connection, whether TLS has wrapped it or will.
        """
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            self._socket = socket.fromfd(connection.fileno(), connection.family, connection.type)
            if self.has_fired:
                self._shut()

    @property
    def seconds_left(self) -> float:
        """Return how long the attempt may still take; no less than a moment."""
        return max(self.ends - time.monotonic(), 0.001)

    def interrupt(self) -> None:
        """End the attempt now, because the process ends."""
        self.is_interrupted = True
        self.fire()

    def end(self) -> None:
        """Note that the attempt is over: nothing is shut any more."""
        with self._lock:
            self._is_over = True
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def fire(self) -> None:
        """Shut the connection, unless the attempt is over."""
        with self._lock:
            if not self._is_over:
                self.has_fired = True
                self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                # The peer was faster.
                return


class TimeLimits:
    """Fires deadlines when their time has come, from one thread that is there once it is needed."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Deadline]] = []
        self._numbers = count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def start(self, seconds: float) -> Deadline:
        """Return the deadline of an attempt that begins now and may take so many seconds."""
        deadline = Deadline(seconds)
        with self._changed:
            heapq.heappush(self._waiting, (deadline.ends, next(self._numbers), deadline))
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._see, name="time-limits", daemon=True)
                self._thread.start()
            elif self._waiting[0][2] is deadline:
                # Sooner than what the thread waits for.
                self._changed.notify()
        return deadline

    def close(self) -> None:
        """End the thread; whoever closes sees to what is under way."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()

    def _see(self) -> None:
        while True:
            with self._changed:
                while not self._is_closed and not self._is_any_due():
                    self._changed.wait(self._seconds())
                if self._is_closed:
                    return
                deadline = heapq.heappop(self._waiting)[2]
            deadline.fire()

    def _is_any_due(self) -> bool:
        return bool(self._waiting) and self._waiting[0][0] <= time.monotonic()

    def _seconds(self) -> float | None:
        """Return how long nothing is due; nothing where nothing waits."""
        return max(self._waiting[0][0] - time.monotonic(), 0.0) if self._waiting else None
