"""Migrating test databases (测试库迁移), with the very migrations that an operator runs."""

import flask_migrate

from config import Settings
from partners import component
from registry.app import create_app
from registry.db import db


def settings_for(url: str) -> Settings:
    """Return the settings of a test that works on this database."""
    return Settings.from_env({"REGISTRY_ENV": "test", "DATABASE_URL": url})


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate a database up to a revision and let go of it, so that it can be copied."""
    app = create_app(settings_for(url), component.init_app)
    with app.app_context():
        flask_migrate.upgrade(revision=revision)
        db.engine.dispose()


def downgrade(url: str, revision: str = "base") -> None:
    """Migrate a database down to a revision."""
    app = create_app(settings_for(url), component.init_app)
    with app.app_context():
        flask_migrate.downgrade(revision=revision)
        db.engine.dispose()
