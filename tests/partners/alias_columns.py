"""The columns of shared aliases, looked at in a process in which nothing has used them yet."""

import sys
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from sqlalchemy import inspect
from sqlalchemy.orm.util import AliasedClass

import partners
import registry


def main() -> None:
    """Write how many aliases modules share, or end with the first that has no columns yet."""
    found = 0
    for module in (*modules(registry), *modules(partners)):
        for called, value in vars(module).items():
            if not isinstance(value, AliasedClass):
                continue
            found += 1
            if "c" not in vars(inspect(value).selectable):
                sys.exit(f"{module.__name__}.{called} has no columns before its first use")
    sys.stdout.write(f"{found}\n")


def modules(package: ModuleType) -> list[ModuleType]:
    """Load every module of a package, but what runs as soon as it is loaded."""
    return [
        import_module(module.name)
        for module in walk_packages(package.__path__, f"{package.__name__}.")
        if "__main__" not in module.name and ".migrations" not in module.name
    ]


if __name__ == "__main__":
    main()
