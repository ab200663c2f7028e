"""Purity (纯净): the law and the code lists load no framework, tried in a fresh interpreter."""

import subprocess
import sys

import pytest

from tests.architecture import source

PROBE = """
import gc, importlib, sys
gc.disable()
for name in sys.argv[2:]:
    importlib.import_module(name)
print(",".join(sorted(set(sys.argv[1].split(",")) & set(sys.modules))))
"""
FRAMEWORKS = {
    "alembic",
    "apscheduler",
    "babel",
    "cryptography",
    "flask",
    "flask_babel",
    "flask_sqlalchemy",
    "marshmallow",
    "orjson",
    "psycopg",
    "requests",
    "sqlalchemy",
    "werkzeug",
}


def loaded_by(modules: list[str], suspects: set[str]) -> str:
    """Import modules in a fresh interpreter; return which of the suspects that loaded."""
    done = subprocess.run(  # noqa: S603 - this interpreter, our own names
        [sys.executable, "-c", PROBE, ",".join(sorted(suspects)), *modules],
        cwd=source.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def names(*prefixes: str) -> list[str]:
    return [module.name for module in source.under(*prefixes)]


def test_the_law_loads_no_framework() -> None:
    law = names("registry/rules/")
    assert len(law) > 10
    assert loaded_by(law, FRAMEWORKS) == ""


@pytest.mark.parametrize("module", ["schemas.codes", "registry.errors", "registry.clock", "config"])
def test_what_everybody_may_import_loads_no_framework(module: str) -> None:
    assert loaded_by([module], FRAMEWORKS) == ""


def test_the_published_language_loads_marshmallow_at_most() -> None:
    language = names("schemas/")
    assert len(language) > 5
    assert loaded_by(language, FRAMEWORKS - {"marshmallow"}) == ""


def test_the_probe_sees_a_framework() -> None:
    assert loaded_by(["registry.vault"], FRAMEWORKS) == "cryptography"


def test_importing_the_register_loads_nothing_of_its_partners() -> None:
    register = [n for n in names("registry/") if not n.startswith("registry.migrations")]
    assert len(register) > 30
    assert loaded_by(register, {"partners", "wsgi"}) == ""
