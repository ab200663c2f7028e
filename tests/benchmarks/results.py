"""Results (测量结果): printed as tables, and kept in one JSON file by name."""

import json
import platform
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

FILE = Path("build/bench.json")


def keep(name: str, measured: Mapping[str, object]) -> None:
    """Keep what a benchmark measured, beside what others did."""
    FILE.parent.mkdir(exist_ok=True)
    known: dict[str, object] = json.loads(FILE.read_bytes()) if FILE.exists() else {}
    known["machine"] = {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "processor": platform.machine(),
    }
    known[name] = measured
    FILE.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def show(title: str, rows: Mapping[str, str]) -> None:
    """Print a table of two columns."""
    table = Table(title=title, show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    for name, value in rows.items():
        table.add_row(name, value)
    Console(file=sys.__stdout__).print(table)
