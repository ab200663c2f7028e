"""An application on the machine's clock (按实时运行的应用): who verifies signatures refuses what is
not from now.
"""

from collections.abc import Iterator

from flask import Flask

from config import Settings
from partners import component
from registry.app import create_app
from registry.clock import system_clock
from registry.db import db


def application(settings: Settings) -> Iterator[Flask]:
    """Yield the application once, and let go of its database."""
    built = create_app(settings, component.init_app, clock=system_clock())
    with built.app_context():
        yield built
        db.session.remove()
        db.engine.dispose()
