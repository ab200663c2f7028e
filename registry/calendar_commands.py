"""Commands of the calendar (日历命令): import the arrangement of a year, show what counts.

Exit status: 0 done, 1 refused, 2 called wrongly.
"""

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

import click
import orjson
from flask.cli import AppGroup

from registry import recomputation
from registry.cli import act, operator, refusals_told, say
from registry.db import db, end_reading
from registry.rules import arrangement_format
from registry.rules.calendar import Due
from registry.rules.holiday_arrangements import Arrangement
from registry.runtime import current_runtime
from registry.services.clocks import calendars, recomputing
from registry.services.clocks.calendars import Change
from registry.services.clocks.recomputing import Moved
from schemas.labels import label

# A year has some thirty days that differ from the week; this is enough for a thousand.
LARGEST_BYTES = 262_144
SHOWN = 10
AT_ONCE = 200

commands = AppGroup("calendar", help="工作日历 The working-day calendar.")


@commands.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="只显示变化，不写入 Show the change, write nothing.")
@click.option("--yes", is_flag=True, help="不再询问 Do not ask before a known year is replaced.")
def import_year(file: BinaryIO, *, dry_run: bool, yes: bool) -> None:
    """导入年度节假日安排 Import the arrangement of a year and recompute what depends on it.

    FILE 是 JSON：{year, papers[], days[{name, date, isOffDay}]}。 FILE is JSON of that shape.
    先显示变化；替换已知年度之前询问一次。 The change is shown first; before a known year is
    replaced, it asks. 重复导入没有变化。 Importing it again changes nothing.
    """
    wanted = _read(file)
    with refusals_told():
        change = calendars.change(db.session(), wanted)
        _show_change(change)
        if change.anything:
            _show_moved(change)
        end_reading()
    if dry_run:
        say("试运行，未写入任何内容。", "A dry run: nothing was written.")
        return
    if change.anything and change.known is not None and not yes:
        click.confirm("替换已知年度的安排？ Replace the arrangement of a known year?", abort=True)
    with act() as session:
        put = calendars.put(session, wanted, actor=operator(), now=current_runtime().now())
        anything = put.anything
    with refusals_told():
        moved = recomputation.run(actor=operator(), at_once=AT_ONCE)
    if anything:
        say(f"已写入 {wanted.year} 年安排。", f"The arrangement of {wanted.year} counts now.")
    else:
        say("没有变化。", "Nothing to change.")
    say(f"重新计算的期限：{moved}。", f"{moved} deadlines were computed anew.")


@commands.command("show")
@click.argument("year", type=click.IntRange(2000, 2199), required=False)
def show(year: int | None) -> None:
    """显示日历 Show the years that are arranged, or the days of one."""
    with refusals_told():
        session = db.session()
        known = calendars.arrangements(session)
        provisional = recomputing.open_provisional(session)
        end_reading()
    if year is None:
        for arrangement in known:
            click.echo(f"{arrangement.year}\t{_source(arrangement)}\t{arrangement.notice}")
        say(
            f"届满日为暂定的期限：{provisional}。", f"{provisional} open deadlines are provisional."
        )
        return
    found = next((one for one in known if one.year == year), None)
    if found is None:
        raise click.ClickException(
            f"{year} 年的安排尚未公布或者尚未导入，落入该年的期限为暂定。\n"
            f"The year {year} is not arranged, or not imported yet: days in it are provisional."
        )
    click.echo(f"{found.year}\t{_source(found)}\t{found.notice}")
    _days("放假 Off", found.off)
    _days("调休上班 Worked", found.working_weekends)


def _read(file: BinaryIO) -> Arrangement:
    data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise click.ClickException(
            f"文件超过 {LARGEST_BYTES} 字节。 The file is larger than {LARGEST_BYTES} bytes."
        )
    try:
        document = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise click.ClickException(
            f"不是 UTF-8 编码的 JSON。 This is not JSON in UTF-8. [{error.lineno}:{error.colno}]"
        ) from None
    reading = arrangement_format.read(document)
    if reading.arrangement is None:
        told = [
            f"{problem.pointer or '/'}\t{label(problem.code, 'zh')}。 "
            f"{label(problem.code, 'en')}. [{problem.code}]"
            for problem in reading.problems
        ]
        shown = "\n".join(told[:SHOWN])
        more = f"\n... {len(told)}" if len(told) > SHOWN else ""
        raise click.ClickException(
            f"安排不能导入。 The arrangement cannot be taken in.\n{shown}{more}"
        )
    return reading.arrangement


def _show_change(change: Change) -> None:
    year = change.wanted.year
    if not change.anything:
        say(f"{year} 年的安排已知，没有变化。", f"The arrangement of {year} is known as it comes.")
        return
    if change.known is None:
        say(f"{year} 年尚无安排。", f"The year {year} was not arranged so far.")
    else:
        say(f"{year} 年的安排将被替换。", f"The arrangement of {year} is to be replaced.")
    _days("+ 放假 Off", change.more_off)
    _days("- 放假 Off", change.less_off)
    _days("+ 调休上班 Worked", change.more_worked)
    _days("- 调休上班 Worked", change.less_worked)


def _show_moved(change: Change) -> None:
    moved: list[Moved] = []
    count = after = 0
    while True:
        group = recomputing.rehearsed(db.session(), change, after=after, limit=AT_ONCE)
        after, count = group.last, count + len(group.moved)
        moved.extend(group.moved[: SHOWN - len(moved)])
        db.session.expire_all()
        if group.size < AT_ONCE:
            break
    say(f"将重新计算的期限：{count}。", f"{count} deadlines are to be computed anew.")
    for one in moved:
        days = f"{_said(one.before)} -> {_said(one.after)}"
        click.echo(f"{one.court_code}\t{one.kind}\t{one.record_id}\t{days}")


def _said(due: Due) -> str:
    return f"{due.on} 暂定 provisional" if due.provisional else str(due.on)


def _days(title: str, days: Iterable[date]) -> None:
    if found := sorted(days):
        click.echo(f"{title}: {' '.join(day.isoformat() for day in found)}")


def _source(arrangement: Arrangement) -> str:
    return "随程序 carried" if calendars.is_carried(arrangement) else "导入 imported"
