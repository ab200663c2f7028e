"""The register's own jobs (登记系统定时任务): sign the tree head, end terms that are over,
resume suspended orders on their day, forget answers that nobody asks for again.

Jobs on their own only end burdens, or resume a suspended order on the day that was fixed with its
suspension; nothing is ever imposed or published by the passing of time.
"""

from datetime import timedelta

from flask import Flask
from sqlalchemy.exc import IntegrityError

from registry import recomputation
from registry.db import db, end_reading, transaction
from registry.journal import heads, read
from registry.journal.entry import Actor
from registry.runtime import current_runtime
from registry.screening import changing, watching, working
from registry.services.acts import view_anchors
from registry.services.capacity import late_proposals, missing_reports
from registry.services.clocks import reminders
from registry.services.endings import endings
from registry.services.restrictions import restriction_pauses, restriction_periods
from registry.timetable import Job, add_job
from registry.web import idempotency

SIGN_EVERY_SECONDS = 60.0
# With each legal day, at once: the public search tests dates by itself, but agencies learn of the
# end from its entry. The interval makes up for what could not be done then.
END_TERMS_EVERY_SECONDS = 900.0
RESUME_EVERY_SECONDS = 300.0
# Each group is one commit, so that other writers never wait long.
ENDED_AT_ONCE = 100
# A command does it at once; this goes on where one was killed, and follows a new program.
RECOMPUTE_EVERY_SECONDS = 3_600.0
RECOMPUTED_AT_ONCE = 200
RECOMPUTING = Actor(name="job:recompute-deadlines", via="scheduler")
# People read them in the morning; a late one is made up for.
REMIND_EVERY_SECONDS = 900.0
TOLD_AT_ONCE = 100
# Nobody repeats a request after so long, and an answer shows what a record shows.
ANSWERS_KEPT = timedelta(days=7)
FORGET_EVERY_SECONDS = 3_600.0
# Whoever handed in a short list waits for it.
SCREEN_EVERY_SECONDS = 5.0


def sign_tree_head() -> None:
    """Sign the journal as it stands (签署台账), unless that was done already (RFC 6962 3.5); the
    record of views goes into it first.
    """
    with transaction() as session:
        view_anchors.anchor(session, now=current_runtime().now())
    signed = heads.latest(db.session())
    size = read.head(db.session()).size
    end_reading()
    if signed is not None and signed.size == size:
        return
    runtime = current_runtime()
    try:
        with transaction() as session:
            runtime.signer.sign(session, now=runtime.now())
    except IntegrityError:
        # Another scheduler has signed this very size: one signature is all that is needed.
        return


def end_terms() -> None:
    """Remove every listing whose fixed term is over (期限届满删除, Listing Rules Art. 2)."""
    now = current_runtime().now()
    ended = ENDED_AT_ONCE
    while ended:
        with transaction() as session:
            ended = endings.end_terms(session, now=now, limit=ENDED_AT_ONCE)


def resume_restrictions() -> None:
    """Resume every order whose suspension is over (恢复限制消费, 2019 Opinion 17(3))."""
    now = current_runtime().now()
    resumed = ENDED_AT_ONCE
    while resumed:
        with transaction() as session:
            resumed = restriction_pauses.resume_those_over(session, now=now, limit=ENDED_AT_ONCE)


def end_restrictions() -> None:
    """Lift every order whose stated period is over (限制消费期间届满, Consumption Rules Art. 5)."""
    now = current_runtime().now()
    ended = ENDED_AT_ONCE
    while ended:
        with transaction() as session:
            ended = restriction_periods.end_those_over(session, now=now, limit=ENDED_AT_ONCE)


def recompute_deadlines() -> None:
    """Compute last days anew that depend on a year arranged by now (重新计算期限)."""
    recomputation.run(actor=RECOMPUTING, at_once=RECOMPUTED_AT_ONCE)


def remind() -> None:
    """Write what is to be told of duties soon due or missed (提醒与上报)."""
    runtime = current_runtime()
    written = TOLD_AT_ONCE
    while written == TOLD_AT_ONCE:
        with transaction() as session:
            written = reminders.write(
                session, policy=runtime.policy, now=runtime.now(), limit=TOLD_AT_ONCE
            )


def open_what_is_owed() -> None:
    """Open duties that a day or an import brought about (补开期限事项): to look into a property
    report that is missing, and to decide on listings of those who stand found unable.
    """
    now = current_runtime().now()
    opened = ENDED_AT_ONCE
    while opened:
        with transaction() as session:
            opened = missing_reports.owe(session, now=now, limit=ENDED_AT_ONCE)
    seen: int | None = 0
    while seen is not None:
        with transaction() as session:
            seen = late_proposals.open_missing(session, now=now, after=seen, limit=ENDED_AT_ONCE)


def screen() -> None:
    """Index what numbers came in, and compare the lists that wait (资格审查比对)."""
    runtime = current_runtime()
    working.index_numbers(runtime)
    working.work_off(runtime)


def watch() -> None:
    """Tell whoever watches lists what changed about them, and end what is over (持续审查提示)."""
    runtime = current_runtime()
    changing.work_off(runtime)
    watching.raise_alerts(runtime)
    watching.end_watches(runtime)


def erase_screenings() -> None:
    """Erase what came of screenings when it was kept long enough (清除审查结果)."""
    runtime = current_runtime()
    working.erase_old(runtime)
    watching.forget_alerts(runtime)
    changing.forget_rows(runtime)


def forget_answers() -> None:
    """Delete the answers that were kept for repeated requests (幂等答复清理) when they are old."""
    moment = current_runtime().now() - ANSWERS_KEPT
    with transaction() as session:
        idempotency.forget_before(session, moment)


def init_app(app: Flask) -> None:
    """Give an application the register's jobs."""
    add_job(app, Job("forget-answers", FORGET_EVERY_SECONDS, forget_answers))
    add_job(app, Job("end-terms", END_TERMS_EVERY_SECONDS, end_terms, each_day=True))
    add_job(app, Job("end-restrictions", END_TERMS_EVERY_SECONDS, end_restrictions, each_day=True))
    add_job(
        app, Job("resume-restrictions", RESUME_EVERY_SECONDS, resume_restrictions, each_day=True)
    )
    add_job(app, Job("recompute-deadlines", RECOMPUTE_EVERY_SECONDS, recompute_deadlines))
    add_job(app, Job("open-duties", REMIND_EVERY_SECONDS, open_what_is_owed))
    add_job(app, Job("remind", REMIND_EVERY_SECONDS, remind))
    add_job(app, Job("screen", SCREEN_EVERY_SECONDS, screen))
    add_job(app, Job("watch", SCREEN_EVERY_SECONDS, watch))
    add_job(app, Job("erase-screenings", FORGET_EVERY_SECONDS, erase_screenings))
    add_job(app, Job("sign-tree-head", SIGN_EVERY_SECONDS, sign_tree_head))
