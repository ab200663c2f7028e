"""Memory of screening (资格审查内存): what one process needs at its peak to take a list in and to
compare it, for lists of growing size in every form.

It may grow by what is bounded anyway: two pieces of the list, one batch of rows, the database's
page cache, and of a workbook the texts that its cells share.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.screening_codes import ListFormat
from tests.architecture.source import ROOT
from tests.benchmarks import results, screened_lists, stores
from tests.engines.databases import SQLITE, Run

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(7200)]

SIZES = [int(size) for size in os.environ.get("BENCH_LISTS", "10000,100000").split(",")]
FORMS = (ListFormat.CSV, ListFormat.JSON, ListFormat.XLSX)
BOUNDED_MB = 160


@pytest.mark.parametrize("form", FORMS)
def test_memory_does_not_follow_the_length_of_a_list(
    run: Run, tmp_path: Path, form: ListFormat
) -> None:
    measured = {size: figures(run, tmp_path / f"{size}.{form}", form, size) for size in SIZES}
    results.keep(f"screening_memory_{form}", {str(size): measured[size] for size in SIZES})
    for size, each in measured.items():
        title = f"Screening of {size:,} rows in {form}"
        results.show(title, {name: f"{value:,.1f}" for name, value in each.items()})
    peaks = {size: each["compared_mb"] for size, each in measured.items()}
    assert max(peaks.values()) < peaks[min(SIZES)] + BOUNDED_MB


def figures(run: Run, path: Path, form: ListFormat, size: int) -> dict[str, float]:
    """Screen a list in a process of its own, and return what it says."""
    screened_lists.write(path, form, size)
    with stores.fresh(run, SQLITE) as url:
        child = [sys.executable, "-m", "tests.benchmarks.screening_child", url, str(path), form]
        done = subprocess.run(  # noqa: S603 - this interpreter, our own program
            child, cwd=ROOT, capture_output=True, check=False, text=True
        )
    path.unlink()
    assert done.returncode == 0, done.stderr
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    assert (found["rows"], found["faulty"]) == (size, 0)
    return found
