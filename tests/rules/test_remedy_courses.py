"""Courses of remedies: which clocks run for which objection."""

import pytest

from registry.rules import remedy_courses
from schemas.remedy_codes import Disputed
from tests.rules.cases import Value, check_value

LISTS = (8, 9, 10, 11)


def numbers(disputed: Disputed) -> tuple[int, ...]:
    course = remedy_courses.course(disputed)
    clocks = (course.examination, course.correction, course.application, course.review)
    return tuple(clock.number for clock in clocks)


VALUES = (
    Value(remedy_courses.COURSE, "a listing", lambda: numbers(Disputed.LISTING), LISTS),
    Value(remedy_courses.COURSE, "an order", lambda: numbers(Disputed.RESTRICTION), LISTS),
    Value(
        remedy_courses.COURSE,
        "the closing of a round",
        lambda: numbers(Disputed.ROUND_CLOSING),
        (18, 9, 18, 11),
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_remedy_takes_its_course(value: Value) -> None:
    check_value(value)


@pytest.mark.parametrize("disputed", Disputed)
def test_every_clock_of_a_course_opens_a_duty_of_its_own(disputed: Disputed) -> None:
    course = remedy_courses.course(disputed)
    kinds = [course.examination.kind, course.correction.kind, course.application.kind]
    assert None not in kinds
    assert len(set(kinds)) == len(kinds)
