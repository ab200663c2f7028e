"""Shared aliases: threads that use one first at the same moment find its columns made already.

The library makes the columns of an alias when they are asked for first. Two threads that asked at
once got columns of their own each, and a dispatcher that kept the statement of one of them with the
columns of the other could not send until it was started anew.
"""

import os
import sys
from pathlib import Path

from tests.architecture.source import ROOT
from tests.forked import Program

WAIT = 100


def test_the_columns_of_an_alias_that_threads_share_are_made_before_there_are_any(
    tmp_path: Path,
) -> None:
    """In a process of its own, since whatever ran before in this one may have made them."""
    log = tmp_path / "log"
    looking = [sys.executable, "-m", "tests.partners.alias_columns"]
    program = Program(looking, environ=os.environ, folder=ROOT, log=log)
    assert program.wait(WAIT) == 0, log.read_text()
    assert int(log.read_text()) >= 2
