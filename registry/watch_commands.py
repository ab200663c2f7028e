"""Commands of watches (持续审查命令): see whose lists are watched, and end a watch for its asker.

Exit status: 0 done, 1 refused, 2 called wrongly.
"""

from uuid import UUID

import click
from flask.cli import AppGroup

from registry.cli import act, operator, refusals_told, say
from registry.db import db, end_reading
from registry.runtime import current_runtime
from registry.services.screening import watches

commands = AppGroup("watches", help="持续审查 Watches of screened lists.")


@commands.command("list")
@click.option("--asker", help="court:<code> 或 agency:<code>；默认全部 all by default")
def show(asker: str | None) -> None:
    """列出持续审查 List the watches that go on, the first to run out first.

    各列：编号、提交人、目的、行数、终止日期。 Id, asker, purpose, rows, last day; nobody's name.
    """
    with refusals_told():
        found = watches.going_on_of(db.session(), asker)
        lines = [
            f"{screening.public_id}\t{screening.asker}\t{screening.purpose}"
            f"\t{watch.rows}\t{watch.until}"
            for watch, screening in found
        ]
        end_reading()
    for line in lines:
        click.echo(line)
    say(f"持续审查 {len(lines)} 项。", f"{len(lines)} watches.")


@commands.command("end")
@click.argument("screening_id", metavar="ID", type=click.UUID)
@click.option("--reason", required=True, help="理由 why")
def end(screening_id: UUID, reason: str) -> None:
    """终止持续审查 End a watch: nothing more is told of its list, which is erased."""
    with act() as session:
        found = watches.screening_of(session, screening_id)
        watches.end(session, found, actor=operator(), reason=reason, now=current_runtime().now())
    say("已终止。", "Ended.")
