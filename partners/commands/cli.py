"""Commands of operators for the partner side (推送运维命令): streams, coverage, and those of
:mod:`partners.commands.agency_cli` and
:mod:`partners.commands.catalogue_cli`.

As in :mod:`registry.cli`: what a program reads goes to standard output, what people read to
standard error.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

import click
import orjson
from flask import current_app
from flask.cli import AppGroup

from partners.commands.agency_cli import agency_commands
from partners.commands.catalogue_cli import catalogue_commands
from partners.commands.endpoint_cli import endpoint_commands
from partners.commands.operator_cli import operator_commands
from partners.commands.parked_cli import parked_commands
from partners.commands.receipt_cli import receipt_commands
from partners.commands.replay_cli import replay_commands
from partners.commands.snapshot_cli import snapshot_commands
from partners.dispatch.dispatcher import EXTENSION, Dispatcher
from partners.dispatch.prover import EXTENSION as PROVER
from partners.dispatch.prover import Prover
from partners.oversight.coverage import coverage
from partners.oversight.status import report
from registry import logs
from registry.cli import refusals_told
from registry.db import db
from registry.runtime import current_runtime

partners_commands = AppGroup("partners", help="联合惩戒推送 Agencies, measures and streams.")


@partners_commands.command("status")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For programs.")
def show_status(as_json: bool) -> None:
    """推送状态 Show where every stream stands and what is not confirmed."""
    with refusals_told():
        now = current_runtime().now()
        reports = [asdict(stream) for stream in report(db.session(), now=now)]
    if as_json:
        _print_json(reports)
        return
    for stream in reports:
        click.echo(f"{stream.pop('agency')} {stream.pop('name_zh')} {stream.pop('name_en')}")
        for name, value in stream.items():
            shown = value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
            click.echo(f"  {name:<18} {'-' if shown is None else shown}")


@partners_commands.command("coverage")
@click.argument("record", type=click.UUID)
@click.option("--json", "as_json", is_flag=True, help="机器可读 For programs.")
def show_coverage(record: UUID, as_json: bool) -> None:
    """送达覆盖 Show which agencies were told of a record, and which have confirmed lifting."""
    with refusals_told():
        found = coverage(db.session(), record)
    if as_json:
        rows = [{**asdict(agency), "confirmed": agency.confirmed} for agency in found]
        _print_json({"record": record, "agencies": rows})
        return
    for agency in found:
        told = f"told {agency.told_at.isoformat()}" if agency.told_at else "not told yet"
        click.echo(f"{agency.agency} {agency.name_zh}\t{told}\tapply {_codes(agency.apply)}")
        if agency.ended:
            since = f"open since {agency.open_since.isoformat()}" if agency.open_since else "ok"
            click.echo(f"\tlift {_codes(agency.lift)}\tlifted {_codes(agency.lifted)}\t{since}")


@partners_commands.command("dispatch")
@click.option("--once", is_flag=True, required=True, help="推送到期内容后退出 Send and end.")
def dispatch(once: bool) -> None:
    """推送 Prove endpoints, send what is due, and end (the scheduler does this all the time)."""
    logs.configure(current_runtime().settings.log_level)
    dispatcher: Dispatcher = current_app.extensions[EXTENSION]
    prover: Prover = current_app.extensions[PROVER]
    with refusals_told():
        try:
            prover.drain()
            dispatcher.drain()
        finally:
            dispatcher.close()
            prover.close()


def _codes(codes: Iterable[str]) -> str:
    return ",".join(codes) or "-"


def _print_json(value: object) -> None:
    click.echo(orjson.dumps(value, default=str, option=orjson.OPT_INDENT_2).decode())


for _group in (
    catalogue_commands,
    agency_commands,
    endpoint_commands,
    operator_commands,
    parked_commands,
    receipt_commands,
    replay_commands,
    snapshot_commands,
):
    partners_commands.add_command(_group)
