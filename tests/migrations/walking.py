"""Walking through the migrations (迁移往返): as the commands of an operator do, but the scripts of
all migrations are read once, not anew with every step.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from registry import app as application


@cache
def scripts() -> ScriptDirectory:
    """Return the migrations as alembic reads them."""
    return ScriptDirectory(application.MIGRATIONS)


def revisions() -> list[str]:
    """Return the revisions, first to last."""
    return [script.revision for script in scripts().walk_revisions()][::-1]


def up(revision: str = "head") -> None:
    """Migrate the database of the application up to a revision."""
    _walk(lambda now: scripts()._upgrade_revs(revision, now))


def down(revision: str = "-1") -> None:
    """Migrate the database of the application back to a revision, or by one."""
    _walk(lambda now: scripts()._downgrade_revs(revision, now))


def _walk(steps: Callable[[Any], Any]) -> None:
    with EnvironmentContext(Config(), scripts(), fn=lambda now, _context: steps(now)):
        scripts().run_env()
