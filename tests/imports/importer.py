"""An import in a process of its own (导入进程), for tests that kill it or start two.

It says each group that it has committed.
"""

from multiprocessing.connection import Connection
from pathlib import Path

from partners import component
from registry.app import create_app
from tests.engines.migrated import settings_for
from tests.imports.running import import_file

COMMITTED = "committed"


def main(url: str, file: Path, group: int, said: Connection) -> None:
    """Import the file into the database."""
    app = create_app(settings_for(url), component.init_app)
    with app.app_context():
        import_file(file, group=group, after_each=lambda: said.send(COMMITTED))
