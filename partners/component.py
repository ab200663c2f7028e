"""The partner side as a component (推送组件): hands its tables, commands, jobs and pages to the
application.
"""

from collections.abc import Sequence
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from partners import (
    jobs,
    measure_jobs,
    texts,
    texts_pages,
    texts_parked,
    texts_receipts,
    texts_resends,
)
from partners.api import component as api
from partners.commands import cli
from partners.deliveries import faults
from partners.dispatch.dispatcher import EXTENSION, Dispatcher
from partners.dispatch.prover import EVERY_SECONDS as PROVE_EVERY_SECONDS
from partners.dispatch.prover import EXTENSION as PROVER
from partners.dispatch.prover import Prover
from partners.endpoints import addresses
from partners.endpoints.addresses import Reach
from partners.endpoints.connections import Certificates
from partners.endpoints.transport import HttpTransport
from partners.models import (
    adjustments,
    agencies,
    alarms,
    endpoints,
    operators,
    parked,
    reconciliations,
    snapshots,
    streams,
)
from partners.oversight import inquiries, lifting_duties
from partners.pages import component as pages
from partners.services import agency_checks, inquiry_kinds
from registry import asked_agencies, confirmations
from registry.runtime import EXTENSION as RUNTIME
from registry.runtime import Runtime, current_runtime
from registry.timetable import Job, add_job
from registry.web import texts as registry_texts
from registry.web.openapi import api_of

# A look at streams and endpoints comes back at once, whatever is under way: it hangs if not.
TICK_SECONDS = 60.0
#  Importing a family of tables is what makes it part of the one metadata and the one migration
# history.
TABLES = (
    adjustments,
    agencies,
    alarms,
    endpoints,
    operators,
    parked,
    reconciliations,
    snapshots,
    streams,
)


def init_app(app: Flask) -> None:
    """Add the partner side to an application."""
    registry_texts.add(texts.TEXTS)
    registry_texts.add(texts_resends.TEXTS)
    registry_texts.add(texts_parked.TEXTS)
    registry_texts.add(texts_pages.TEXTS)
    registry_texts.add(texts_receipts.TEXTS)
    app.cli.add_command(cli.partners_commands)
    api.init_app(api_of(app))
    pages.init_app(app)
    confirmations.hand_in(
        app, confirmations.Source(of_record=_told, is_agency=agency_checks.is_known)
    )
    jobs.init_app(app)
    asked_agencies.hand_in(
        app,
        asked_agencies.Source(respondents=inquiry_kinds.respondents, progress=inquiries.progress),
    )
    runtime: Runtime = app.extensions[RUNTIME]
    settings = runtime.settings
    reach = Reach(
        local=not settings.is_production, networks=addresses.networks(settings.agency_networks)
    )
    certificates = Certificates(settings.agency_ca_file, settings.agency_client_cert_file)
    transport = HttpTransport(
        https_only=settings.is_production, reach=reach, certificates=certificates
    )
    dispatcher = Dispatcher(app, transport, fault=faults.faulter(settings.fault_at))
    app.extensions[EXTENSION] = dispatcher
    measure_jobs.init_app(app)
    add_job(
        app,
        Job(
            "dispatch",
            settings.dispatch_every_seconds,
            dispatcher.tick,
            stop=dispatcher.close,
            longest_seconds=TICK_SECONDS,
        ),
    )
    prover = Prover(app, transport)
    app.extensions[PROVER] = prover
    add_job(
        app,
        Job(
            "prove-endpoints",
            PROVE_EVERY_SECONDS,
            prover.tick,
            stop=prover.close,
            longest_seconds=TICK_SECONDS,
        ),
    )


def _told(session: Session, record: UUID) -> Sequence[confirmations.AgencyTold]:
    runtime = current_runtime()
    working_days = runtime.policy.lifting_working_days
    return lifting_duties.told(session, record, working_days=working_days, now=runtime.now())
