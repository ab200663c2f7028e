"""Steps (记录变动): what an entry of the journal does to its record, in the eyes of an agency."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry import events
from schemas.codes import NoticeType
from schemas.screening_codes import AlertChange


class Step(Enum):
    """What an entry does to its record."""

    BEGINS = "begins"
    CHANGES = "changes"
    ENDS = "ends"
    SUSPENDS = "suspends"
    RESUMES = "resumes"
    PERMITS = "permits"


STEPS: Mapping[str, Step] = MappingProxyType(
    {
        NoticeType.LISTING_PUBLISHED: Step.BEGINS,
        NoticeType.LISTING_AMENDED: Step.CHANGES,
        NoticeType.LISTING_EXTENDED: Step.CHANGES,
        NoticeType.LISTING_REMOVED: Step.ENDS,
        NoticeType.LISTING_REVOKED: Step.ENDS,
        # A suspended listing triggers nothing, and one that is resumed all that it did before.
        NoticeType.LISTING_SUSPENDED: Step.ENDS,
        NoticeType.LISTING_RESUMED: Step.BEGINS,
        NoticeType.RESTRICTION_IMPOSED: Step.BEGINS,
        NoticeType.RESTRICTION_AMENDED: Step.CHANGES,
        NoticeType.RESTRICTION_LIFTED: Step.ENDS,
        NoticeType.RESTRICTION_REVOKED: Step.ENDS,
        NoticeType.RESTRICTION_SUSPENDED: Step.SUSPENDS,
        NoticeType.RESTRICTION_RESUMED: Step.RESUMES,
        NoticeType.RESTRICTION_EXEMPTED: Step.PERMITS,
        # What the record is told of is as it was; the measures that it triggers are not.
        NoticeType.MEASURES_CHANGED: Step.CHANGES,
        NoticeType.EXIT_RESTRICTION_IMPOSED: Step.BEGINS,
        NoticeType.EXIT_RESTRICTION_AMENDED: Step.CHANGES,
        NoticeType.EXIT_RESTRICTION_LIFTED: Step.ENDS,
        NoticeType.EXIT_RESTRICTION_REVOKED: Step.ENDS,
        NoticeType.PROSECUTION_REFERRED: Step.BEGINS,
        NoticeType.PROSECUTION_CLOSED: Step.ENDS,
    }
)
# What begins a record, and no more than that: nothing of it can have been lifted before.
FIRST = frozenset(kind for kind, step in STEPS.items() if step is Step.BEGINS) - {
    NoticeType.LISTING_RESUMED
}
# What goes on as it was, so that nothing of it is to be lifted any more.
RESUMED = (NoticeType.LISTING_RESUMED, NoticeType.RESTRICTION_RESUMED)
# What an alert of a watched list does to what its agency knows of a row and a record.
_OF_ALERTS: Mapping[str, Step] = MappingProxyType(
    {AlertChange.BEGUN: Step.BEGINS, AlertChange.ENDED: Step.ENDS}
)
# Entries that change what agencies do about records, each told to the agencies that it concerns.
SETTINGS = frozenset(
    {
        events.CATALOGUE_LOADED.name,
        events.CATALOGUE_EXPIRED.name,
        events.AGENCY_CHANGED.name,
    }
)
# What takes a burden away, for whom that cannot wait.
ENDINGS = tuple(kind for kind, step in STEPS.items() if step in (Step.ENDS, Step.SUSPENDS))


def step_of(kind: str, body: Mapping[str, Any]) -> Step | None:
    """Return what a notice does to what it is about, alerts of watched lists included."""
    if kind == NoticeType.SCREENING_ALERT:
        return _OF_ALERTS[body["alert"]["change"]]
    return STEPS.get(kind)
