"""An import in a process of its own (导入进程), for tests that kill it or start two.

It says each group that it has committed.

``python -m tests.imports.importer URL FILE GROUP``
"""

import sys
from pathlib import Path

from partners import component
from registry.app import create_app
from tests.engines.migrated import settings_for
from tests.imports.running import import_file


def main(url: str, file: str, group: str) -> None:
    """Import the file into the database."""
    app = create_app(settings_for(url), component.init_app)
    with app.app_context():
        import_file(Path(file), group=int(group), after_each=said)


def said() -> None:
    """Say that a group is committed."""
    sys.stdout.write("committed\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
