"""Commands of the record of views (查阅记录命令): check that nothing in it was altered or left out.

Exit status: 0 whole, 1 broken.
"""

import click
from flask.cli import AppGroup

from registry.cli import refusals_told, say
from registry.db import db, end_reading
from registry.services.acts import view_log

commands = AppGroup("views", help="查阅记录 The record of views.")


@commands.command("verify")
def verify() -> None:
    """核对查阅记录 Check the whole chain, and print its length and last digest."""
    with refusals_told():
        found = view_log.verify(db.session())
        end_reading()
    click.echo(f"{found.size}\t{found.digest.hex()}")
    if found.broken_at is not None:
        raise click.ClickException(
            f"查阅记录在第 {found.broken_at} 条中断。\nThe chain breaks at entry {found.broken_at}."
        )
    say(f"查阅记录完整，共 {found.size} 条。", f"Whole: {found.size} views.")
