"""What an operator sees of a wrong setting: one sentence that names it, and no trace."""

import os
import subprocess
import sys

from tests.architecture.source import ROOT


def test_a_missing_secret_is_told_in_one_sentence_and_ends_the_program() -> None:
    environment = {
        **os.environ,
        "REGISTRY_ENV": "production",
        "DATABASE_URL": "sqlite:///register.db",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        env={key: value for key, value in environment.items() if key != "SECRET_KEY"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    # gunicorn gives up at this status; at any other it would start workers for ever.
    assert done.returncode == 3
    assert "SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr
