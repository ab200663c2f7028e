"""Importing a local catalogue (导入地方目录) in two steps: what it would change is shown, and just
that is confirmed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import orjson
from sqlalchemy.orm import Session

from partners.measures import catalogue_files
from partners.measures.catalogue_files import CatalogueFile
from partners.measures.catalogue_rows import CatalogueError, Fault
from partners.measures.catalogue_texts import PROBLEMS
from partners.services import catalogue, catalogue_effects
from partners.services.catalogue import CatalogueChange, Plan
from partners.services.catalogue_effects import Effect
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal.entry import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueDiff:
    """What a catalogue would change.

    :ivar digest: names this very change; whoever confirms it says so.
    :ivar effects: for how many agencies and records, by the codes of measures.
    """

    name: str
    change: CatalogueChange
    digest: str
    effects: Mapping[str, Effect]


def read(data: bytes) -> CatalogueFile:
    """Read a catalogue as it was sent.

    :raises ServiceError: 422 ``catalogue.faults`` with what is wrong, by line and field.
    """
    try:
        return catalogue_files.read(data)
    except CatalogueError as error:
        facts = {"faults": [_fault(fault) for fault in error.faults]}
        raise ServiceError(ErrorKind.INVALID, "catalogue.faults", facts) from None


def compare(session: Session, given: CatalogueFile, *, now: datetime) -> CatalogueDiff:
    """Return what a catalogue would change now, and for whom. Only reads."""
    plan = catalogue.plan(session, given.name, given.items, on=legal_day(now))
    return CatalogueDiff(
        name=given.name,
        change=plan.change,
        digest=_digest(given.name, plan),
        effects=catalogue_effects.effects(session, plan),
    )


def confirm(
    session: Session, given: CatalogueFile, digest: str, *, actor: Actor, now: datetime
) -> CatalogueChange:
    """Let a catalogue take effect, if it changes just what was shown.

    :raises ServiceError: 409 ``catalogue.not_confirmed``, where it would change something else.
    """
    plan = catalogue.plan(session, given.name, given.items, on=legal_day(now))
    present = _digest(given.name, plan)
    if digest != present:
        raise ServiceError(ErrorKind.CONFLICT, "catalogue.not_confirmed", {"digest": present})
    return catalogue.load(session, given.name, given.items, actor=actor, now=now)


def _digest(name: str, plan: Plan) -> str:
    """Return a digest of what is wanted and of what it takes the place of."""
    wanted = [repr(item) for item in plan.wanted.values()]
    present = sorted(f"{code} {row.since_entry}" for code, row in plan.present.items())
    return sha256(orjson.dumps([name, wanted, present])).hexdigest()


def _fault(fault: Fault) -> dict[str, object]:
    zh, en = PROBLEMS[fault.problem]
    return {"line": fault.line, "field": fault.field, "problem": f"{zh} {en}"}
