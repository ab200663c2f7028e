"""The applications of the tests (测试用应用): one that a test has changed serves no other test."""

from pathlib import Path

import pytest

from registry import confirmations
from tests.engines.applications import Applications, handed_in
from tests.engines.migrated import settings_for


def test_a_changed_application_is_noticed_and_serves_nobody_any_more(tmp_path: Path) -> None:
    applications = Applications()
    settings = settings_for(f"sqlite:///{tmp_path / 'registry.db'}")
    app = applications.serving(settings)
    applications.take_back(app, handed_in(app))
    assert applications.serving(settings) is app
    was = handed_in(app)
    app.config["LANGUAGES"] = ()
    app.extensions[confirmations.EXTENSION] = object()
    with pytest.raises(AssertionError, match=f"LANGUAGES.*{confirmations.EXTENSION}"):
        applications.take_back(app, was)
    assert applications.serving(settings) is not app
