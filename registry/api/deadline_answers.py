"""Answers about deadlines (期限答复), as :mod:`schemas.court_deadlines` describes them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from registry.api import answers
from registry.api.answers import Answer
from registry.models.cases import EnforcementCase
from registry.models.deadlines import Deadline
from registry.rules import deadlines, duties
from registry.services.acts import records
from registry.services.clocks import deadline_lists
from registry.services.clocks.deadline_lists import Count
from schemas.codes import DeadlineKind
from schemas.deadline_codes import Punctuality


def several(session: Session, found: Sequence[Deadline], *, on: date) -> dict[int, Answer]:
    """Return deadlines as they stand on a day, by their keys."""
    cases = deadline_lists.cases_of(session, found)
    people = records.staff_ids(session, *(each.assigned_to for each in found))
    return {each.id: deadline(each, cases, people, on=on) for each in found}


def deadline(
    found: Deadline,
    cases: Mapping[int, EnforcementCase],
    people: Mapping[int, UUID],
    *,
    on: date,
) -> Answer:
    """Return a deadline as it stands on a day."""
    case = None if found.case_id is None else cases[found.case_id]
    return {
        "id": found.public_id,
        "kind": found.kind,
        "clock": _clock(found.clock),
        "bearer": found.bearer,
        "owner": {
            "roles": duties.owners(DeadlineKind(found.kind)),
            "staff": None if found.assigned_to is None else people[found.assigned_to],
        },
        "court_code": found.court_code,
        "case": None if case is None else answers.case_named(case),
        "record_kind": found.record_kind,
        "record": found.record_id,
        "basis": found.basis,
        "opened_on": found.opened_on,
        "due_on": found.due_on,
        "provisional": found.provisional,
        "done_on": found.done_on,
        **_standing(found.due_on, found.done_on, on=on),
    }


def summary(counts: Iterable[Count], *, on: date) -> Answer:
    """Return how a court stands with its duties."""
    found = tuple(counts)
    return {
        "on": on,
        "open": sum(count.open for count in found),
        "due_this_week": sum(count.due_this_week for count in found),
        "overdue": sum(count.overdue for count in found),
        "provisional": sum(count.provisional for count in found),
        "kinds": [
            {
                "kind": count.kind,
                "bearer": count.bearer,
                "open": count.open,
                "due_this_week": count.due_this_week,
                "overdue": count.overdue,
                "provisional": count.provisional,
            }
            for count in found
        ],
    }


def _clock(name: str | None) -> Answer | None:
    if name is None:
        return None
    return {"number": deadlines.BY_NAME[name].number, "name": name}


def _standing(due_on: date | None, done_on: date | None, *, on: date) -> Answer:
    if due_on is None:
        known = Punctuality.OPEN if done_on is None else Punctuality.DONE
        return {"punctuality": known, "days_left": None}
    left = None if done_on is not None else (due_on - on).days
    return {"punctuality": deadlines.punctuality(due_on, done_on, on=on), "days_left": left}
