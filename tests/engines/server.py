"""A PostgreSQL server of the tests' own (测试用服务器): in a temporary folder, gone at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from tests.engines import binaries
from tests.engines.binaries import Account
from tests.engines.places import throw_away_place

ATTEMPTS = 5
# Nothing here has to outlive the machine, so nothing waits for the disk.
CONFIGURATION = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
max_connections = 100
shared_buffers = 64MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
timezone = 'UTC'
"""
# Ends the server should the run be killed before it could; it leaves once the folder is gone.
WATCH = """
(
while kill -0 "$1" 2>/dev/null && [ -e "$2" ]; do sleep 1; done
[ -e "$2" ] || exit 0
pid=$(head -n 1 "$2/data/postmaster.pid") && kill -QUIT "$pid" && sleep 1
rm -rf "$2"
) &
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its folder, where its programs are, and the port it listens on."""

    folder: Path
    programs: Path
    port: int

    @property
    def url(self) -> URL:
        """Return the address of its maintenance database."""
        return URL.create(
            "postgresql+psycopg", "postgres", None, "127.0.0.1", self.port, "postgres"
        )

    def stop(self) -> None:
        """Stop the server at once and remove its folder."""
        account = binaries.server_account()
        account.run(
            self._pg_ctl, "stop", "-D", self.folder / "data", "-m", "immediate", check=False
        )
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """Stop the server, which ends every connection, and start it again on its port."""
        binaries.server_account().run(
            *(self._pg_ctl, "restart", "-D", self.folder / "data", "-m", "fast"),
            *("-l", self.folder / "log", "-w", "-t", "30"),
        )

    def is_running(self) -> bool:
        """Tell whether the server answers to its control program."""
        return binaries.server_account().can_run(self._pg_ctl, "status", "-D", self.folder / "data")

    @property
    def _pg_ctl(self) -> Path:
        return self.programs / "pg_ctl"


def start(*, owner: int, programs: Path | None = None) -> Server:
    """Make a server and start it.

    :param owner: the process for which it runs; the server ends when that does, killed or not.
    :param programs: the folder of PostgreSQL's programs; chosen when not given.
    :raises binaries.NoPostgresError: when there is none to be had.
    :raises RuntimeError: when it does not come up.
    """
    account = binaries.server_account()
    folder = folder_for(account)
    try:
        chosen = programs or binaries.choose(account, copy_into=folder)
        account.run(chosen / "initdb", *_initdb_options(folder / "data"))
        port = _start_on_free_port(account, chosen, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _watch(owner, folder)
    return Server(folder, chosen, port)


def _watch(owner: int, folder: Path) -> None:
    subprocess.run(  # noqa: S603 - our own script and numbers
        ["/bin/sh", "-c", WATCH, "watch", str(owner), str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )


def folder_for(account: Account) -> Path:
    # The usual place may lie in a home that the other account cannot enter.
    for place in (throw_away_place(), tempfile.gettempdir(), "/tmp", "/var/tmp"):  # noqa: S108 - mkdtemp makes its own folder
        folder = Path(tempfile.mkdtemp(prefix="registry-postgres-", dir=place))
        if account.switch:
            os.chown(folder, account.uid, account.gid)
        if account.can_run("/bin/sh", "-c", 'cd "$0" && test -w .', folder):
            return folder
        folder.rmdir()
    raise RuntimeError("No temporary folder is open to the account that runs PostgreSQL.")


def _initdb_options(data: Path) -> tuple[str, ...]:
    return (
        f"--pgdata={data}",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    )


def _start_on_free_port(account: Account, programs: Path, folder: Path) -> int:
    data, log = folder / "data", folder / "log"
    failure = ""
    for _ in range(ATTEMPTS):
        port = _free_port()
        settings = CONFIGURATION.format(port=port, folder=folder)
        (data / "postgresql.auto.conf").write_text(settings, encoding="utf-8")
        started = account.run(
            programs / "pg_ctl", "start", "-D", data, "-l", log, "-w", "-t", "30", check=False
        )
        if started.returncode == 0:
            return port
        failure = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    raise RuntimeError(f"PostgreSQL did not start: {failure}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
