"""What others on the machine can see of the demo: arguments, but no secret."""

import subprocess
import sys
from pathlib import Path

from partners.demo import agency
from tests.architecture.source import ROOT

ARGUMENTS = ("--code", "housing", "--store", "housing.db")


def test_the_secrets_of_an_agency_come_from_its_environment() -> None:
    assert agency.secrets_from({agency.SECRETS: "whsec_AAAA whsec_AAEC"}) == [
        b"\0\0\0",
        b"\0\1\2",
    ]


def test_an_agency_without_a_secret_says_what_it_needs(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "partners.demo.agency", *ARGUMENTS],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert agency.SECRETS in done.stderr
    assert "Traceback" not in done.stderr
