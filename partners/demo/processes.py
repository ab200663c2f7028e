"""The demo's processes (演示进程): started on free ports, watched, and ended with the demo."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

LOOPBACK = "127.0.0.1"
STOP_SECONDS = 10
# A hundred thousand records are imported in a part of it.
COMMAND_SECONDS = 900.0


class CommandError(Exception):
    """A command that the demo needs has failed; the message is what it printed."""


@dataclass
class Processes:
    """Every process that the demo started.

    :param environment: the environment that all of them get.
    :param folder: where they write their logs.
    :param patience: seconds that a command may take.
    """

    environment: Mapping[str, str]
    folder: Path
    patience: float = COMMAND_SECONDS
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def command(self, *arguments: str) -> str:
        """Run a command to its end and return what it printed.

        :raises CommandError: when it fails, or does not end in time.
        """
        try:
            # The demo runs its own programs, with arguments of its own.
            done = subprocess.run(  # noqa: S603
                arguments,
                env=dict(self.environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                timeout=self.patience,
            )
        except subprocess.TimeoutExpired as error:
            # What was read by then is not decoded, whatever was asked for.
            written = b"".join(part for part in (error.stdout, error.stderr) if part).decode()
            late = f"not ended after {self.patience:.0f} s"
            raise CommandError(f"{' '.join(arguments)}: {late}\n{written}") from error
        if done.returncode != 0:
            raise CommandError(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(
        self, name: str, arguments: Sequence[str], extra: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.Popen[bytes]:
        """Start a server of its own session, its output going to a log file of its name.

        :param extra: what only this server's environment holds.
        """
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                arguments,
                env={**self.environment, **extra},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C belongs to the demo alone: it ends its processes in order.
                start_new_session=True,
            )
        self.running[name] = process
        return process

    def fallen(self) -> list[str]:
        """Return the names of processes that have ended by themselves."""
        return [name for name, process in self.running.items() if process.poll() is not None]

    def end_of(self, name: str) -> int | None:
        """Return how a process has ended: a negative number is the signal that did it."""
        return self.running[name].poll()

    def log_of(self, name: str, lines: int = 12) -> str:
        """Return the last lines that a process wrote; none where it has not written yet."""
        log = self.folder / f"{name}.log"
        text = log.read_text(errors="replace") if log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def stop(self) -> None:
        """End every process, the last one first; one that does not end in time is killed."""
        for process in reversed(self.running.values()):
            if process.poll() is None:
                process.terminate()
        for process in self.running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()
