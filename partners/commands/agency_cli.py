"""Commands for agencies (单位命令); :mod:`partners.commands.cli` puts them in place."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import click
from flask.cli import AppGroup
from sqlalchemy import select

from partners.models.agencies import Agency
from partners.services import (
    agencies,
    agency_changes,
    agency_keys,
    endpoint_acts,
    inquiry_kinds,
    streams,
)
from partners.services.agencies import AddAgency, AddedAgency
from partners.services.agency_changes import ChangeAgency
from partners.services.endpoint_acts import RotateSecret
from partners.services.inquiry_kinds import SetInquiryKinds
from partners.states import StreamStatus
from registry.cli import KEY_DAYS, LONGEST_KEY_DAYS, act, operator, refusals_told, say
from registry.db import db
from registry.runtime import current_runtime
from schemas.agency_limits import OVERLAP_HOURS
from schemas.inquiry_codes import InquiryKind
from schemas.measures import USUAL_FIELDS, NoticeField
from schemas.partner_agencies import USUAL_OVERLAP_HOURS

MAX_NOTICES = 500
MAX_BYTES = 1_048_576
CRON_HELP = "按北京时间的 cron 推送，如 0 8 * * mon-fri By cron in Beijing time."

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


class KindList(click.ParamType[tuple[InquiryKind, ...]]):
    """Kinds of inquiries by commas."""

    name = "a,b,c"

    def convert(self, value: Any, _param: object, _context: object) -> tuple[InquiryKind, ...]:
        """Return the kinds, each once."""
        try:
            return tuple(InquiryKind(name) for name in _parted(value))
        except ValueError:
            raise click.BadParameter(f"可选 choose from: {', '.join(InquiryKind)}") from None


@agency_commands.command("add")
@click.argument("code")
@click.option("--name-zh", required=True, help="中文名称 Name in Chinese.")
@click.option("--name-en", required=True, help="英文名称 Name in English.")
@click.option("--endpoint", help="接收地址，没有的自行拉取 Endpoint; without one it pulls.")
@click.option("--measures", default="", type=Listed(), help="负责的措施 Its measures.")
@click.option("--fields", default=USUAL_FIELDS, type=FieldList(), help="通知字段 Fields.")
@click.option("--every", default=60, type=int, help="间隔秒数 Seconds between deliveries.")
@click.option("--cron", help=CRON_HELP)
@click.option("--posts-per-minute", type=int, help="每分钟最多请求数 Most requests a minute.")
@click.option("--max-notices", default=MAX_NOTICES, type=int, help="每批条数 Notices a batch.")
@click.option("--max-bytes", default=MAX_BYTES, type=int, help="每批字节数 Bytes a batch.")
@click.option("--endings-at-once", is_flag=True, help="删除即时推送 Send endings at once.")
@click.option("--begins-now", is_flag=True, help="不先取快照 Without a snapshot first.")
def add_agency(
    code: str,
    name_zh: str,
    name_en: str,
    endpoint: str | None,
    measures: tuple[str, ...],
    fields: tuple[NoticeField, ...],
    every: int,
    cron: str | None,
    posts_per_minute: int | None,
    max_notices: int,
    max_bytes: int,
    endings_at_once: bool,
    begins_now: bool,
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
        cron=cron,
        posts_per_minute=posts_per_minute,
        max_notices=max_notices,
        max_bytes=max_bytes,
        endings_at_once=endings_at_once,
        https_only=runtime.settings.is_production,
        begins_now=begins_now,
    )
    with act() as session:
        added = agencies.add(session, order, runtime.vault, actor=operator(), now=_now())
    _say_added(added)


def _say_added(added: AddedAgency) -> None:
    if added.state is StreamStatus.AWAITING_SNAPSHOT:
        say("已接入；单位取得并确认快照后开始推送。", "Taken in; first it takes a snapshot.")
    else:
        say(
            f"已接入；推送自台账序号 {added.after} 之后开始。",
            f"Taken in; its stream begins after position {added.after}.",
        )
    if added.secret is None:
        say("没有接收地址，由单位自行拉取。", "It has no endpoint and pulls.")
        return
    say(
        "地址通过验证后开始推送。签名密钥只显示这一次：",
        "Nothing is sent before its endpoint is proven. The signing secret, this once:",
    )
    click.echo(added.secret)


@agency_commands.command("change")
@click.argument("code")
@click.option("--measures", type=Listed(), help="负责的措施 All measures it is to have.")
@click.option("--no-measures", is_flag=True, help="不再负责任何措施 It is to have none any more.")
@click.option("--fields", type=FieldList(), help="通知字段 All fields it is to have.")
@click.option("--every", "every_seconds", type=int, help="间隔秒数 Seconds between deliveries.")
@click.option("--cron", help=CRON_HELP + " 空文本恢复按间隔 An empty text: by interval again.")
@click.option("--posts-per-minute", type=int, help="每分钟最多请求数，0 为不限 0 for no limit.")
@click.option("--max-notices", type=int, help="每批条数 Notices a batch.")
@click.option("--max-bytes", type=int, help="每批字节数 Bytes a batch.")
@click.option("--endings-at-once/--endings-in-turn", default=None, help="删除是否即时推送 Endings.")
def change_agency(code: str, measures: tuple[str, ...] | None, **wanted: Any) -> None:
    """变更单位 Change an agency; what is not named stays."""
    has_none = wanted.pop("no_measures")
    # An empty text is a slip, by which everybody would be released.
    if measures == () or (has_none and measures):
        raise click.UsageError("--measures CODE,… 或者 or --no-measures")
    order = ChangeAgency(code=code, measures=() if has_none else measures, **wanted)
    with act() as session:
        agency_changes.change(session, order, actor=operator(), now=_now())
    say("已变更。", "Changed.")


@agency_commands.command("inquiries")
@click.argument("code")
@click.option("--kinds", required=True, type=KindList(), help="可以查询的类别，空为不查询 Kinds.")
def set_inquiry_kinds(code: str, kinds: tuple[InquiryKind, ...]) -> None:
    """设定协助查询类别 Set what the agency can be asked about a debtor, if anything."""
    order = SetInquiryKinds(agency=code, kinds=kinds)
    with act() as session:
        inquiry_kinds.change(session, order, actor=operator(), now=_now())
    say("已设定。", "Set.")


@agency_commands.command("retire")
@click.argument("code")
@click.option("--reason", required=True, help="原因 Why.")
def retire_agency(code: str, reason: str) -> None:
    """退出 End an agency's part: nothing is sent any more, its keys and secrets end."""
    with act() as session:
        agency_changes.retire(session, code, reason=reason, actor=operator(), now=_now())
    say("已退出。", "Retired.")


