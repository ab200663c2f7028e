"""Dispatchers in processes of their own (推送进程), which a test starts, moves in time, stops and
lets die.

They are forked from one process that has loaded the program already, so that a test can afford
many. A dispatcher does nothing by itself: it is told to drain, and says when it has.
"""

import os
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Event

from config import Settings
from partners import component, measure_jobs
from partners.deliveries import faults
from partners.dispatch.dispatcher import Dispatcher
from partners.endpoints.addresses import Reach
from partners.endpoints.connections import Certificates
from partners.endpoints.transport import HttpTransport
from registry.app import create_app
from registry.clock import movable_clock, system_clock
from tests.clocks import MORNING
from tests.forked import PROCESSES, Process

# The longest that a test waits for a process: generous on a slow machine, never reached else.
PATIENCE = 60.0
CHANGEABLE = "elsewhere.example"
_PAUSE = Event()


def serve(environ: Mapping[str, str], orders: Connection, addresses: Path, seconds: float) -> None:
    """Be a dispatcher, or who adjusts: drain or adjust when told to, and end when nobody tells."""
    settings = Settings.from_env(environ)
    app = create_app(settings, component.init_app)
    transport = HttpTransport(
        certificates=Certificates(trusted=settings.agency_ca_file),
        https_only=False,
        reach=Reach(local=True),
        seconds=seconds,
        resolve=lambda host, port: _resolved(addresses, host, port),
    )
    fault = faults.faulter(environ.get("FAULT_AT", ""))
    dispatcher = Dispatcher(app, transport, jitter=lambda: 1.0, fault=fault)
    with suppress(EOFError):
        while order := orders.recv():
            try:
                with app.app_context():
                    (dispatcher.drain if order == "drain" else measure_jobs.adjust_records)()
                said = ""
            except Exception as error:
                said = type(error).__name__
            orders.send(said)
    dispatcher.close()


def _resolved(addresses: Path, host: str, port: int) -> Sequence[str]:
    if host == CHANGEABLE:
        return addresses.read_text(encoding="ascii").split()
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class Member:
    """One dispatcher, from the outside."""

    def __init__(self, process: ForkServerProcess, orders: Connection) -> None:
        self._process = process
        self._orders = orders
        self._is_dismissed = False

    @property
    def pid(self) -> int:
        """Return its process id."""
        assert self._process.pid is not None
        return self._process.pid

    def begin(self, order: str = "drain") -> None:
        """Tell it to send what is due, or to adjust, and come back at once."""
        self._orders.send(order)

    def is_done(self, *, within: float) -> bool:
        """Tell whether it has sent what it could, or says so before a span has passed."""
        return self._orders.poll(within)

    def finish(self) -> str:
        """Wait until it has sent what it could, and return the error that kept it from it."""
        assert self._orders.poll(PATIENCE), "the dispatcher says nothing"
        said: str = self._orders.recv()
        return said

    def drain(self) -> None:
        """Let it send what is due."""
        self.begin()
        assert self.finish() == ""

    def adjust(self) -> None:
        """Let it bring records in line with changed measures."""
        self.begin("adjust")
        assert self.finish() == ""

    def ends(self) -> int:
        """Wait until it has ended, and return how: a negative number is the signal that did it."""
        self._process.join(PATIENCE)
        assert self._process.exitcode is not None, "the dispatcher goes on"
        return self._process.exitcode

    def dies(self, order: str = "drain") -> None:
        """Tell it to send what is due, or to adjust, and see it killed meanwhile."""
        self.begin(order)
        assert self.ends() == -signal.SIGKILL

    def kill(self) -> None:
        """Kill it."""
        os.kill(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Stop it, and wait until it has stopped."""
        os.kill(self.pid, signal.SIGSTOP)
        self.stops()

    def stops(self) -> None:
        """Wait until every thread of it stands still."""
        until(lambda: all(state == "T" for state in _states(self.pid)))

    def wake(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)

    def dismiss(self) -> None:
        """End it, whatever it does."""
        if self._is_dismissed:
            return
        self._is_dismissed = True
        if self._process.exitcode is None:
            self.kill()
            self._process.join(PATIENCE)
        self._orders.close()
        self._process.close()


def _states(pid: int) -> list[str]:
    tasks = Path(f"/proc/{pid}/task").glob("*/stat")
    return [task.read_text().rpartition(")")[2].split()[0] for task in tasks]


def until(is_so: Callable[[], bool], *, within: float = PATIENCE) -> None:
    """Wait for what no event tells of."""
    ends = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < ends, "what was waited for does not come"
        _PAUSE.wait(0.005)


class Crew:
    """The dispatchers of one test, on one database and one clock, which the test moves.

    :param folder: where the clock's offset and the addresses of names are written.
    """

    def __init__(self, database_url: str, folder: Path) -> None:
        self._url = database_url
        self._offset = folder / "offset"
        self._addresses = folder / "addresses"
        # Dispatchers begin on the day on which the register's own clock stands in tests.
        self._base = MORNING - system_clock()()
        self._moved = timedelta()
        self._trusted = ""
        self._members: list[Member] = []
        self._write(self._offset, str(self._base.total_seconds()))
        self.now = movable_clock(self._offset)
        self.lead_to("127.0.0.1")

    def start(self, fault_at: str = "", *, seconds: float = PATIENCE) -> Member:
        """Start a dispatcher.

        :param fault_at: where it kills or stops itself; see :mod:`partners.deliveries.faults`.
        :param seconds: how long one attempt may take.
        """
        environ = {
            "REGISTRY_ENV": "test",
            "DATABASE_URL": self._url,
            "CLOCK_OFFSET_FILE": str(self._offset),
            "FAULT_AT": fault_at,
            "AGENCY_CA_FILE": self._trusted,
        }
        ours, theirs = PROCESSES.Pipe()
        process = Process(target=serve, args=(environ, theirs, self._addresses, seconds))
        process.start()
        theirs.close()
        self._members.append(Member(process, ours))
        return self._members[-1]

    def trust(self, authority: Path) -> None:
        """Let dispatchers that start from now on trust an authority for certificates."""
        self._trusted = str(authority)

    def forward(self, span: timedelta) -> None:
        """Move the clock of every dispatcher, back where the span is negative."""
        self._moved += span
        self._write(self._offset, str((self._base + self._moved).total_seconds()))

    def lead_to(self, *addresses: str) -> None:
        """Let the one name that changes lead elsewhere."""
        self._write(self._addresses, " ".join(addresses))

    def dismiss(self) -> None:
        """End every dispatcher."""
        for member in self._members:
            member.dismiss()

    @staticmethod
    def _write(file: Path, text: str) -> None:
        # Whoever reads meanwhile reads the old or the new.
        fresh = file.with_suffix(".new")
        fresh.write_text(text, encoding="ascii")
        fresh.rename(file)

    def one(self, fault_at: str = "") -> None:
        """Let a dispatcher of its own send what is due, and end."""
        member = self.start(fault_at)
        member.drain()
        member.dismiss()
