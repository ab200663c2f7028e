"""A listing that nothing stands against, to be changed in one fact at a time."""

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from registry.rules.listing_facts import ListingFacts
from schemas.codes import Ground, Initiative, SubjectKind


class Changes(TypedDict, total=False):
    """The facts that a test may change."""

    kind: SubjectKind
    grounds: tuple[Ground, ...]
    obligation_unperformed: bool
    ability: str | None
    birth_date: date | None
    stated_age: int | None
    birth_year: int | None
    adequate_security: bool
    adequate_property_controlled: bool
    later_in_order: bool
    found_unable: bool
    unable_elsewhere: tuple[str, ...]
    creditor_asks_to_hold_off: bool
    person_behind_entity: bool
    campus_loan_student: bool
    initiative: Initiative
    applied_on: date | None
    creditor_barred_until: date | None


_PLAIN = ListingFacts(
    kind=SubjectKind.NATURAL,
    grounds=(Ground.REFUSES_THOUGH_ABLE,),
    obligation_unperformed=True,
    ability="名下有轿车一辆、商铺一间",
    birth_date=date(1980, 5, 6),
)


def listing(**changes: Unpack[Changes]) -> ListingFacts:
    """Return the facts of a listing on Art. 1(1) of a person of age, with these changes."""
    return replace(_PLAIN, **changes)
