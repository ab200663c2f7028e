"""Commands of operators for the partner side (推送运维命令): catalogue, agencies and streams.

As in :mod:`registry.cli`: what a program reads goes to standard output, what people read to
standard error.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import click
import orjson
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from partners import catalogue as catalogues
from partners.coverage import coverage
from partners.dispatcher import EXTENSION, Dispatcher
from partners.models.agencies import Agency, Measure
from partners.services import agencies, streams
from partners.services import catalogue as loading
from partners.services.agencies import AddAgency, ChangeAgency
from partners.status import report
from registry import logs
from registry.cli import act, operator, refusals_told, say
from registry.db import db
from registry.runtime import current_runtime
from schemas.measures import USUAL_FIELDS, NoticeField

OVERLAP_HOURS = 24
MAX_NOTICES = 500
MAX_BYTES = 1_048_576

partners_commands = AppGroup("partners", help="联合惩戒推送 Agencies, measures and streams.")
catalogue_commands = AppGroup("catalogue", help="措施目录 Catalogues of measures.")
agency_commands = AppGroup("agency", help="单位 Partner agencies.")


class Listed(click.ParamType[tuple[str, ...]]):
    """Values by commas."""

    name = "a,b,c"

    def convert(self, value: Any, _param: object, _context: object) -> tuple[str, ...]:
        """Return the values, each once."""
        return _parted(value)


class FieldList(click.ParamType[tuple[NoticeField, ...]]):
    """Names of notice fields by commas."""

    name = "a,b,c"

    def convert(self, value: Any, _param: object, _context: object) -> tuple[NoticeField, ...]:
        """Return the fields, each once."""
        try:
            return tuple(NoticeField(name) for name in _parted(value))
        except ValueError:
            raise click.BadParameter(f"可选 choose from: {', '.join(NoticeField)}") from None


@catalogue_commands.command("load")
def load_catalogue() -> None:
    """载入国家目录 Load the national catalogue of 2016; running it again changes nothing."""
    items = catalogues.national()
    with act() as session:
        change = loading.load(session, catalogues.NATIONAL, items, actor=operator(), now=_now())
    whole = [item for item in items if item.part_of is None]
    categories = len({item.category for item in items})
    say(
        f"目录 {catalogues.NATIONAL}：{categories} 类 {len(whole)} 项；新增 {len(change.begun)}，"
        f"变更 {len(change.changed)}，终止 {len(change.ended)}。",
        f"{categories} categories, {len(whole)} items; {len(change.begun)} begun, "
        f"{len(change.changed)} changed, {len(change.ended)} ended.",
    )


@catalogue_commands.command("list")
def list_catalogue() -> None:
    """列出现行措施 Show the measures in force."""
    with refusals_told():
        rows = db.session.scalars(
            select(Measure).where(Measure.until_entry.is_(None)).order_by(Measure.id)
        )
        for row in rows:
            terms = f"{row.binds}\t{row.triggers}\t{row.mode}"
            click.echo(f"{row.code}\t{terms}\t{row.name_zh} {row.name_en}")


@agency_commands.command("add")
@click.argument("code")
@click.option("--name-zh", required=True, help="中文名称 Name in Chinese.")
@click.option("--name-en", required=True, help="英文名称 Name in English.")
@click.option("--endpoint", required=True, help="接收地址 Where deliveries are posted.")
@click.option("--measures", required=True, type=Listed(), help="负责的措施 Its measures.")
@click.option("--fields", default=USUAL_FIELDS, type=FieldList(), help="通知字段 Fields.")
@click.option("--every", default=60, type=int, help="间隔秒数 Seconds between deliveries.")
@click.option("--max-notices", default=MAX_NOTICES, type=int, help="每批条数 Notices a batch.")
@click.option("--max-bytes", default=MAX_BYTES, type=int, help="每批字节数 Bytes a batch.")
@click.option("--endings-at-once", is_flag=True, help="删除即时推送 Send endings at once.")
def add_agency(
    code: str,
    name_zh: str,
    name_en: str,
    endpoint: str,
    measures: tuple[str, ...],
    fields: tuple[NoticeField, ...],
    every: int,
    max_notices: int,
    max_bytes: int,
    endings_at_once: bool,
) -> None:
    """接入单位 Take an agency in, and print its signing secret, this once."""
    runtime = current_runtime()
    order = AddAgency(
        code=code,
        name_zh=name_zh,
        name_en=name_en,
        endpoint=endpoint,
        measures=measures,
        fields=fields,
        every_seconds=every,
        max_notices=max_notices,
        max_bytes=max_bytes,
        endings_at_once=endings_at_once,
        https_only=runtime.settings.is_production,
    )
    with act() as session:
        added = agencies.add(session, order, runtime.vault, actor=operator(), now=_now())
    say(
        f"已接入；推送自台账序号 {added.after} 之后开始。签名密钥只显示这一次：",
        f"Taken in; its stream begins after position {added.after}. The signing secret, this once:",
    )
    click.echo(added.secret)


@agency_commands.command("change")
@click.argument("code")
@click.option("--endpoint", help="接收地址 Where deliveries are posted.")
@click.option("--measures", type=Listed(), help="负责的措施 All measures it is to have.")
@click.option("--fields", type=FieldList(), help="通知字段 All fields it is to have.")
@click.option("--every", type=int, help="间隔秒数 Seconds between deliveries.")
def change_agency(
    code: str,
    endpoint: str | None,
    measures: tuple[str, ...] | None,
    fields: tuple[NoticeField, ...] | None,
    every: int | None,
) -> None:
    """变更单位 Change an agency; what is not named stays."""
    order = ChangeAgency(
        code=code,
        endpoint=endpoint,
        measures=measures,
        fields=fields,
        every_seconds=every,
        https_only=current_runtime().settings.is_production,
    )
    with act() as session:
        agencies.change(session, order, actor=operator(), now=_now())
    say("已变更。", "Changed.")


@agency_commands.command("list")
def list_agencies() -> None:
    """列出单位 Show all agencies."""
    with refusals_told():
        for agency in db.session.scalars(select(Agency).order_by(Agency.code)):
            names = f"{agency.name_zh} {agency.name_en}"
            click.echo(f"{agency.code}\t{names}\t{agency.endpoint}")


@agency_commands.command("test")
@click.argument("code")
def test_agency(code: str) -> None:
    """测试推送 Put a test notice into the stream and print its id."""
    with act() as session:
        notice = streams.test(session, code, actor=operator(), now=_now())
    click.echo(str(notice))


@agency_commands.command("pause")
@click.argument("code")
@click.option("--reason", default="人工暂停", help="原因 Why.")
def pause_agency(code: str, reason: str) -> None:
    """暂停推送 Send nothing until the stream is resumed; what happens meanwhile waits."""
    with act() as session:
        streams.pause(session, code, reason=reason, actor=operator(), now=_now())
    say("已暂停。", "Paused.")


@agency_commands.command("resume")
@click.argument("code")
def resume_agency(code: str) -> None:
    """恢复推送 Go on with a stream that was paused or has halted."""
    with act() as session:
        streams.resume(session, code, actor=operator(), now=_now())
    say("已恢复。", "Resumed.")


@agency_commands.command("rotate")
@click.argument("code")
@click.option("--overlap-hours", default=OVERLAP_HOURS, type=click.IntRange(0, 24 * 30))
def rotate_secret(code: str, overlap_hours: int) -> None:
    """轮换签名密钥 Print a new signing secret; the old one signs too until the overlap is over."""
    with act() as session:
        secret = streams.rotate(
            session,
            code,
            current_runtime().vault,
            overlap=timedelta(hours=overlap_hours),
            actor=operator(),
            now=_now(),
        )
    say(f"旧密钥再用 {overlap_hours} 小时。", f"The old secret signs {overlap_hours} h more.")
    click.echo(secret)


@partners_commands.command("status")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For programs.")
def show_status(as_json: bool) -> None:
    """推送状态 Show where every stream stands and what is not confirmed."""
    with refusals_told():
        reports = [asdict(stream) for stream in report(db.session())]
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
    """推送 Send everything that is due, and end (the scheduler does this all the time)."""
    logs.configure(current_runtime().settings.log_level)
    dispatcher: Dispatcher = current_app.extensions[EXTENSION]
    with refusals_told():
        try:
            dispatcher.drain()
        finally:
            dispatcher.close()


def _parted(value: str | tuple[str, ...]) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _codes(codes: Iterable[str]) -> str:
    return ",".join(codes) or "-"


def _print_json(value: object) -> None:
    click.echo(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def _now() -> datetime:
    return current_runtime().now()


for _group in (catalogue_commands, agency_commands):
    partners_commands.add_command(_group)
