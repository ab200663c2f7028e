"""Applications for the tests (测试用应用): built once a process, for a test needs a fresh store but
no fresh program; an engine that stays also remembers the statements it has compiled.
"""

from flask import Flask

from config import Settings
from partners import component
from registry.app import create_app
from tests.clocks import SetClock


class Applications:
    """The applications of one process, by their settings, all of them on one clock."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self._built: dict[Settings, Flask] = {}

    def build(self, settings: Settings) -> Flask:
        """Build an application for one test alone."""
        return create_app(settings, component.init_app, clock=self.clock)

    def serving(self, settings: Settings) -> Flask:
        """Return the application with these settings."""
        if settings not in self._built:
            self._built[settings] = self.build(settings)
        return self._built[settings]
