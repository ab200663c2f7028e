"""Commands of imports (导入命令): import, import-undo, import-list, demo-records.

Exit status of an import: 0 all lines are in, 1 some were rejected, 2 it could not run to its end.
"""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import click
import orjson
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.db import db, end_reading, transaction
from registry.errors import ErrorKind, ServiceError
from registry.imports import runs, screen, texts
from registry.imports.demo_records import demo_records
from registry.imports.importing import Import, Surroundings
from registry.imports.reading import Reading, open_reading
from registry.imports.report import Report
from registry.imports.runs import ImportedFile
from registry.imports.store_faults import STORE_ERRORS, in_words
from registry.imports.undoing import Undo
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from schemas.codes import Verdict
from schemas.import_codes import ImportState
from schemas.labels import label

REJECTED, FAILED = 1, 2
LISTED_RUNS = 20
WIDE = 200
DAY = click.DateTime(formats=["%Y-%m-%d"])
FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--report", type=FILE, help="逐行写出结论的 CSV 文件 CSV file with a row per line.")
@click.option("--as-of", type=DAY, help="按哪一天判断，默认今天 Day to judge by; today.")
@click.option("--dry-run", is_flag=True, help="只判断，不写入 Judge, and write nothing.")
@click.pass_context
def import_file(
    context: click.Context, file: Path, report: Path | None, as_of: datetime | None, dry_run: bool
) -> None:
    """导入公开的失信被执行人记录 Import records in the shape that public court sites publish.

    FILE 可以是 JSON Lines、JSON 数组或 CSV（UTF-8 或 GB18030，可用 gzip 压缩）。
    JSON Lines, a JSON array or CSV; UTF-8 or GB18030; gzip or not.

    退出状态 Exit status: 0 全部写入 all in; 1 部分拒收 some rejected; 2 未能完成 could not run.
    """
    with _refusals_told(context):
        _refuse_same(file, report)
        reading = open_reading(file)
        around = surroundings()
        day = as_of.date() if as_of else legal_day(around.now())
        imported = ImportedFile(name=file.name, digest=reading.source.digest, as_of=day)
        work = Import(imported, around, operator=_operator(), rehearse=dry_run)
        try:
            _carry_out(work, reading, report)
        except (ServiceError, KeyboardInterrupt):
            _sum_up(work, day, dry_run=dry_run)
            _say_what_stays(work)
            raise
        finally:
            reading.close()
        _sum_up(work, day, dry_run=dry_run)
    if work.tally.verdicts[Verdict.REJECTED]:
        context.exit(REJECTED)


@click.command("import-undo")
@click.argument("run", type=click.UUID)
@click.pass_context
def undo_import(context: click.Context, run: UUID) -> None:
    """整体撤回一个导入批次 Undo an import as a whole: revoke what it brought in, with notices.

    RUN 是批次编号，见 import-list。 RUN is the run's id, as import-list shows it.
    """
    with _refusals_told(context):
        undo = Undo(run, surroundings(), operator=_operator())
        total, done = undo.count(), 0
        with screen.progress(Console(stderr=True), "撤回 Undoing") as advance:
            for count in undo.run():
                done += count
                advance(done=done, share=min(done / max(total, 1), 1.0))
    click.echo(
        f"已撤销 {undo.revoked} 条，恢复 {undo.taken_back} 条更新。 "
        f"{undo.revoked} listings revoked, {undo.taken_back} updates taken back."
    )


@click.command("import-list")
@click.option("--limit", default=LISTED_RUNS, type=click.IntRange(1), help="最多几个 At most.")
@click.pass_context
def list_imports(context: click.Context, limit: int) -> None:
    """列出导入批次，最近的在前 List imports, the latest first."""
    table = Table("批次 Run", "文件 File", "截至 As of", "状态 State", box=None, pad_edge=False)
    for title in ("行 Lines", "接收 In", "更新 Updates", "重复 Repeated", "拒收 Rejected"):
        table.add_column(title, justify="right")
    with _refusals_told(context), _reading() as session:
        for run in runs.newest(session, limit=limit):
            state = label(ImportState(run.state), "zh"), label(ImportState(run.state), "en")
            counts = (run.lines, run.accepted, run.updated, run.duplicates, run.rejected)
            known = map(str, counts) if run.finished_at else ["…"] * len(counts)
            table.add_row(
                str(run.public_id), run.file_name, str(run.as_of), " ".join(state), *known
            )
    _printer().print(table)


