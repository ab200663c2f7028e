"""Jobs for measures (措施定时任务): those whose last day is over end, and records follow measures
that changed.
"""

from flask import Flask

from partners.deliveries import faults
from partners.deliveries.faults import AdjustPoint
from partners.services import adjustments, catalogue
from registry.db import db, end_reading, transaction
from registry.runtime import current_runtime
from registry.timetable import Job, add_job

# Audiences know the last day by themselves: agencies are told to lift as soon as it is over, and
# the interval makes up for what could not be done then.
EXPIRE_EVERY_SECONDS = 300.0
ADJUST_EVERY_SECONDS = 5.0


def expire_measures() -> None:
    """End the measures whose last day is over (措施届满)."""
    now = current_runtime().now()
    with transaction() as session:
        catalogue.expire(session, now=now)


def adjust_records() -> None:
    """Bring records in line with measures that changed (措施调整), until nothing is left."""
    fault = faults.faulter(current_runtime().settings.fault_at)
    goes_on = adjustments.is_wanted(db.session())
    end_reading()
    while goes_on:
        with transaction() as session:
            goes_on = adjustments.advance(session, now=current_runtime().now(), fault=fault)
        fault(AdjustPoint.PAGED)


def init_app(app: Flask) -> None:
    """Give an application these jobs."""
    add_job(app, Job("expire-measures", EXPIRE_EVERY_SECONDS, expire_measures, each_day=True))
    add_job(app, Job("adjust-records", ADJUST_EVERY_SECONDS, adjust_records))
