"""Notification: agencies of every listing, units and superiors of some."""

from functools import partial

import pytest

from registry.rules import notification
from schemas.remedy_codes import Addressee, Standing
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

CASES = (
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

VALUES = (
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
