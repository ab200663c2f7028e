"""Minors (未成年人): age on a day, and Listing Rules Art. 4, by which a person under 18 is never
listed.

A person is of age on the 18th birthday. Who was born on 29 February has the birthday on 1 March in
a common year: the doubt of one day goes to the person whom the article protects.
"""

from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation

ADULT_AGE = 18

AGE = Computation(
    "minors.age",
    Article(Instrument.LISTING_RULES, 4),
    "年龄按周岁计算，满十八周岁之日起为成年人；二月二十九日出生的，平年自三月一日起满周岁。",
    "Age is counted in completed years and a person is of age on the 18th birthday, which is 1 "
    "March in a common year for one born on 29 February.",
)
COMPUTATIONS = (AGE,)


def age_on(birth_date: date, *, on: date) -> int:
    """Return the completed years of life on a day; negative before birth."""
    years = on.year - birth_date.year
    if (on.month, on.day) < (birth_date.month, birth_date.day):
        return years - 1
    return years


def is_minor(birth_date: date, *, on: date) -> bool:
    """Tell whether a person born on that date is under 18 on a day."""
    years = on.year - birth_date.year
    # Most people are far from the boundary, where the year alone decides.
    return years < ADULT_AGE or (years == ADULT_AGE and age_on(birth_date, on=on) < ADULT_AGE)


def is_minor_by_evidence(
    birth_date: date | None, stated_age: int | None, birth_year: int | None, *, on: date
) -> bool | None:
    """Tell whether a person is under 18 on a day by the best evidence; None where there is none.

    A full number gives the birth date and decides. Where the number is masked the published age
    decides, and without one the year of birth that the mask leaves open: who may still be 17 by it
    counts as a minor.
    """
    if birth_date is not None:
        return is_minor(birth_date, on=on)
    if stated_age is not None:
        return stated_age < ADULT_AGE
    if birth_year is not None:
        return on.year - birth_year <= ADULT_AGE
    return None
