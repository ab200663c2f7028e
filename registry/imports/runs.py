"""Import runs (导入批次): begun with the first entry that is written, gone on with after an
interruption, finished once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from registry import events
from registry.errors import ErrorKind, ServiceError
from registry.events import Kind
from registry.imports.tally import Tally
from registry.journal import append
from registry.journal.entry import Actor, Entry
from registry.models.imports import ImportRun
from schemas.codes import Verdict
from schemas.import_codes import ImportState

# One import writes at a time: which lines are new can only be said under this lock. Its number is
# ours alone in the database.
_LOCK = 6_912_016
_BASIS = "LR Art. 7"
_REASONS = {
    events.IMPORT_STARTED: "开始导入",
    events.IMPORT_FINISHED: "完成导入",
    events.IMPORT_UNDONE: "整体撤回导入批次",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """What a run imports; the digest is none where the file cannot be read twice."""

    name: str
    digest: bytes | None
    as_of: date


def lock(session: Session) -> None:
    """Let no other import write until the end of the transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def unfinished(session: Session, file: ImportedFile) -> ImportRun | None:
    """Return the run of the same file for the same day that was begun and not finished."""
    if file.digest is None:
        return None
    return session.scalars(
        select(ImportRun).where(
            ImportRun.file_digest == file.digest,
            ImportRun.as_of == file.as_of,
            ImportRun.state == ImportState.RUNNING,
        )
    ).first()


def start(session: Session, file: ImportedFile, *, operator: Actor, now: datetime) -> ImportRun:
    """Begin a run."""
    run = ImportRun(
        public_id=uuid4(),
        file_name=file.name,
        file_digest=file.digest,
        as_of=file.as_of,
        state=ImportState.RUNNING,
        started_at=now,
        lines=0,
        accepted=0,
        updated=0,
        duplicates=0,
        rejected=0,
    )
    session.add(run)
    session.flush()
    digest = file.digest.hex() if file.digest else None
    body = {"as_of": file.as_of.isoformat(), "file_digest": digest}
    record(session, events.IMPORT_STARTED, run, body, actor=operator, at=now)
    return run


def finish(
    session: Session, run: ImportRun, tally: Tally, *, operator: Actor, now: datetime
) -> None:
    """Finish a run, unless another process that imported the same file has done so."""
    if run.state != ImportState.RUNNING:
        return
    run.state, run.finished_at = ImportState.FINISHED, now
    run.lines = tally.lines
    run.accepted = tally.verdicts[Verdict.ACCEPTED]
    run.updated = tally.verdicts[Verdict.UPDATE]
    run.duplicates = tally.verdicts[Verdict.DUPLICATE]
    run.rejected = tally.verdicts[Verdict.REJECTED]
    body = {verdict.value: tally.verdicts[verdict] for verdict in Verdict}
    body["lines"] = tally.lines
    record(session, events.IMPORT_FINISHED, run, body, actor=operator, at=now)


def actor_of(run: ImportRun, *, operator: Actor) -> Actor:
    """Return in whose name a run acts, and through whom."""
    return Actor(name=f"import:{run.public_id}", via=operator.name)


def find(session: Session, public_id: UUID) -> ImportRun:
    """Return a run, and lock it.

    :raises ServiceError: ``import.run_unknown``.
    """
    run = session.scalars(
        select(ImportRun).where(ImportRun.public_id == public_id).with_for_update()
    ).first()
    if run is None:
        raise ServiceError(ErrorKind.NOT_FOUND, "import.run_unknown", {"run": str(public_id)})
    return run


def newest(session: Session, *, limit: int) -> Sequence[ImportRun]:
    """Return the latest runs, the newest first."""
    return session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(limit)).all()


def record(
    session: Session,
    kind: Kind,
    run: ImportRun,
    body: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Journal what happens to a run as a whole."""
    append.record(
        session,
        Entry(
            kind=kind,
            body=body,
            actor=actor,
            reason=_REASONS[kind],
            basis=_BASIS,
            occurred_at=at,
            record_id=run.public_id,
        ),
    )
