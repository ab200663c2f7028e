"""What the demo says where it cannot be set up: what failed, how it ended, and what it wrote."""

import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from partners.demo.processes import CommandError, Processes
from partners.demo.stage import Stage
from partners.demo.telling import StoryError, Telling

PATH = {"PATH": "/usr/bin:/bin"}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Give a stage of which nothing is set up."""
    made = Stage(tmp_path, Telling(Console(file=StringIO())))
    yield made
    made.close()


def test_a_command_that_breaks_off_says_why(stage: Stage) -> None:
    with pytest.raises(CommandError, match="no such table"):
        stage.flask("registry", "court", "load")


def test_a_command_that_does_not_end_says_what_it_wrote_by_then(tmp_path: Path) -> None:
    endless = "print('so far', flush=True); import signal; signal.pause()"
    with pytest.raises(CommandError, match=r"(?s)not ended.*so far"):
        Processes(PATH, tmp_path, patience=1.0).command(sys.executable, "-c", endless)


def test_a_server_that_falls_says_how_it_ended_and_what_it_wrote(stage: Stage) -> None:
    stage.processes.start("web", (sys.executable, "-c", "raise SystemExit('address in use')"))
    with pytest.raises(StoryError, match=r"(?s)web.*ended with 1.*address in use"):
        stage.wait()


def test_a_server_that_has_written_nothing_yet_has_an_empty_log(tmp_path: Path) -> None:
    assert Processes(PATH, tmp_path).log_of("web") == ""
