"""Applications for the tests (测试用应用): built once a process, for a test needs a fresh store but
no fresh program; an engine that stays also remembers the statements it has compiled.
"""

from typing import Any

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

    def take_back(self, app: Flask, was: dict[str, Any]) -> None:
        """Take an application back from a test, unless it is another one now.

        :param was: what its parts had handed in when the test was given it.
        :raises AssertionError: when the test has changed it; no later test is given it then.
        """
        now = handed_in(app)
        changed = sorted(name for name in was | now if was.get(name) is not now.get(name))
        if changed:
            self._built = {key: built for key, built in self._built.items() if built is not app}
        assert not changed, f"changes the application that others use, without own_app: {changed}"


def handed_in(app: Flask) -> dict[str, Any]:
    """Return what the parts of an application have handed in to it, and its configuration."""
    found: dict[str, Any] = {f"config: {name}": value for name, value in app.config.items()}
    for name, value in app.extensions.items():
        found[name] = value
        if isinstance(value, dict):
            found |= {f"{name}: {key}": inner for key, inner in value.items()}
    return found
