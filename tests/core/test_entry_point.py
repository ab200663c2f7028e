"""What an operator sees of a wrong setting: one sentence that names it, and no trace."""

import os
import sys
from pathlib import Path

from tests.architecture.source import ROOT
from tests.forked import Program

WAIT = 100


def test_a_missing_secret_is_told_in_one_sentence_and_ends_the_program(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "REGISTRY_ENV": "production",
        "DATABASE_URL": "sqlite:///register.db",
    }
    environment.pop("SECRET_KEY", None)
    log = tmp_path / "log"
    program = Program([sys.executable, "-m", "wsgi"], environ=environment, folder=ROOT, log=log)
    # gunicorn gives up at this status; at any other it would start workers for ever.
    assert program.wait(WAIT) == 3
    written = log.read_text()
    assert "SECRET_KEY is missing" in written
    assert "Traceback" not in written
