"""The processes of the tests (测试进程): each test runs once; what dies takes no other along."""

import os
import subprocess
import sys
from pathlib import Path

SUITE = """
import os
import pytest

@pytest.fixture(scope="module")
def shared():
    yield
    print("taken away")

@pytest.mark.parametrize("number", range(40))
def test_passes(number, shared):
    with open("ran", "a") as file:
        file.write(f"{number} ")

def test_fails():
    print("what it said")
    assert 1 == 2

def test_dies():
    os._exit(3)

def test_comes_after(tmp_path):
    assert tmp_path.exists()
"""


def run(folder: Path, *arguments: str) -> str:
    """Run the little suite in two processes, and return what is told of it."""
    (folder / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own program and words
        (sys.executable, "-m", "pytest", "-p", "tests.processes", "-n", "2", "-q", *arguments),
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path.cwd()), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_every_test_runs_once_and_what_fails_or_dies_is_told(tmp_path: Path) -> None:
    told = run(tmp_path)
    ran = (tmp_path / "ran").read_text(encoding="utf-8").split()
    assert sorted(map(int, ran)) == list(range(40))
    assert "what it said" in told
    assert "assert 1 == 2" in told
    assert "The process that ran this test has ended: 3" in told
    assert "FAILED test_suite.py::test_dies" in told
    assert "2 failed, 41 passed" in told


def test_whoever_wants_no_more_after_a_failure_is_obeyed(tmp_path: Path) -> None:
    told = run(tmp_path, "-x", "-k", "fails or dies")
    assert "1 failed" in told
    assert "stopping after 1 failures" in told
