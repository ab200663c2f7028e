"""Courses of remedies (救济程序): which clocks run for an objection, its review and its correction.

An objection to a listing takes the course of Listing Rules Art. 12, one to an order takes the same
(2019 Opinion 18), one to the closing of a round that of Civil Procedure Law Art. 236.
"""

from dataclasses import dataclass

from registry.rules import clocks_of_cases, clocks_of_lists
from registry.rules.articles import Article, Instrument
from registry.rules.clock import Clock
from registry.rules.findings import Computation
from schemas.remedy_codes import Disputed

COURSE = Computation(
    "remedy_courses.course",
    Article(Instrument.LISTING_RULES, 12),
    "对名单、限制消费令的纠正申请和复议适用名单规定的期限；对终结本次执行程序的异议和复议适用民事诉讼法的期限。",
    "Objections to listings and orders run by the clocks of the Listing Rules; those to the "
    "closing of a round by the Civil Procedure Law.",
)
COMPUTATIONS = (COURSE,)


@dataclass(frozen=True, slots=True)
class Course:
    """The clocks of one kind of remedy, in the order in which they run."""

    examination: Clock
    correction: Clock
    application: Clock
    review: Clock


def course(disputed: Disputed) -> Course:
    """Return the clocks that run for an objection to this."""
    return _ENFORCEMENT if disputed is Disputed.ROUND_CLOSING else _LISTS


_LISTS = Course(
    examination=clocks_of_lists.OBJECTION,
    correction=clocks_of_lists.OBJECTION_CORRECTION,
    application=clocks_of_lists.REVIEW_APPLICATION,
    review=clocks_of_lists.REVIEW,
)
# The law sets no days for the last two steps of an objection to enforcement: those of the lists
# are taken, so that nobody waits longer for the one than for the other.
_ENFORCEMENT = Course(
    examination=clocks_of_cases.ENFORCEMENT_OBJECTION,
    correction=clocks_of_lists.OBJECTION_CORRECTION,
    application=clocks_of_cases.ENFORCEMENT_REVIEW,
    review=clocks_of_lists.REVIEW,
)
