"""Commands for snapshots (快照命令); :mod:`partners.commands.cli` puts them in place."""

import click
from flask.cli import AppGroup

from partners.services import agencies, snapshots
from registry.cli import act, operator, refusals_told, say
from registry.db import db
from registry.runtime import current_runtime

snapshot_commands = AppGroup("snapshot", help="快照 Snapshots of what agencies should hold.")


@snapshot_commands.command("ask")
@click.argument("agency")
@click.option("--reason", required=True, help="原因 Why.")
def ask_for_snapshot(agency: str, reason: str) -> None:
    """代单位申请快照 Ask for a snapshot on an agency's behalf, and print its id.

    单位取得并确认之前停止推送。 The stream stands still until the agency has confirmed it.
    """
    with act() as session:
        found = snapshots.ask_for(
            session, agency, reason, actor=operator(), now=current_runtime().now()
        )
        position, public_id = found.position, found.public_id
    say(f"快照截至序号 {position}，正在准备。", f"As of position {position}; being prepared.")
    click.echo(str(public_id))


@snapshot_commands.command("show")
@click.argument("agency")
def show_snapshot(agency: str) -> None:
    """查看快照 Show how the snapshot stands that an agency is to take."""
    with refusals_told():
        session = db.session()
        found = snapshots.latest(session, agencies.find(session, agency).id)
        line = (str(found.public_id), found.state, str(found.position), str(found.records))
        click.echo("\t".join((*line, found.reason)))
