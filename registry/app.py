"""The application factory (应用): puts settings, store, journal and front ends together."""

from collections.abc import Callable
from pathlib import Path

import orjson
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from registry import (
    calendar_commands,
    cli,
    closed_round_commands,
    jobs,
    journal_commands,
    scheduler_commands,
    view_commands,
    watch_commands,
)
from registry.api import component as court_api
from registry.clock import Clock, movable_clock, system_clock
from registry.db import db
from registry.engines import configure_engine, engine_options
from registry.journal import append
from registry.journal.heads import HeadSigner
from registry.local_policy import policy_of
from registry.models import (
    bound_persons,
    calendars,
    capacity,
    cases,
    certificates,
    courts,
    deadlines,
    enforcement_notices,
    erasures,
    evidence,
    idempotency,
    imports,
    inquiries,
    journal,
    listings,
    other_duties,
    own_codes,
    proceedings,
    publication,
    remedies,
    reminders,
    repairs,
    screenings,
    sealed_texts,
    subjects,
    suggestion_letters,
    transfers,
    views,
    watch_lists,
    watches,
)
from registry.models import jobs as job_records
from registry.public import component as public
from registry.runtime import EXTENSION, Runtime, current_runtime
from registry.vault import Vault
from registry.web import bodies, openapi
from registry.web import component as web
from registry.web.late_rules import LateRule

# Importing a family of tables is what makes it part of the metadata.
TABLES = (
    bound_persons,
    calendars,
    capacity,
    cases,
    certificates,
    courts,
    deadlines,
    enforcement_notices,
    erasures,
    evidence,
    idempotency,
    imports,
    inquiries,
    job_records,
    journal,
    listings,
    other_duties,
    own_codes,
    proceedings,
    publication,
    remedies,
    reminders,
    repairs,
    screenings,
    sealed_texts,
    subjects,
    suggestion_letters,
    transfers,
    views,
    watch_lists,
    watches,
)

Component = Callable[[Flask], None]
MIGRATIONS = str(Path(__file__).parent / "migrations")


def create_app(settings: Settings, *components: Component, clock: Clock | None = None) -> Flask:
    """Build the application.

    :param settings: what differs between installations.
    :param components: what is handed in from outside the register, such as the partner side.
    :param clock: stands in for the machine's clock.
    """
    app = Flask("registry", template_folder="templates", static_folder="static")
    app.url_rule_class = LateRule
    app.request_class = bodies.Request
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
    )
    if settings.proxies:
        # Who calls is told apart where wrong codes and keys are counted.
        believed = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=believed, x_proto=believed)  # type: ignore[method-assign]  # Flask's own way
    now = clock or _clock_of(settings)
    app.extensions[EXTENSION] = Runtime(
        settings=settings,
        clock=now,
        vault=Vault(settings.identity_keys, settings.index_key),
        signer=HeadSigner(settings.journal_key),
        policy=policy_of(orjson.loads(settings.policy)),
    )
    db.init_app(app)
    with app.app_context():
        configure_engine(db.engine)
    web.init_app(app, settings)
    api = openapi.init_app(app)
    court_api.init_app(app, api)
    public.init_app(app, api)
    cli.registry_commands.add_command(calendar_commands.commands)
    cli.registry_commands.add_command(journal_commands.commands)
    cli.registry_commands.add_command(view_commands.commands)
    cli.registry_commands.add_command(closed_round_commands.commands)
    cli.registry_commands.add_command(watch_commands.commands)
    app.cli.add_command(cli.registry_commands)
    Migrate(app, db, directory=MIGRATIONS, render_as_batch=True, compare_type=True)
    scheduler_commands.init_app(app)
    jobs.init_app(app)
    for component in components:
        component(app)
    return app


def _clock_of(settings: Settings) -> Clock:
    if settings.clock_offset_file:
        return movable_clock(Path(settings.clock_offset_file), settings.clock_offset_seconds)
    return system_clock(settings.clock_offset_seconds)


@event.listens_for(db.session, "before_commit")
def _seal_entries(session: Session) -> None:
    runtime = current_runtime()
    append.seal(session, runtime.vault, recorded_at=runtime.now())


@event.listens_for(db.session, "after_soft_rollback")
def _forget_entries(session: Session, _previous: SessionTransaction) -> None:
    append.discard(session)
