"""Commands for replays (补发命令); :mod:`partners.commands.cli` puts them in place."""

from datetime import datetime
from uuid import UUID

import click
from flask.cli import AppGroup

from partners.services import replays
from partners.services.replays import AskForReplay, CancelReplay
from registry.cli import act, operator, refusals_told, say
from registry.db import db
from registry.runtime import current_runtime

replay_commands = AppGroup("replay", help="补发 Telling agencies again what they were told.")
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@replay_commands.command("ask")
@click.argument("agency")
@click.option("--after", type=click.IntRange(0), help="自该序号之后 From above this position.")
@click.option("--since", type=_DAY, help="自该日起（北京时间） From this day on, in Beijing.")
@click.option("--reason", required=True, help="原因 Why.")
def ask_for_replay(agency: str, after: int | None, since: datetime | None, reason: str) -> None:
    """补发 Send an agency again what it was told since then, and print the replay's id."""
    day = None if since is None else since.date()
    order = AskForReplay(agency=agency, after=after, since=day, reason=reason)
    with act() as session:
        work = replays.ask(session, order, actor=operator(), now=current_runtime().now())
        begin, end, public_id = work.after, work.through, work.public_id
    say(f"补发序号 {begin} 之后的通知，至 {end}。", f"What lies above {begin}, up to {end}.")
    click.echo(str(public_id))


@replay_commands.command("list")
@click.argument("agency")
def list_replays(agency: str) -> None:
    """列出补发 Show what an agency is or was sent again, the latest first."""
    with refusals_told():
        for work in replays.of_agency(db.session(), agency):
            progress = f"after {work.after}\tsent {work.sent}\trefused {work.refused}"
            click.echo(f"{work.public_id}\t{work.kind}\t{work.state}\t{progress}\t{work.reason}")


@replay_commands.command("cancel")
@click.argument("agency")
@click.argument("replay", type=click.UUID)
@click.option("--reason", required=True, help="原因 Why.")
def cancel_replay(agency: str, replay: UUID, reason: str) -> None:
    """停止补发 Give a replay up where it stands."""
    order = CancelReplay(agency=agency, replay=replay, reason=reason)
    with act() as session:
        replays.cancel(session, order, actor=operator(), now=current_runtime().now())
    say("已停止。", "Given up.")
