"""Shared aliases: threads that use one first at the same moment find its columns made already.

The library makes the columns of an alias when they are asked for first. Two threads that asked at
once got columns of their own each, and a dispatcher that kept the statement of one of them with the
columns of the other could not send until it was started anew.
"""

import subprocess
import sys

import pytest

CHECK = """
import sys
from importlib import import_module
from pkgutil import walk_packages

from sqlalchemy import inspect
from sqlalchemy.orm.util import AliasedClass

found = 0
for name in sys.argv[1:]:
    package = import_module(name)
    for module in walk_packages(package.__path__, name + "."):
        if "__main__" in module.name or ".migrations" in module.name:
            continue
        for called, value in vars(import_module(module.name)).items():
            if isinstance(value, AliasedClass):
                found += 1
                made = "c" in vars(inspect(value).selectable)
                assert made, f"{module.name}.{called} has no columns before its first use"
print(found)
"""


@pytest.mark.timeout(120)
def test_the_columns_of_an_alias_that_threads_share_are_made_before_there_are_any() -> None:
    """In a process of its own, since whatever ran before in this one may have made them."""
    command = [sys.executable, "-c", CHECK, "registry", "partners"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 2
