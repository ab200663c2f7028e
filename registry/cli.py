"""Commands of operators (运维命令): courts, people, keys and secrets.

What a command prints for a program to read goes to standard output, what it says to people to
standard error. Exit status 0: done; 1: refused; 2: called wrongly.
"""

import base64
import getpass
import os
import secrets as random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from typing import TextIO

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

import registry.data
from config import KEY_BYTES
from registry.db import transaction
from registry.errors import ServiceError
from registry.i18n import Language
from registry.imports import texts as import_texts
from registry.imports.commands import commands as import_commands
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from registry.services.access import courts, keys
from registry.services.access.courts import AddCourt, AddStaff
from registry.services.access.keys import IssueKey
from registry.web import texts
from registry.web.text import Reader
from schemas.codes import Role, Scope

LONGEST_KEY_DAYS = 3_660
KEY_DAYS = 90
SECRETS = ("SECRET_KEY", "INDEX_KEY", "JOURNAL_KEY")
TABLE = "courts.csv"
ROLES = [role.value for role in Role]
SCOPES = [scope.value for scope in Scope]

registry_commands = AppGroup("registry", help="名单库运维 Operate the register.")
court_commands = AppGroup("court", help="法院 Courts.")
staff_commands = AppGroup("staff", help="人员 Members of staff.")
key_commands = AppGroup("key", help="密钥 Access keys.")


@contextmanager
def refusals_told() -> Iterator[None]:
    """Tell an operator in both languages why something was refused."""
    try:
        yield
    except ServiceError as error:
        if error.code in import_texts.TEXTS:
            told = "\n".join(import_texts.told(error))
        else:
            told = "\n".join(
                f"{texts.title_of(error.code, language)}: "
                f"{texts.detail_of(error.code, language, Reader.COMMAND)}"
                for language in Language
            )
        facts = ", ".join(f"{name}={value}" for name, value in error.facts.items())
        raise click.ClickException(f"{told}\n[{error.code}] {facts}") from None
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(
            "数据库不可用，或者尚未建立，请先运行 flask db upgrade。\n"
            "The database does not answer or is not made yet: run flask db upgrade.\n"
            f"[{type(error.orig).__name__}] {error.orig}"
        ) from None


@contextmanager
def act() -> Iterator[Session]:
    """Open the transaction of one command."""
    with refusals_told(), transaction() as session:
        yield session


def operator() -> Actor:
    """Return who runs the command, by the name of the machine's account."""
    try:
        account = getpass.getuser()
    except (KeyError, OSError):
        account = str(os.getuid())
    return Actor(name=f"operator:{account}", via="flask registry")


def say(zh: str, en: str) -> None:
    """Tell the operator something, in both languages."""
    click.echo(f"{zh} {en}", err=True)


@court_commands.command("load")
@click.argument("table", type=click.File(encoding="utf-8-sig"), required=False)
def load_courts(table: TextIO | None) -> None:
    """载入法院表 Load a table of courts, by default the one that comes with the register.

    可以重复运行，已有且相同的法院不变。 Running it again changes nothing.
    """
    with act() as session:
        lines = table or files(registry.data).joinpath(TABLE).open(encoding="utf-8")
        with lines:
            changed = courts.load(session, lines, actor=operator(), now=_now())
    say(f"已写入法院 {changed} 个。", f"{changed} courts written.")


@court_commands.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--superior", help="上级法院代字 Code of the next higher court.")
def add_court(code: str, name: str, superior: str | None) -> None:
    """添加或者确认法院 Add a court, or confirm the name of one that an import has entered."""
    order = AddCourt(code=code, name=name, superior_code=superior)
    with act() as session:
        changed = courts.add(session, order, actor=operator(), now=_now())
    say("已写入。" if changed else "没有变化。", "Written." if changed else "Nothing to change.")


@staff_commands.command("add")
@click.argument("court")
@click.argument("login")
@click.option("--name", required=True, help="姓名 Full name.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="岗位 What he may do.")
def add_staff(court: str, login: str, name: str, role: str) -> None:
    """添加人员 Let a person act for a court."""
    order = AddStaff(court_code=court, login=login, name=name, role=Role(role))
    with act() as session:
        staff = courts.add_staff(session, order, actor=operator(), now=_now())
        public_id = staff.public_id
    say("已添加人员，编号：", "Added; the person's id:")
    click.echo(str(public_id))


@key_commands.command("add")
@click.option("--staff", metavar="COURT/LOGIN", help="属于某人 For a member of staff.")
@click.option("--court", metavar="CODE", help="属于法院系统 For a court's own system.")
@click.option("--label", default="", help="用途 What it is for.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="权限 Scope.")
@click.option("--days", default=KEY_DAYS, type=click.IntRange(1, LONGEST_KEY_DAYS), help="天数")
def add_key(
    staff: str | None, court: str | None, label: str, scopes: tuple[str, ...], days: int
) -> None:
    """签发密钥 Issue an access key and print it, this once.

    标准输出只有密钥本身。 Standard output has the key and nothing else.
    """
    if (staff is None) == (court is None):
        raise click.UsageError(
            "--staff 与 --court 须且只须写明一个 Name one of --staff and --court."
        )
    code, login = (court or "", None) if staff is None else _parted(staff)
    order = IssueKey(
        court_code=code,
        login=login,
        label=label,
        scopes=keys.scopes_from(scopes),
        days=days,
    )
    with act() as session:
        issued = keys.issue(session, order, actor=operator(), now=_now())
    until = issued.expires_at.date().isoformat()
    say(
        f"密钥只显示这一次，请妥善保存；有效期至 {until}。",
        f"The key is shown this once, keep it safe; it is good until {until}.",
    )
    click.echo(issued.text)


@key_commands.command("revoke")
@click.argument("prefix")
def revoke_key(prefix: str) -> None:
    """撤销密钥 Revoke the access key of a prefix."""
    with act() as session:
        revoked = keys.revoke(session, prefix, actor=operator(), now=_now())
    if revoked:
        say("已撤销。", "Revoked.")
    else:
        say("早已撤销。", "It was revoked before.")


@registry_commands.command("secrets", with_appcontext=False)
def secrets() -> None:
    """生成一套新的密钥设置 Print a fresh set of secrets, as settings of the environment."""
    say(
        "请保存在安全的地方；INDEX_KEY 不可更换。",
        "Keep them in a safe place; INDEX_KEY can never be changed.",
    )
    for name in SECRETS:
        click.echo(f"{name}={_fresh_key()}")
    click.echo(f"IDENTITY_KEYS={random.token_hex(4)}:{_fresh_key()}")


def _parted(staff: str) -> tuple[str, str]:
    court, separator, login = staff.partition("/")
    if not separator or not court or not login:
        raise click.UsageError("--staff 写作 法院代字/登录名 Write --staff as COURT/LOGIN.")
    return court, login


def _fresh_key() -> str:
    return base64.b64encode(random.token_bytes(KEY_BYTES)).decode()


def _now() -> datetime:
    return current_runtime().now()


for _command in (
    court_commands,
    staff_commands,
    key_commands,
    *import_commands,
):
    registry_commands.add_command(_command)
