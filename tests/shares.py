"""Shares of the tests (分头载入): in a fresh clone each process compiles other files first.

Processes that collect the same tests at the same time, in the same order, would each compile all of
them. Each begins with a share of its own instead, and finds what the others have compiled by then.
"""

from contextlib import suppress
from importlib import import_module
from pathlib import Path


def load_share(folder: Path, root: Path, *, which: int, of: int) -> None:
    """Load one of so many equal shares of the tests in a folder.

    What cannot be loaded is left to be collected, which tells why.
    """
    for path in sorted(folder.rglob("test_*.py"))[which::of]:
        with suppress(Exception):
            import_module(".".join(path.relative_to(root).with_suffix("").parts))
