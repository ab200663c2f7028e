"""The processes that tests run in (测试进程): forked once everything is loaded and collected.

Each would otherwise load the register and collect all tests for itself, and send every report the
long way round; that took a tenth of the time of all tests. ``-n 0`` runs them where they were
collected.

The process that collected hands out tests in batches: neighbours together, for they begin alike;
many at first and one at a time in the end, so that none waits long for the others. Each process
knows a batch ahead, because a test that ends must know which comes next. Where a process dies, the
test that it was at has failed, and another process goes on with the rest.
"""

import os
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, pairwise
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection

import pytest
from _pytest.runner import runtestprotocol

FORK = get_context("fork")
# Into how many batches what is left would be divided for each process.
ROUNDS = 8


class Worker:
    """Runs tests in a forked process, and reports to the one that collected them."""

    def __init__(self, session: pytest.Session, line: Connection) -> None:
        self._session, self._line = session, line

    def run(self) -> None:
        """Run what is handed out, until nothing is."""
        config, items = self._session.config, self._session.items
        # Where it is run in the background, a shell has all this ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # What is captured lies in a file, which must be no other process's.
        capture = config.pluginmanager.getplugin("capturemanager")
        capture.stop_global_capturing()
        capture.start_global_capturing()
        capture.suspend_global_capture()
        config.pluginmanager.register(self)
        last: list[int | None] = [None]
        with suppress(EOFError, KeyboardInterrupt):
            for now, following in pairwise(chain(self._handed_out(), last)):
                assert now is not None
                nextitem = None if following is None else items[following]
                config.hook.pytest_runtest_protocol(item=items[now], nextitem=nextitem)
        self._session._setupstate.teardown_exact(None)

    def _handed_out(self) -> Iterator[int]:
        while batch := self._line.recv():
            yield from batch

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Run a test, and send what is to be reported of it."""
        write = item.config.hook.pytest_report_to_serializable
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        self._line.send([write(config=item.config, report=report) for report in reports])
        return True


class Forked:
    """A process that runs tests, seen from the one that forked it."""

    def __init__(self, session: pytest.Session) -> None:
        self.line, theirs = FORK.Pipe()
        self.process = FORK.Process(target=Worker(session, theirs).run)
        self.process.start()
        theirs.close()
        # What it was handed out and has not reported, in order.
        self.given: deque[int] = deque()
        self.knows_all = False

    def hand(self, batch: list[int]) -> None:
        """Hand out a batch; an empty one is the last."""
        self.given.extend(batch)
        self.knows_all = not batch
        # Whoever has died is heard of where its reports are read.
        with suppress(BrokenPipeError):
            self.line.send(batch)

    def end(self) -> None:
        """Break off what it still does, and wait for its end."""
        if self.process.is_alive():
            os.kill(self.process.pid or 0, signal.SIGINT)
        self.process.join()
        self.line.close()


class Run:
    """Hands out the tests of a session, and reports what comes back."""

    def __init__(self, session: pytest.Session, count: int) -> None:
        self._session, self._count = session, count
        self._left = deque(range(len(session.items)))
        self._processes: list[Forked] = []

    def run(self) -> None:
        """Run all tests, or as many as are wanted once some have failed.

        :raises pytest.Session.Failed: when no more are wanted.
        :raises pytest.Session.Interrupted: when somebody asked to stop.
        """
        # So that all of them use one folder, and this process takes it away.
        self._session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
        try:
            while self._left or self._processes:
                while self._left and len(self._processes) < self._count:
                    self._processes.append(Forked(self._session))
                    self._feed(self._processes[-1])
                self._hear()
                if self._session.shouldfail:
                    raise self._session.Failed(self._session.shouldfail)
                if self._session.shouldstop:
                    raise self._session.Interrupted(self._session.shouldstop)
        finally:
            for forked in self._processes:
                forked.end()

    def _hear(self) -> None:
        talking = connection.wait([forked.line for forked in self._processes])
        for forked in [forked for forked in self._processes if forked.line in talking]:
            try:
                reports = forked.line.recv()
            except (EOFError, ConnectionResetError):
                self._bury(forked)
            else:
                read = self._session.config.hook.pytest_report_from_serializable
                config = self._session.config
                self._report(forked, [read(config=config, data=report) for report in reports])
                self._feed(forked)

    def _report(self, forked: Forked, reports: list[pytest.TestReport]) -> None:
        item = self._session.items[forked.given.popleft()]
        for report in reports:
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)

    def _feed(self, forked: Forked) -> None:
        while not forked.knows_all:
            size = max(1, len(self._left) // (ROUNDS * self._count))
            if len(forked.given) > size:
                return
            forked.hand([self._left.popleft() for _ in range(min(size, len(self._left)))])

    def _bury(self, forked: Forked) -> None:
        self._processes.remove(forked)
        forked.end()
        if forked.given:
            item = self._session.items[forked.given[0]]
            died = f"The process that ran this test has ended: {forked.process.exitcode}"
            report = pytest.TestReport(item.nodeid, item.location, {}, "failed", died, "call")
            self._report(forked, [report])
            self._left.extendleft(reversed(forked.given))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever runs the tests say in how many processes."""
    # Small letters are kept for pytest itself; this one is known for this use.
    parser.getgroup("general")._addoption(
        "-n", "--processes", type=int, default=0, help="in how many processes to run the tests"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the tests in as many processes as are wanted, where any are."""
    count = session.config.getoption("processes")
    wants_no_tests = session.config.option.collectonly or session.testsfailed
    if not count or wants_no_tests:
        return None
    Run(session, count).run()
    return True
