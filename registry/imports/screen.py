"""What an operator sees of an import (导入界面): a bar with rate and time left on a terminal, a
line now and then elsewhere, and a summary at the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from registry.imports.cautions import CAUTIONS
from registry.imports.tally import Tally
from schemas.codes import ListingState, Verdict
from schemas.import_codes import RejectionReason
from schemas.labels import label

EVERY_SECONDS = 10.0


class Advance(Protocol):
    """Told how far the work has come."""

    def __call__(self, *, done: int, share: float | None) -> None:
        """Show how many records are done, and what share of the work that is."""


@contextmanager
def progress(console: Console, title: str, *, every: float = EVERY_SECONDS) -> Iterator[Advance]:
    """Show progress until the work is over.

    :param every: how many seconds pass between lines, where there is no terminal.
    """
    if console.is_terminal:
        with _bar(console, title) as advance:
            yield advance
    else:
        yield _lines(console, title, every)


@contextmanager
def _bar(console: Console, title: str) -> Iterator[Advance]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[done]:,} 条 records"),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeElapsedColumn(),
        TextColumn("剩余 left"),
        TimeRemainingColumn(),
    )
    begun = monotonic()
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(title, total=1.0, done=0, rate=0.0)

        def advance(*, done: int, share: float | None) -> None:
            rate = done / max(monotonic() - begun, 0.001)
            bar.update(task, completed=share or 0.0, done=done, rate=rate)

        yield advance


def _lines(console: Console, title: str, every: float) -> Advance:
    begun = monotonic()
    shown = begun

    def advance(*, done: int, share: float | None) -> None:
        nonlocal shown
        now = monotonic()
        if now - shown < every:
            return
        shown = now
        spent = now - begun
        left = "" if not share else f"，剩余约 about {spent / share - spent:.0f} s left"
        percent = "" if share is None else f" {share:.0%}，"
        console.print(
            f"{title}{percent} {done:,} 条 records，{done / spent:,.0f}/s{left}", highlight=False
        )

    return advance


def summary(console: Console, tally: Tally) -> None:
    """Print what became of the lines; what was stored as ended is counted apart."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_row("行 Lines", f"{tally.lines:,}", style="bold")
    for verdict in Verdict:
        table.add_row(_both(verdict), f"{tally.verdicts[verdict]:,}", style="bold")
        for state in ListingState:
            if count := tally.states[verdict, state]:
                table.add_row(f"    {_both(state)}", f"{count:,}")
        if verdict is Verdict.REJECTED:
            _reasons(table, tally)
    for caution, told in CAUTIONS.items():
        if count := tally.cautions[caution]:
            table.add_row(f"提示 Look at: {told.zh} {told.en}", f"{count:,}", style="yellow")
    console.print(table)


def _reasons(table: Table, tally: Tally) -> None:
    for reason in RejectionReason:
        if count := tally.reasons[reason]:
            table.add_row(f"    {reason.value}", f"{count:,}")


def _both(code: Verdict | ListingState) -> str:
    return f"{label(code, 'zh')} {label(code, 'en')}"
