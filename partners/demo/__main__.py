"""``python -m partners.demo``: sets up, tells the story, shows where to look, and stays until
Ctrl-C.
"""

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from partners.demo.cast import AGENCIES, DEBTOR_NAME
from partners.demo.processes import CommandError
from partners.demo.stage import Stage
from partners.demo.story import Story
from partners.demo.telling import StoryError, Telling
from registry.clock import legal_day, system_clock

IMPORTED = 2000
LOOK_SECONDS = 1.0


def main() -> int:
    """Tell the story; return 0 only when every step was observed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--story", choices=("once", "stay"), default="stay")
    parser.add_argument("--count", type=int, default=IMPORTED, help="records to import")
    arguments = parser.parse_args()
    # A stop from outside ends the demo as Ctrl-C does, its processes with it.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    console = Console(highlight=False, soft_wrap=True)
    with tempfile.TemporaryDirectory(prefix="register-demo-") as folder:
        stage = Stage(Path(folder), Telling(console))
        try:
            return _run(stage, count=arguments.count, stay=arguments.story == "stay")
        except (StoryError, CommandError) as error:
            console.print(f"\n[red]✗[/red] {escape(str(error))}")
            return 1
        except KeyboardInterrupt:
            console.print("\n结束 ending ...")
            return 130 if arguments.story == "once" else 0
        finally:
            stage.close()


def _run(stage: Stage, *, count: int, stay: bool) -> int:
    telling = stage.telling
    began = time.monotonic()
    telling.chapter("准备", "setting up, by an operator's own commands")
    stage.prepare(records=count)
    telling.note(
        "数据库、法院、人员、密钥、措施目录、三家单位", "database, court, staff, keys, agencies"
    )
    if count:
        telling.note(f"导入 {count} 条虚构记录", f"imported {count} invented records")
    stage.open()
    took = time.monotonic() - began
    telling.note(
        f"网站、调度和三家单位已启动，共 {took:.1f} 秒", f"everything is up after {took:.1f} s"
    )
    Story(stage, legal_day(system_clock()())).tell(imported=count)
    missed = telling.missed
    if missed:
        telling.console.print(f"\n[red]{len(missed)} 步未观察到 steps not observed[/red]: {missed}")
    else:
        telling.console.print("\n[green]每一步都已观察到。Every step was observed.[/green]")
    if stay:
        _stay(stage)
    return 1 if missed else 0


def _stay(stage: Stage) -> None:
    console = stage.telling.console
    console.print(f"\n公众查询 public search     {stage.web}/  （已删除的 removed: {DEBTOR_NAME}）")
    console.print(f"接口说明 API description   {stage.web}/api/docs")
    for agency in AGENCIES:
        console.print(f"{agency.name_zh} {agency.name_en}   {stage.agencies[agency.code]}/history")
    console.print("按 Ctrl-C 结束。Ctrl-C ends the demo.")
    while not stage.processes.fallen():
        time.sleep(LOOK_SECONDS)
    for name in stage.processes.fallen():
        log = escape(stage.processes.log_of(name))
        console.print(f"[red]{name} 已停止 has stopped[/red]\n{log}")


if __name__ == "__main__":
    sys.exit(main())
