"""Memory of the import (导入内存): what the command needs at its peak, for files of growing size.

It may grow by what is bounded anyway (the database's page cache of 64 MB, tables of dates and areas
that fill up once), and by nothing that follows the number of lines.
"""

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from registry.imports.demo_records import demo_records
from tests.architecture.source import ROOT
from tests.benchmarks import results, stores
from tests.engines.databases import SQLITE, Run

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(7200)]

SIZES = [int(size) for size in os.environ.get("BENCH_LINES", "5000,50000").split(",")]
BOUNDED_MB = 120
KB_PER_MB = 1024


def test_memory_does_not_follow_the_number_of_lines(run: Run, tmp_path: Path) -> None:
    peaks = {size: peak(run, written(tmp_path / f"{size}.jsonl", size)) for size in SIZES}
    results.keep("import_memory", {"peak_mb": {str(size): peaks[size] for size in SIZES}})
    results.show(
        "Peak memory of flask registry import",
        {f"{size:,} lines": f"{mb:,.0f} MB" for size, mb in peaks.items()},
    )
    assert max(peaks.values()) < peaks[min(SIZES)] + BOUNDED_MB


def written(path: Path, size: int) -> Path:
    """Write a file of so many records."""
    with path.open("wb") as file:
        for record in demo_records(size, seed=size):
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    return path


def peak(run: Run, file: Path) -> float:
    """Import a file by the command, in a process of its own; return its peak memory in MB."""
    with stores.fresh(run, SQLITE) as url:
        process = subprocess.Popen(  # noqa: S603 - this interpreter, our own program
            [sys.executable, "-m", "flask", "registry", "import", str(file)],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "REGISTRY_ENV": "test"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    file.unlink()
    assert process.returncode == 0
    return usage.ru_maxrss / KB_PER_MB
