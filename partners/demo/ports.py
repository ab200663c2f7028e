"""The demo's ports (演示端口): each is kept for one demo, however many are started at once.

A port that nobody listens on yet looks free to everybody who tries it. So whoever takes one locks a
file of its number, and the lock ends with the demo's process, whichever way that ends.
"""

import fcntl
import os
import socket
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from partners.demo.processes import LOOPBACK, CommandError

NEAR = range(10, 60)
# Where none near by is free, the machine chooses: as often as this.
CHOICES = 20


@dataclass
class Ports:
    """The ports that one demo has taken."""

    _locks: dict[int, int] = field(default_factory=dict)

    def take(self, preferred: int) -> int:
        """Take the preferred port, or where it is busy one that is free.

        :raises CommandError: when there is none.
        """
        near = (preferred, *(preferred + step for step in NEAR))
        for candidate in (*near, *[0] * CHOICES):
            port = _free(candidate)
            if port is not None and self._lock(port):
                return port
        raise CommandError("no free port on this machine")

    def release(self) -> None:
        """Give every port back."""
        while self._locks:
            _, lock = self._locks.popitem()
            os.close(lock)

    def _lock(self, port: int) -> bool:
        path = Path(tempfile.gettempdir()) / f"dishonest-debtor-demo-{port}.lock"
        try:
            lock = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
        except OSError:
            # Somebody else's demo took it.
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            return False
        self._locks[port] = lock
        return True


def _free(candidate: int) -> int | None:
    """Return a port that nobody listens on: the candidate, or of the machine's choice for 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, candidate))
        except OSError:
            return None
        port: int = probe.getsockname()[1]
        return port
