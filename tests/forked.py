"""Programs in processes of their own (测试进程), forked from one that has loaded the register.

They are the programs that an operator starts, and real processes, which a test may kill. To load
the register anew for each would take longer than most of them live.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from runpy import run_module

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.loaded", __name__])


class Process(ForkServerProcess):
    """A process that is forked from the one that has loaded the register.

    What it says is said where its test says something, so that it is told with a test that fails.
    """

    def run(self) -> None:
        """Do what it is for."""
        test = multiprocessing.parent_process()
        # To say it into a socket or to whoever has ended is not possible this way.
        with suppress(OSError):
            for number in (1, 2):
                place = os.open(f"/proc/{test and test.pid}/fd/{number}", os.O_WRONLY | os.O_APPEND)
                os.dup2(place, number)
                os.close(place)
        super().run()


def be(arguments: Sequence[str], environ: Mapping[str, str], folder: Path, log: Path) -> None:
    """Be a program: ``gunicorn`` or ``flask`` with its arguments, or ``python -m`` a module."""
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in (1, 2):
        os.dup2(written, number)
    program, *rest = [word for word in arguments if word not in {sys.executable, "-m"}]
    sys.argv = [program, *rest]
    run_module(Path(program).name, run_name="__main__", alter_sys=True)


class Program:
    """One program that runs, from the outside; to be used like :class:`subprocess.Popen`."""

    def __init__(
        self, arguments: Sequence[str], *, environ: Mapping[str, str], folder: Path, log: Path
    ) -> None:
        self._process = Process(target=be, args=(tuple(arguments), dict(environ), folder, log))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Return how it has ended, if it has."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended, and return how.

        :raises subprocess.TimeoutExpired: when it goes on for longer.
        """
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Tell it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)
