"""Notification: agencies of every listing, units and superiors of some."""

from datetime import date
from functools import partial

import pytest

from registry.rules import notification
from schemas.codes import SubjectKind
from schemas.remedy_codes import Addressee, Standing, WithheldFor
from tests.rules.cases import Case, Value, check_case, check_value

EVERYBODY = (Addressee.AGENCIES, Addressee.CREDIT_REPORTING)
OF_PERSONS = (*EVERYBODY, Addressee.OWN_UNIT, Addressee.COMPETENT_DEPARTMENT)
OF_BODIES = (*EVERYBODY, Addressee.SUPERIOR, Addressee.COMPETENT_DEPARTMENT)
OF_ENTERPRISES = (*EVERYBODY, Addressee.COMPETENT_DEPARTMENT, Addressee.CAPITAL_CONTRIBUTOR)
TOLD = {
    Standing.NONE: EVERYBODY,
    Standing.STATE_PERSONNEL: OF_PERSONS,
    Standing.DEPUTY: OF_PERSONS,
    Standing.POLITICAL_ADVISER: OF_PERSONS,
    Standing.STATE_ORGAN: OF_BODIES,
    Standing.PUBLIC_INSTITUTION: OF_BODIES,
    Standing.STATE_OWNED_ENTERPRISE: OF_ENTERPRISES,
}

CASES: tuple[Case, ...] = (
    Case(
        notification.SUITABLE_FOR_PUBLICATION,
        "suitable",
        True,
        lambda: notification.publication_findings(suitable=True),
    ),
    Case(
        notification.SUITABLE_FOR_PUBLICATION,
        "not suitable",
        False,
        lambda: notification.publication_findings(suitable=False),
    ),
)

STANDINGS = (
    (Standing.NONE, SubjectKind.ORGANISATION, True),
    (Standing.DEPUTY, SubjectKind.NATURAL, True),
    (Standing.DEPUTY, SubjectKind.ORGANISATION, False),
    (Standing.STATE_ORGAN, SubjectKind.ORGANISATION, True),
    (Standing.STATE_OWNED_ENTERPRISE, SubjectKind.NATURAL, False),
)
SINCE = date(2026, 3, 2)
WITHHELD = (
    (WithheldFor.PRIVACY, "涉及未成年子女的病情", True),
    (WithheldFor.PRIVACY, "  ", False),
    (None, "没有原因", False),
)
NOTIFIED = (
    (notification.ADDRESSEE_IS_TOLD, Addressee.OWN_UNIT, SINCE, True),
    (notification.ADDRESSEE_IS_TOLD, Addressee.SUPERIOR, SINCE, False),
    (notification.NOTIFIED_SINCE, Addressee.OWN_UNIT, SINCE, True),
    (notification.NOTIFIED_SINCE, Addressee.OWN_UNIT, date(2026, 3, 1), False),
)
CASES = (
    *CASES,
    *(
        Case(
            notification.STANDING_FITS_SUBJECT,
            f"{standing}, {kind}",
            fits,
            partial(notification.standing_findings, standing, kind),
        )
        for standing, kind, fits in STANDINGS
    ),
    *(
        Case(
            notification.WITHHELD_FOR_A_CAUSE,
            f"{cause}, {reason!r}",
            lawful,
            partial(notification.withholding_findings, cause, reason),
        )
        for cause, reason, lawful in WITHHELD
    ),
    *(
        Case(
            rule,
            f"{addressee} on {on}",
            lawful,
            partial(
                notification.unit_findings,
                addressee,
                (Addressee.OWN_UNIT,),
                since=SINCE,
                notified_on=on,
            ),
        )
        for rule, addressee, on, lawful in NOTIFIED
    ),
    Case(
        notification.ADDRESSEE_IS_TOLD,
        "nobody is to be told",
        False,
        lambda: notification.unit_findings(Addressee.OWN_UNIT, (), since=SINCE, notified_on=SINCE),
    ),
)

VALUES = (
    *(
        Value(
            notification.UNITS,
            standing,
            partial(notification.units, standing),
            told[2:],
        )
        for standing, told in TOLD.items()
    ),
    Value(
        notification.UNITS,
        "nobody's standing, not suitable for publication",
        partial(notification.units, Standing.NONE, suitable=False),
        (Addressee.OWN_UNIT,),
    ),
    *(
        Value(
            notification.ADDRESSEES,
            standing,
            partial(notification.addressees, standing),
            TOLD[standing],
        )
        for standing in Standing
    ),
    *(
        Value(
            notification.ADDRESSEES,
            f"{standing}, not suitable for publication",
            partial(notification.addressees, standing, suitable=False),
            (Addressee.OWN_UNIT,),
        )
        for standing in Standing
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_publication_is_found_as_article_8_says(case: Case) -> None:
    check_case(case)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_who_is_told_follows_from_who_is_listed(value: Value) -> None:
    check_value(value)


def test_who_is_not_published_is_told_to_the_unit() -> None:
    told = [
        notification.publication_findings(suitable=suitable)[0].facts["instead"]
        for suitable in (True, False)
    ]
    assert told == ["none", "own_unit"]
