"""A chain of courts (上下级法院): a court, its neighbour, and every court above it to the top."""

from dataclasses import dataclass
from functools import partial

from flask import Flask

from tests.api.beginnings import Beginnings
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

    def open(self) -> "Chain":
        """Make courts, people and keys, from the top down."""
        self.supreme.open("最高人民法院")
        self.high.open("四川省高级人民法院")
        self.intermediate.open("成都市中级人民法院")
        self.elsewhere.open("重庆市第一中级人民法院")
        self.court.open(COURT_NAME)
        self.sibling.open(OTHER_NAME)
        return self


def chain_of(app: Flask, clock: SetClock, beginnings: Beginnings | None = None) -> Chain:
    """Return the desks, none of them open yet."""
    desk = partial(Desk, app, clock(), beginnings=beginnings)
    return Chain(
        supreme=desk(SUPREME),
        high=desk(HIGH, superior=SUPREME),
        intermediate=desk(INTERMEDIATE, superior=HIGH),
        elsewhere=desk(ELSEWHERE, superior=SUPREME),
        court=desk(COURT, superior=INTERMEDIATE),
        sibling=desk(OTHER_COURT, superior=INTERMEDIATE),
    )
