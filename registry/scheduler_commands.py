"""Commands of the scheduler (定时任务命令): run it, and look at it from outside."""

import logging
import signal
from contextlib import suppress
from dataclasses import asdict

import click
import orjson
from flask import Flask, current_app
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy.exc import OperationalError

from registry import late_jobs, logs, structure
from registry.cli import refusals_told
from registry.db import db
from registry.late_jobs import JobReport
from registry.runtime import current_runtime
from registry.scheduling import run_until_told
from registry.timetable import jobs_of

log = logging.getLogger(__name__)
commands = AppGroup("scheduler", help="Run and watch the jobs 定时任务")


@commands.command("run", with_appcontext=False)
@click.pass_obj
def run(script: ScriptInfo) -> None:
    """Run every job at its interval until SIGTERM or SIGINT 运行定时任务.

    数据库与程序版本不符的，不启动；运行中数据库被升级的，随即结束，退出状态为 1。

    It does not begin on a database of another version, and ends with status 1 when the database is
    migrated under it.
    """
    app = script.load_app()
    with app.app_context():
        logs.configure(current_runtime().settings.log_level)
        # A store that is not there yet is waited for.
        with refusals_told(), suppress(OperationalError):
            structure.check(db.session())
    names = [job.name for job in jobs_of(app)]
    number = run_until_told(
        app, on_start=lambda: log.info("scheduler started", extra={"jobs": names})
    )
    said = None if number is None else signal.Signals(number).name
    log.info("scheduler ended", extra={"signal": said})
    if number is None:
        raise SystemExit(1)


@commands.command("status")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For programs.")
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> None:
    """Show when each job last ran to its end, and its last error 任务状态.

    有任务未按时运行的，退出状态为 1。 Exit status 1 where a job is late.
    """
    with refusals_told():
        found = late_jobs.report(db.session(), jobs_of(current_app), now=current_runtime().now())
    if as_json:
        click.echo(orjson.dumps([asdict(job) for job in found]))
    else:
        for job in found:
            _show(job)
    context.exit(1 if any(job.is_late for job in found) else 0)


def _show(job: JobReport) -> None:
    succeeded = job.succeeded_at.isoformat() if job.succeeded_at else "-"
    how = "late" if job.is_late else "on time"
    click.echo(f"{job.name}\t{how}\tfailures={job.failures}\tsucceeded_at={succeeded}")
    if job.error:
        click.echo(f"\t{job.error}")


def init_app(app: Flask) -> None:
    """Add the commands of the scheduler to an application."""
    app.cli.add_command(commands)
