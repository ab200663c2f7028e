"""Commands for operators' keys (运维密钥命令); :mod:`partners.commands.cli` puts them in place."""

from datetime import datetime

import click
from flask.cli import AppGroup

from partners.services import operator_keys
from partners.services.operator_keys import IssueOperatorKey
from registry.cli import KEY_DAYS, LONGEST_KEY_DAYS, act, operator, say
from registry.runtime import current_runtime
from schemas.partner_codes import PartnerScope

SCOPES = [scope.value for scope in PartnerScope]

operator_commands = AppGroup("operator", help="运维人员密钥 Keys of operators.")


@operator_commands.command("key")
@click.argument("login")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(SCOPES),
    help="权限，不填为全部，可以重复 Scope: all where none is given, can be repeated.",
)
@click.option("--days", default=KEY_DAYS, type=click.IntRange(1, LONGEST_KEY_DAYS), help="天数")
def issue_key(login: str, scopes: tuple[str, ...], days: int) -> None:
    """签发运维密钥 Print a key with which a person manages agencies over the network, this once."""
    order = IssueOperatorKey(
        operator=login,
        scopes=frozenset(PartnerScope(code) for code in scopes or SCOPES),
        days=days,
    )
    with act() as session:
        issued = operator_keys.issue(session, order, actor=operator(), now=_now())
    until = issued.expires_at.date().isoformat()
    say(f"密钥只显示这一次，有效期至 {until}。", f"The key, this once; good until {until}.")
    click.echo(issued.text)


@operator_commands.command("revoke")
@click.argument("prefix")
def revoke_key(prefix: str) -> None:
    """撤销运维密钥 Revoke the key of a prefix."""
    with act() as session:
        revoked = operator_keys.revoke(session, prefix, actor=operator(), now=_now())
    say("已撤销。" if revoked else "早已撤销。", "Revoked." if revoked else "It was before.")


def _now() -> datetime:
    return current_runtime().now()
