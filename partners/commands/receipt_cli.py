"""Commands for receipts (反馈命令): take in a file that an agency has handed over."""

import csv
from itertools import islice
from pathlib import Path

import click
from flask.cli import AppGroup

from partners.receipts import receipt_files
from partners.receipts.file_progress import FileProgress
from partners.receipts.receipt_files import FileFault
from partners.services import agencies
from partners.services import receipts as keeping
from registry.cli import act, refusals_told, say
from registry.db import db, end_reading
from registry.runtime import current_runtime

receipt_commands = AppGroup("receipts", help="反馈 Receipts of agencies.")
COLUMNS = ("line", "fields", "named")


@receipt_commands.command("import")
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--report", type=click.Path(path_type=Path), help="问题行清单 CSV of faulty lines.")
def import_receipts(code: str, file: Path, report: Path | None) -> None:
    """导入反馈文件 Keep the receipts in a file of an agency; repeating it changes nothing.

    CSV 列名为 notice,measure,outcome,reason,at 或者 通知,措施,结果,原因,时间；也可为 JSON Lines。
    有问题的行逐行列出，不影响其余各行；措施不属于该通知的，列出该通知所载的措施。

    CSV or JSON Lines; a faulty line is told of, with the measures that its notice names where it is
    on another one, and holds no other up.
    """
    with refusals_told():
        agency_id = agencies.find(db.session(), code).id
        end_reading()
    kept, faults = 0, list[FileFault]()
    with refusals_told(), FileProgress() as progress:
        for group in receipt_files.groups(file):
            now = current_runtime().now()
            with act() as session:
                found = keeping.keep_lines(session, agency_id, group, now=now, progress=progress)
            kept += len(group) - len(found)
            faults += found
        last = progress.anew()
        while again := list(islice(last, receipt_files.GROUP)):
            with act() as session:
                keeping.keep_again(session, agency_id, again, now=current_runtime().now())
    say(f"收录 {kept} 条，{len(faults)} 行有问题。", f"{kept} kept, {len(faults)} faulty lines.")
    if report is not None:
        _write(report, faults)
    for fault in faults[:20]:
        words = ", ".join(map(receipt_files.called, fault.fields)) or "无法读取 unreadable"
        click.echo(f"{fault.line}\t{words}\t{' '.join(fault.named)}".rstrip())
    if faults:
        raise click.exceptions.Exit(1)


def _write(report: Path, faults: list[FileFault]) -> None:
    with report.open("w", encoding="utf-8", newline="") as written:
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((fault.line, _wrong(fault), " ".join(fault.named)) for fault in faults)


def _wrong(fault: FileFault) -> str:
    return ",".join(fault.fields) or "-"
