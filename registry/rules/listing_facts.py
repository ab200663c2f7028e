"""What is known when a listing is planned (纳入事实): the facts that grounds and bars are tested
against.
"""

from dataclasses import dataclass
from datetime import date

from schemas.codes import Ground, Initiative, SubjectKind


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """The debtor, the grounds relied on, and what the court found or was told; the clerk states
    them.

    ``ability`` says in words what shows that the debtor is able to perform. ``found_unable`` is
    Art. 3(4): the debtor is not one who could but would not. ``unable_elsewhere`` are the courts
    that found so in other cases of the same debtor, where this one has no finding of its own.
    ``person_behind_entity`` is true where the debtor is to be listed only as the legal
    representative, principal, directly responsible person or actual controller of an entity that
    owes the debt.
    """

    kind: SubjectKind
    grounds: tuple[Ground, ...]
    obligation_unperformed: bool
    ability: str | None = None
    birth_date: date | None = None
    stated_age: int | None = None
    birth_year: int | None = None
    adequate_security: bool = False
    adequate_property_controlled: bool = False
    later_in_order: bool = False
    found_unable: bool = False
    unable_elsewhere: tuple[str, ...] = ()
    creditor_asks_to_hold_off: bool = False
    person_behind_entity: bool = False
    campus_loan_student: bool = False
    initiative: Initiative = Initiative.COURT
    applied_on: date | None = None
    creditor_barred_until: date | None = None
