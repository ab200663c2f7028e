"""Commands for catalogues of measures (措施目录命令), which :mod:`partners.commands.cli` places."""

from collections.abc import Iterable
from typing import BinaryIO

import click
from flask.cli import AppGroup
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partners.measures import catalogue_files
from partners.measures.catalogue import OWN, CatalogueItem
from partners.measures.catalogue_files import CatalogueFile
from partners.measures.catalogue_rows import CatalogueError, Fault
from partners.measures.catalogue_texts import PROBLEMS
from partners.models.agencies import Measure
from partners.services import catalogue as loading
from partners.services.catalogue import CatalogueChange, Plan
from partners.services.catalogue_effects import effects
from registry.cli import act, operator, refusals_told, say
from registry.clock import legal_day
from registry.db import db
from registry.runtime import current_runtime

catalogue_commands = AppGroup("catalogue", help="措施目录 Catalogues of measures.")


@catalogue_commands.command("load")
def load_catalogue() -> None:
    """载入自带目录 Load the catalogues that come with the program; again changes nothing.

    国家目录与法定限制。 The national one of 2016, and the bars of statutes.
    """
    for name in OWN:
        items = catalogue_files.own(name).items
        with act() as session:
            now = current_runtime().now()
            change = loading.load(session, name, items, actor=operator(), now=now)
        _say_loaded(name, items, change)


@catalogue_commands.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--yes", is_flag=True, help="确认生效 Take effect; without it the effect is shown.")
def import_catalogue(file: BinaryIO, *, yes: bool) -> None:
    """导入地方目录 Show what a local catalogue would change; with --yes, make it so.

    文件为 CSV 或者 JSON，编码为 UTF-8 或者 GB18030。 CSV or JSON, UTF-8 or GB18030.
    """
    given = _read(file)
    if not yes:
        _show(given)
        say("以上尚未生效；加 --yes 生效。", "Nothing has changed yet; --yes makes it so.")
        return
    with act() as session:
        now = current_runtime().now()
        change = loading.load(session, given.name, given.items, actor=operator(), now=now)
    _say_loaded(given.name, given.items, change)


@catalogue_commands.command("diff")
@click.argument("file", type=click.File("rb"))
def diff_catalogue(file: BinaryIO) -> None:
    """比较目录 Show what a local catalogue would change, for how many records and agencies."""
    _show(_read(file))


@catalogue_commands.command("list")
@click.argument("name", required=False)
def list_catalogue(name: str | None) -> None:
    """列出现行措施 Show the measures in force, of all catalogues or of one."""
    with refusals_told():
        for row in db.session.scalars(_in_force(name)):
            terms = f"{row.binds}\t{row.triggers}\t{row.mode}"
            click.echo(f"{row.code}\t{terms}\t{row.name_zh} {row.name_en}")


@catalogue_commands.command("show")
@click.argument("code")
def show_measure(code: str) -> None:
    """查看措施 Show all that a catalogue says of a measure, and its earlier versions."""
    with refusals_told():
        rows = db.session.scalars(
            select(Measure).where(Measure.code == code).order_by(Measure.id.desc())
        ).all()
    if not rows:
        raise click.ClickException(f"没有这项措施 No such measure: {code}")
    for row in rows:
        state = "现行 in force" if row.until_entry is None else "已终止 ended"
        click.echo(f"{row.code}\t{state}\tsince {row.since_entry}\tuntil {row.until_entry or '-'}")
        for field, value in _told(loading.item_of(row)):
            click.echo(f"  {field:<12} {value or '-'}")


@catalogue_commands.command("export")
@click.argument("name")
@click.option("--format", "form", type=click.Choice(catalogue_files.FORMATS), default="csv")
def export_catalogue(name: str, form: str) -> None:
    """导出目录 Print a catalogue as it is loaded, as a file that can be imported."""
    with refusals_told():
        items = loading.in_force(db.session(), name)
    if not items:
        raise click.ClickException(f"没有装载这个目录 No such catalogue is loaded: {name}")
    is_csv = form == "csv"
    text = catalogue_files.write_csv(items) if is_csv else catalogue_files.write_json(name, items)
    click.echo(text, nl=False)


