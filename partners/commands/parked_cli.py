"""Commands for parked notices (搁置通知命令); :mod:`partners.commands.cli` puts them in place."""

from datetime import datetime
from uuid import UUID

import click
from flask.cli import AppGroup

from partners.commands.agency_cli import FieldList
from partners.services import parking
from partners.services.parking import HandleParked
from registry.cli import act, operator, refusals_told, say
from registry.db import db
from registry.runtime import current_runtime
from schemas.measures import NoticeField

parked_commands = AppGroup("parked", help="搁置的通知 Notices that agencies refuse.")


@parked_commands.command("list")
@click.argument("agency")
def list_parked(agency: str) -> None:
    """列出搁置的通知 Show what is kept out of an agency's stream, and why; after that what was
    closed and may still be released.
    """
    with refusals_told():
        rows = [*parking.waiting(db.session(), agency), *parking.closed(db.session(), agency)]
    for row in rows:
        click.echo(
            f"{row.notice_id}\t{row.state}\t{row.kind}\t{row.position}\t{row.record_id or '-'}"
        )
        for why in filter(None, (row.detail, row.remark)):
            click.echo(f"\t{row.parked_at.isoformat(timespec='seconds')}\t{why}")


@parked_commands.command("release")
@click.argument("agency")
@click.argument("notice", type=click.UUID)
@click.option("--reason", required=True, help="原因 Why.")
def release_parked(agency: str, notice: UUID, reason: str) -> None:
    """放行 Send a parked notice, or one that was closed, again as it is."""
    with act() as session:
        order = HandleParked(agency=agency, notice=notice, reason=reason)
        parking.release(session, order, actor=operator(), now=_now())
    say("已放行。", "Released.")


@parked_commands.command("correct")
@click.argument("agency")
@click.argument("notice", type=click.UUID)
@click.option("--fields", required=True, type=FieldList(), help="保留的字段 Fields it keeps.")
@click.option("--reason", required=True, help="原因 Why.")
def correct_parked(agency: str, notice: UUID, fields: tuple[NoticeField, ...], reason: str) -> None:
    """更正后放行 Send a parked notice, or one that was closed, again with fewer fields."""
    with act() as session:
        order = HandleParked(agency=agency, notice=notice, reason=reason)
        parking.correct(session, order, fields, actor=operator(), now=_now())
    say("已更正并放行。", "Corrected and released.")


@parked_commands.command("close")
@click.argument("agency")
@click.argument("notice", type=click.UUID)
@click.option("--reason", required=True, help="原因 Why.")
def close_parked(agency: str, notice: UUID, reason: str) -> None:
    """终结 Close a notice that this agency will not be sent."""
    with act() as session:
        order = HandleParked(agency=agency, notice=notice, reason=reason)
        parking.close(session, order, actor=operator(), now=_now())
    say("已终结。", "Closed.")


def _now() -> datetime:
    return current_runtime().now()