@click.command("demo-records")
@click.option(
    "--count", default=2_000, type=click.IntRange(0), show_default=True, help="条数 How many."
)
@click.option("--seed", default=1, show_default=True, help="种子，相同则结果相同 Seed.")
@click.option("--dirt", is_flag=True, help="掺入重复、更新和应拒收的记录 With bad records too.")
@click.option("--output", type=click.File("wb"), default="-", help="输出文件 File to write.")
def write_demo_records(count: int, seed: int, dirt: bool, output: BinaryIO) -> None:
    """生成演示记录 Write invented records as JSON Lines; the same count and seed give the same.

    人名、证件号码、案件均为虚构。 Names, numbers and cases are made up.
    """
    for record in demo_records(count, seed=seed, dirty=dirt):
        output.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def _refuse_same(file: Path, report: Path | None) -> None:
    """Make sure that the report does not overwrite what is to be imported."""
    if report is not None and report.exists() and file.exists() and report.samefile(file):
        raise ServiceError(ErrorKind.CONFLICT, "import.report_is_file", {"file": file.name})


def _carry_out(work: Import, reading: Reading, report: Path | None) -> None:
    source = reading.source
    with (
        Report(report) if report else nullcontext() as rows,
        screen.progress(Console(stderr=True), "导入 Importing") as advance,
    ):
        for results in work.run(reading.lines()):
            if rows is not None:
                rows.add(results)
            share = source.position / source.size if source.size else None
            advance(done=work.tally.lines, share=share)


def _sum_up(work: Import, day: date, *, dry_run: bool) -> None:
    if not work.tally.lines:
        return
    screen.summary(_printer(), work.tally)
    click.echo(f"按 {day} 判断。 Judged as of {day}.")
    if dry_run:
        click.echo("试运行，未写入任何内容。 A dry run: nothing was written.")
    elif work.run_public_id is None:
        click.echo("没有新的内容，未建立批次。 Nothing new: no run was begun.")
    else:
        click.echo(f"批次 Run: {work.run_public_id}")


def _say_what_stays(work: Import) -> None:
    if work.run_public_id is not None:
        click.echo(f"{texts.WHAT_STAYS.zh}\n{texts.WHAT_STAYS.en}", err=True)


@contextmanager
def _refusals_told(context: click.Context) -> Iterator[None]:
    """Tell an operator in both languages what went wrong, and end with status 2."""
    try:
        yield
    except ServiceError as error:
        _tell(error)
        context.exit(FAILED)
    except STORE_ERRORS as error:
        _tell(in_words(error))
        context.exit(FAILED)
    except KeyboardInterrupt:
        _tell(ServiceError(ErrorKind.UNAVAILABLE, "import.interrupted"))
        context.exit(FAILED)


def _tell(error: ServiceError) -> None:
    told = texts.told(error)
    click.echo(f"{told.zh}\n{told.en}\n[{error.code}]", err=True)


@contextmanager
def _reading() -> Iterator[Session]:
    try:
        yield db.session()
    finally:
        end_reading()


def surroundings() -> Surroundings:
    """Return what an import works with in the application at hand."""
    runtime = current_runtime()
    return Surroundings(writing=transaction, reading=_reading, vault=runtime.vault, now=runtime.now)


def _operator() -> Actor:
    """Return who runs the command, by the name of the machine's account."""
    try:
        account = getpass.getuser()
    except (KeyError, OSError):
        account = str(os.getuid())
    return Actor(name=f"operator:{account}", via="flask registry")


def _printer() -> Console:
    """Return where results are printed; a file is not wrapped as a terminal is."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDE)


commands: list[click.Command] = [import_file, undo_import, list_imports, write_demo_records]