def _read(file: BinaryIO) -> CatalogueFile:
    try:
        return catalogue_files.read(file.read(catalogue_files.MOST_BYTES + 1))
    except CatalogueError as error:
        lines = "\n".join(_fault_line(fault) for fault in error.faults)
        raise click.ClickException(
            f"目录有 {len(error.faults)} 处差错，没有任何变更。\n"
            f"The file has {len(error.faults)} faults; nothing was changed.\n{lines}"
        ) from None


def _fault_line(fault: Fault) -> str:
    zh, en = PROBLEMS[fault.problem]
    shown = f" ({fault.value})" if fault.value else ""
    return f"{fault.line}: {fault.field}{shown}: {zh} {en}"


def _show(given: CatalogueFile) -> None:
    with refusals_told():
        session: Session = db.session()
        on = legal_day(current_runtime().now())
        plan = loading.plan(session, given.name, given.items, on=on)
        found = effects(session, plan)
    for sign, codes in _signed(plan):
        for code in codes:
            effect = found.get(code)
            counted = (
                f"单位 agencies {effect.agencies}\t适用 apply {effect.applies}"
                f"\t解除 lift {effect.lifts}"
                if effect
                else "不改变适用对象 binds the same"
            )
            click.echo(f"{sign} {code}\t{counted}\t{_name(plan, code)}")
            _show_bodies(plan, code)
    _say_loaded(given.name, given.items, plan.change)


def _show_bodies(plan: Plan, code: str) -> None:
    """Show how the bodies responsible for a measure change, whose own measures a person changes."""
    if code not in plan.present or code not in plan.wanted:
        return
    before = {body.code for body in loading.item_of(plan.present[code]).agencies}
    after = {body.code for body in plan.wanted[code].agencies}
    changed = [f"+{body}" for body in sorted(after - before)]
    changed += [f"-{body}" for body in sorted(before - after)]
    if changed:
        click.echo(
            f"  责任单位 responsible: {' '.join(changed)}\t"
            "另以 agency change 变更单位的措施 change these agencies' measures too"
        )


def _signed(plan: Plan) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ("+", plan.change.begun), ("~", plan.change.changed), ("-", plan.change.ended)


def _name(plan: Plan, code: str) -> str:
    item = plan.wanted.get(code)
    return plan.present[code].name_zh if item is None else f"{item.name_zh} {item.name_en}"


def _told(item: CatalogueItem) -> Iterable[tuple[str, str]]:
    """Return what people are shown of a measure, by field."""
    owed = item.least_owed
    bodies = [f"{body.name_zh} {body.name_en} [{body.code}]" for body in item.agencies]
    return (
        ("name", f"{item.name_zh} {item.name_en}"),
        ("category", f"{item.category} {item.category_zh} {item.category_en}"),
        ("part_of", item.part_of or ""),
        ("binds", item.binds.value),
        ("responsible", "yes" if item.responsible else "no"),
        ("triggers", item.trigger.value),
        ("acts", " ".join(item.acts)),
        ("least_owed", f"{owed} （自定政策 policy）" if owed else ""),
        ("mode", item.mode.value),
        ("basis", item.basis),
        ("agencies", "；".join(bodies)),
        ("valid_from", str(item.valid_from or "")),
        ("valid_to", str(item.valid_to or "")),
        ("source", item.source.value),
    )


def _in_force(name: str | None) -> Select[Measure]:
    query = select(Measure).where(Measure.until_entry.is_(None)).order_by(Measure.id)
    return query if name is None else query.where(Measure.catalogue == name)


def _say_loaded(name: str, items: Iterable[CatalogueItem], change: CatalogueChange) -> None:
    whole = [item for item in items if item.part_of is None]
    categories = len({item.category for item in items})
    say(
        f"目录 {name}：{categories} 类 {len(whole)} 项；新增 {len(change.begun)}，"
        f"变更 {len(change.changed)}，终止 {len(change.ended)}。",
        f"{categories} categories, {len(whole)} items; {len(change.begun)} begun, "
        f"{len(change.changed)} changed, {len(change.ended)} ended.",
    )
