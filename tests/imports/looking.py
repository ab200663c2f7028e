"""Looking at what an import left (查看导入结果), without ids that chance gave."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from registry.db import end_reading
from registry.identity import unseal
from registry.journal.verify import verify
from registry.models.cases import Debtor, EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.imports import ImportRun, ImportVersion
from registry.models.journal import JournalEntry
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.models.subjects import Subject, SubjectIdentity
from registry.runtime import current_runtime
from registry.vault import Sealed

TABLES = (
    *("court", "subject", "subject_identity", "enforcement_case", "debtor", "listing"),
    *("import_version", "import_run", "public_entry", "deadline", "journal_entry"),
)


def counts(session: Session) -> dict[str, int]:
    """Return how many rows every table has."""
    found = {
        table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
        for table in TABLES
    }
    end_reading()
    return found


def kinds(session: Session) -> Counter[str]:
    """Return how many entries of each kind the journal has."""
    found = Counter(session.scalars(select(JournalEntry.kind)))
    end_reading()
    return found


def listings(session: Session) -> list[Listing]:
    """Return every listing in the order of its making."""
    return list(session.scalars(select(Listing).order_by(Listing.id)))


def items(session: Session) -> dict[str, dict[str, Any]]:
    """Return every public item by its case number."""
    found = [json.loads(item) for item in session.scalars(select(PublicEntry.item))]
    end_reading()
    return {item["case_number"]: item for item in found}


def deadlines(session: Session) -> list[tuple[str, bool]]:
    """Return kind, and whether it is still open, of every duty in order."""
    rows = session.scalars(select(Deadline).order_by(Deadline.id))
    found = [(row.kind, row.done_on is None) for row in rows]
    end_reading()
    return found


def is_proven(session: Session) -> bool:
    """Tell whether the journal is whole."""
    verdict = verify(session, current_runtime().signer.public_bytes)
    end_reading()
    return not verdict.faults


def canonical(session: Session) -> list[Any]:
    """Return what the register holds of everybody, and what the journal says, with nothing in it
    that chance or the hour decided, so that two registers can be compared.
    """
    told = _journal(session)
    found = sorted(
        json.dumps(_record(session, listing, told), ensure_ascii=False, sort_keys=True, default=str)
        for listing in listings(session)
    )
    runs = [
        (run.state, run.lines, run.accepted, run.updated, run.duplicates, run.rejected)
        for run in session.scalars(select(ImportRun).order_by(ImportRun.id))
    ]
    flags = sorted(
        (subject.kind, subject.current_version, subject.flagged)
        for subject in session.scalars(select(Subject))
    )
    end_reading()
    return [found, runs, flags, dict(kinds(session)), counts(session)]


def _journal(session: Session) -> dict[Any, list[Any]]:
    told: dict[Any, list[Any]] = {}
    entries = session.scalars(select(JournalEntry).order_by(JournalEntry.position))
    for entry in entries:
        body = json.loads(entry.body)
        body.get("identity", {}).pop("digest", None)
        told.setdefault(entry.record_id, []).append((entry.kind, body, entry.basis))
    return told


def _record(session: Session, listing: Listing, told: dict[Any, list[Any]]) -> dict[str, Any]:
    debtor = session.get_one(Debtor, listing.debtor_id)
    case = session.get_one(EnforcementCase, debtor.case_id)
    subject = session.get_one(Subject, debtor.subject_id)
    item = session.scalars(
        select(PublicEntry.item).where(PublicEntry.public_id == listing.public_id)
    ).first()
    versions = session.scalars(
        select(ImportVersion.line)
        .where(ImportVersion.listing_id == listing.id)
        .order_by(ImportVersion.line)
    )
    duties = session.scalars(select(Deadline).where(Deadline.record_id == listing.public_id))
    return {
        "case": (case.number, case.court_code, case.filed_on, case.obligation, case.amount),
        "identity": identity(session, subject, debtor.identity_version),
        "state": (listing.state, listing.ends_on, listing.ended_on, listing.end_ground),
        "says": (listing.grounds, listing.performance, listing.performed, listing.outstanding),
        "versions": (listing.version, list(versions)),
        "public": {**json.loads(item), "id": ""} if item else None,
        "duties": sorted((duty.kind, duty.basis, duty.done_on is None) for duty in duties),
        "journal": told[listing.public_id],
    }


def identity(session: Session, subject: Subject, version: int) -> str:
    """Return what one version of an identity says."""
    row = session.get_one(SubjectIdentity, (subject.id, version))
    sealed = Sealed(row.key_id, row.ciphertext)
    vault = current_runtime().vault
    return repr(unseal(vault, sealed, subject_id=subject.public_id, version=version))
