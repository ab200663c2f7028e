"""A chain of courts (上下级法院): a court, its neighbour, and every court above it to the top."""

from dataclasses import dataclass

from flask import Flask

from tests.api.desk import COURT, COURT_NAME, OTHER_COURT, OTHER_NAME, Desk
from tests.clocks import SetClock

INTERMEDIATE, HIGH, SUPREME = "川01", "川", "最高法"
ELSEWHERE = "渝01"


@dataclass(frozen=True)
class Chain:
    """The desks of courts one above another, and of two that are not above the lowest."""

    court: Desk
    sibling: Desk
    intermediate: Desk
    high: Desk
    supreme: Desk
    elsewhere: Desk


def chain_of(app: Flask, clock: SetClock) -> Chain:
    """Make the courts."""
    now = clock()
    return Chain(
        supreme=Desk(app, now, SUPREME).open("最高人民法院"),
        high=Desk(app, now, HIGH, superior=SUPREME).open("四川省高级人民法院"),
        intermediate=Desk(app, now, INTERMEDIATE, superior=HIGH).open("成都市中级人民法院"),
        elsewhere=Desk(app, now, ELSEWHERE, superior=SUPREME).open("重庆市第一中级人民法院"),
        court=Desk(app, now, COURT, superior=INTERMEDIATE).open(COURT_NAME),
        sibling=Desk(app, now, OTHER_COURT, superior=INTERMEDIATE).open(OTHER_NAME),
    )
