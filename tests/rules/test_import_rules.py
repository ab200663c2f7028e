"""Imports: the order of objections, the state of a record, and the duties that it opens."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules import bars, calendar, import_rules, procedure
from registry.rules.calendar import Due
from registry.rules.import_rules import ImportedFacts, ImportedState
from registry.rules.listing_facts import ListingFacts
from schemas.codes import DeadlineKind, Ground, ListingState, Performance, SubjectKind
from schemas.import_codes import RejectionReason
from tests.rules.cases import Value, check_value

ON = date(2026, 11, 22)
ABLE, REPORTING = Ground.REFUSES_THOUGH_ABLE, Ground.BREACHES_REPORTING
NONE, PARTIAL, FULL = Performance
PUBLISHED, UNPUBLISHED, ENDED = (
    ListingState.PUBLISHED,
    ListingState.UNPUBLISHED,
    ListingState.ENDED,
)
SOUND = ImportedFacts(
    kind=SubjectKind.NATURAL,
    filed_on=date(2025, 3, 10),
    published_on=date(2025, 5, 6),
    grounds=(ABLE,),
    performance=NONE,
    birth_date=date(1980, 1, 1),
)
# Everything is wrong with this one; each row below takes the first fault away.
HOPELESS = ImportedFacts(
    kind=SubjectKind.NATURAL,
    filed_on=date(2026, 11, 25),
    published_on=date(2026, 11, 24),
    grounds=(),
    performance=NONE,
    birth_date=date(2010, 1, 1),
)


def objection(facts: ImportedFacts) -> RejectionReason | None:
    return import_rules.objection(facts, on=ON)


def state(
    published_on: date, grounds: tuple[Ground, ...], performance: Performance = NONE
) -> ImportedState:
    return import_rules.imported_state(
        grounds, published_on=published_on, performance=performance, on=ON
    )


VALUES = (
    Value(import_rules.OBJECTION, "a sound record", partial(objection, SOUND), None),
    Value(
        import_rules.OBJECTION,
        "published before filed comes first of all",
        partial(objection, HOPELESS),
        RejectionReason.PUBLISHED_BEFORE_FILED,
    ),
    Value(
        import_rules.OBJECTION,
        "then published in the future",
        partial(objection, replace(HOPELESS, filed_on=date(2026, 11, 24))),
        RejectionReason.PUBLISHED_IN_FUTURE,
    ),
    Value(
        import_rules.OBJECTION,
        "then an unknown ground",
        partial(objection, replace(HOPELESS, filed_on=ON, published_on=ON)),
        RejectionReason.GROUND_UNKNOWN,
    ),
    Value(
        import_rules.OBJECTION,
        "and last a minor",
        partial(objection, replace(HOPELESS, filed_on=ON, published_on=ON, grounds=(ABLE,))),
        RejectionReason.MINOR_NEVER_LISTED,
    ),
    Value(
        import_rules.OBJECTION,
        "published on the 18th birthday",
        partial(objection, replace(SOUND, birth_date=date(2007, 5, 6))),
        None,
    ),
    Value(
        import_rules.OBJECTION,
        "published the day before the 18th birthday, though of age today",
        partial(objection, replace(SOUND, birth_date=date(2007, 5, 7))),
        RejectionReason.MINOR_NEVER_LISTED,
    ),
    Value(
        import_rules.OBJECTION,
        "the number decides against the age stated",
        partial(objection, replace(SOUND, stated_age=15)),
        None,
    ),
    Value(
        import_rules.OBJECTION,
        "the age decides where the number is masked",
        partial(objection, replace(SOUND, birth_date=None, birth_year=1980, stated_age=15)),
        RejectionReason.MINOR_NEVER_LISTED,
    ),
    *(
        Value(
            import_rules.OBJECTION,
            f"the year of birth decides where nothing else is known: {years} years",
            partial(
                objection,
                replace(
                    SOUND,
                    birth_date=None,
                    stated_age=None,
                    birth_year=SOUND.published_on.year - years,
                ),
            ),
            RejectionReason.MINOR_NEVER_LISTED if years <= 18 else None,
        )
        for years in (17, 18, 19)
    ),
    Value(
        import_rules.OBJECTION,
        "an entity is no minor",
        partial(
            objection,
            replace(SOUND, kind=SubjectKind.ORGANISATION, birth_date=None, stated_age=0),
        ),
        None,
    ),
    Value(
        import_rules.STATE,
        "no term, published long ago",
        partial(state, date(2018, 1, 1), (ABLE,)),
        ImportedState(PUBLISHED, None),
    ),
    Value(
        import_rules.STATE,
        "on the last day of the term",
        partial(state, date(2024, 11, 22), (REPORTING,)),
        ImportedState(PUBLISHED, date(2026, 11, 22)),
    ),
    Value(
        import_rules.STATE,
        "the day after the term",
        partial(state, date(2024, 11, 21), (REPORTING,)),
        ImportedState(ENDED, date(2026, 11, 21)),
    ),
    Value(
        import_rules.STATE,
        "a term beside Art. 1(1) is over",
        partial(state, date(2024, 11, 21), (ABLE, REPORTING)),
        ImportedState(ENDED, date(2026, 11, 21)),
    ),
    Value(
        import_rules.STATE,
        "partly performed",
        partial(state, date(2025, 5, 6), (ABLE,), PARTIAL),
        ImportedState(PUBLISHED, None),
    ),
    Value(
        import_rules.STATE,
        "fully performed",
        partial(state, date(2025, 5, 6), (ABLE,), FULL),
        ImportedState(UNPUBLISHED, None),
    ),
    Value(
        import_rules.STATE,
        "fully performed, in its term",
        partial(state, date(2025, 5, 6), (REPORTING,), FULL),
        ImportedState(UNPUBLISHED, date(2027, 5, 6)),
    ),
    Value(
        import_rules.STATE,
        "fully performed, its term over",
        partial(state, date(2024, 5, 6), (REPORTING,), FULL),
        ImportedState(ENDED, date(2026, 5, 6)),
    ),
    Value(
        import_rules.DUTIES,
        "published without an order",
        partial(import_rules.duties, PUBLISHED, has_order=False),
        (DeadlineKind.ISSUE_RESTRICTION,),
    ),
    Value(
        import_rules.DUTIES,
        "published with an order",
        partial(import_rules.duties, PUBLISHED, has_order=True),
        (),
    ),
    Value(
        import_rules.DUTIES,
        "fully performed",
        partial(import_rules.duties, UNPUBLISHED, has_order=False),
        (DeadlineKind.REMOVE_LISTING,),
    ),
    Value(
        import_rules.DUTIES,
        "ended",
        partial(import_rules.duties, ENDED, has_order=False),
        (),
    ),
    *(
        Value(
            import_rules.DUE,
            f"three working days to {duty}",
            partial(import_rules.duty_due, duty, date(2026, 2, 13), calendar.published()),
            Due(date(2026, 2, 25), provisional=False),
        )
        for duty in DeadlineKind
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_import_owes_what_its_rule_says(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize(
    ("duty", "has_term", "article"),
    [
        (DeadlineKind.ISSUE_RESTRICTION, False, "CR Art. 1 para 2"),
        (DeadlineKind.ISSUE_RESTRICTION, True, "CR Art. 1 para 2"),
        (DeadlineKind.REMOVE_LISTING, False, "LR Art. 10(1)"),
        (DeadlineKind.REMOVE_LISTING, True, "LR Art. 2 para 2"),
    ],
)
def test_a_duty_names_the_article_that_it_rests_on(
    duty: DeadlineKind, has_term: bool, article: str
) -> None:
    assert str(import_rules.duty_article(duty, has_term=has_term)) == article


@given(
    filed_on=st.dates(date(2025, 11, 1), date(2026, 12, 1)),
    published_on=st.dates(date(2025, 11, 1), date(2026, 12, 1)),
    birth_date=st.dates(date(2006, 1, 1), date(2010, 1, 1)),
)
def test_an_import_refuses_exactly_what_a_court_may_not_publish(
    filed_on: date, published_on: date, birth_date: date
) -> None:
    facts = replace(SOUND, filed_on=filed_on, published_on=published_on, birth_date=birth_date)
    court = ListingFacts(
        kind=SubjectKind.NATURAL,
        grounds=facts.grounds,
        obligation_unperformed=True,
        birth_date=birth_date,
    )
    allowed = (
        procedure.filed_before_published(filed_on, published_on).satisfied
        and procedure.not_in_future({"published_on": published_on}, on=ON).satisfied
        and bars.minor(court, on=published_on).satisfied
    )
    assert (objection(facts) is None) is allowed
