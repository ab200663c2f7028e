"""Jobs of the partner side (推送侧定时任务): watch over what agencies are to lift, and prepare
snapshots and reconciliations.

Sending is a job too, which :mod:`partners.dispatch.dispatcher` does.
"""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.models.streams import StreamState
from partners.notices.blocks import Blocks
from partners.oversight import lag_alarms, lifting_duties, lifting_waits
from partners.services import reconciliations, snapshot_pieces, snapshots
from registry.db import db, end_reading, transaction
from registry.runtime import current_runtime
from registry.timetable import Job, add_job

WATCH_EVERY_SECONDS = 60.0
# An agency that waits for a snapshot gets nothing else meanwhile.
PREPARE_EVERY_SECONDS = 5.0
# Each group is one commit, so that other writers never wait long.
WATCHED_AT_ONCE = 100


def watch_liftings() -> None:
    """Open the duties of agencies for records of which something is to be lifted, and close those
    that are done (督促解除).
    """
    runtime = current_runtime()
    now, working_days = runtime.now(), runtime.policy.lifting_working_days
    _in_groups(lambda session: lifting_duties.read_on(session, limit=WATCHED_AT_ONCE))
    with transaction() as session:
        lifting_waits.wake_accepted(session)
    _in_groups(
        lambda session: lifting_duties.look(
            session, working_days=working_days, now=now, limit=WATCHED_AT_ONCE
        )
    )


def prepare_snapshots() -> None:
    """Prepare what agencies have asked for, piece by piece, and give up what nobody took (快照)."""
    vault = current_runtime().vault
    for snapshot_id in snapshot_pieces.unprepared(db.session()):
        while True:
            piece = snapshot_pieces.read_piece(db.session(), vault, snapshot_id)
            end_reading()
            if piece is None:
                break
            with transaction() as session:
                snapshot_pieces.keep_piece(session, vault, piece, now=current_runtime().now())
    end_reading()
    with transaction() as session:
        snapshots.expire(session, now=current_runtime().now())


def prepare_reconciliations() -> None:
    """Prepare what agencies compare their copies with, piece by piece, and forget it after a while
    (对账).
    """
    for reconciliation_id in reconciliations.unprepared(db.session()):
        while True:
            piece = reconciliations.read_piece(db.session(), reconciliation_id)
            end_reading()
            if piece is None:
                break
            with transaction() as session:
                reconciliations.keep_piece(session, piece, now=current_runtime().now())
    end_reading()
    with transaction() as session:
        reconciliations.expire(session, now=current_runtime().now())


def watch_lags() -> None:
    """Tell operators of streams that are behind (推送滞后), each step once."""
    blocks = Blocks()
    for agency_id in db.session.scalars(select(StreamState.agency_id)).all():
        since = lag_alarms.waiting_since(db.session(), agency_id, blocks)
        end_reading()
        with transaction() as session:
            lag_alarms.note(session, agency_id, since, now=current_runtime().now())


def _in_groups(look: Callable[[Session], int]) -> None:
    looked = WATCHED_AT_ONCE
    while looked == WATCHED_AT_ONCE:
        with transaction() as session:
            looked = look(session)


def init_app(app: Flask) -> None:
    """Give an application the jobs of the partner side."""
    add_job(app, Job("watch-liftings", WATCH_EVERY_SECONDS, watch_liftings))
    add_job(app, Job("prepare-snapshots", PREPARE_EVERY_SECONDS, prepare_snapshots))
    add_job(app, Job("prepare-reconciliations", PREPARE_EVERY_SECONDS, prepare_reconciliations))
    add_job(app, Job("watch-lags", WATCH_EVERY_SECONDS, watch_lags))
