"""The source as the tests of architecture see it (源码视图): modules, texts and trees."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("schemas", "registry", "partners")
SINGLE_MODULES = ("config.py", "wsgi.py")
MIGRATIONS = "registry/migrations/"


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: str

    @property
    def name(self) -> str:
        """Return its dotted name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_package(self) -> bool:
        """Tell whether it is the face of a folder."""
        return self.path.endswith("/__init__.py")

    @cached_property
    def text(self) -> str:
        """Return what is written in it."""
        return (ROOT / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Return it parsed."""
        return ast.parse(self.text, filename=self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Return all that its tree is made of; most tests go through all of it."""
        return tuple(ast.walk(self.tree))

    def calls(self) -> Iterator[ast.Call]:
        """Yield every call in it."""
        return (node for node in self.nodes if isinstance(node, ast.Call))


@cache
def product() -> tuple[Module, ...]:
    """Return the modules of the program itself, migrations included."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    found += [ROOT / name for name in SINGLE_MODULES]
    return _modules(found)


@cache
def tests() -> tuple[Module, ...]:
    """Return the modules of the tests."""
    return _modules(list((ROOT / "tests").rglob("*.py")))


@cache
def tracked() -> tuple[str, ...]:
    """Return every file that git knows or would add, as paths from the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(sorted(path for path in listing.split("\0") if path and (ROOT / path).exists()))


def under(*prefixes: str) -> tuple[Module, ...]:
    """Return the modules of the program whose path begins so."""
    return tuple(module for module in product() if module.path.startswith(prefixes))


def places(module: Module, *nodes: ast.AST) -> list[str]:
    """Write where in a module something stands, for a reader who wants to go there."""
    return [f"{module.path}:{getattr(node, 'lineno', 1)}" for node in nodes]


def _modules(paths: list[Path]) -> tuple[Module, ...]:
    return tuple(Module(str(path.relative_to(ROOT))) for path in sorted(paths))