@agency_commands.command("list")
def list_agencies() -> None:
    """列出单位 Show all agencies."""
    with refusals_told():
        for agency in db.session.scalars(select(Agency).order_by(Agency.code)):
            click.echo(f"{agency.code}\t{agency.name_zh} {agency.name_en}")


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
@click.option("--overlap-hours", default=USUAL_OVERLAP_HOURS, type=click.IntRange(*OVERLAP_HOURS))
@click.option("--endpoint", type=click.UUID, help="接收地址编号 Another endpoint than the usual.")
def rotate_secret(code: str, overlap_hours: int, endpoint: UUID | None) -> None:
    """轮换签名密钥 Print a new signing secret; the old one signs too until the overlap is over.

    密钥泄露时用 --overlap-hours 0。 Where a secret has leaked: --overlap-hours 0.
    """
    order = RotateSecret(code=code, overlap=timedelta(hours=overlap_hours), endpoint=endpoint)
    with act() as session:
        rotated = endpoint_acts.rotate(
            session, order, current_runtime().vault, actor=operator(), now=_now()
        )
    say(
        f"接收地址 {rotated.id}：旧密钥再用 {overlap_hours} 小时。",
        f"Endpoint {rotated.id}: the old secret signs {overlap_hours} h more.",
    )
    click.echo(rotated.secret)


@agency_commands.command("key")
@click.argument("code")
@click.option("--days", default=KEY_DAYS, type=click.IntRange(1, LONGEST_KEY_DAYS), help="天数")
def issue_key(code: str, days: int) -> None:
    """签发单位密钥 Print a key with which the agency calls the register, this once."""
    with act() as session:
        issued = agency_keys.issue(session, code, days=days, actor=operator(), now=_now())
    until = issued.expires_at.date().isoformat()
    say(f"密钥只显示这一次，有效期至 {until}。", f"The key, this once; good until {until}.")
    click.echo(issued.text)


@agency_commands.command("revoke-key")
@click.argument("prefix")
def revoke_key(prefix: str) -> None:
    """撤销单位密钥 Revoke the key of a prefix."""
    with act() as session:
        revoked = agency_keys.revoke(session, prefix, actor=operator(), now=_now())
    say("已撤销。" if revoked else "早已撤销。", "Revoked." if revoked else "It was before.")


def _parted(value: str | tuple[str, ...]) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _now() -> datetime:
    return current_runtime().now()
