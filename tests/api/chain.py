"""A chain of courts (上下级法院): a court, its neighbour, and every court above it to the top."""

from dataclasses import dataclass, fields

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

    def desks(self) -> tuple[Desk, ...]:
        """Return the desks in the order of the fields."""
        return tuple(getattr(self, field.name) for field in fields(self))

    def open(self) -> "Chain":
        """Make courts, people and keys, from the top down."""
        self.supreme.open("最高人民法院")
        self.high.open("四川省高级人民法院")
        self.intermediate.open("成都市中级人民法院")
        self.elsewhere.open("重庆市第一中级人民法院")
        self.court.open(COURT_NAME)
        self.sibling.open(OTHER_NAME)
        return self


def chain_of(app: Flask, clock: SetClock) -> Chain:
    """Return the desks, none of them open yet."""
    now = clock()
    return Chain(
        supreme=Desk(app, now, SUPREME),
        high=Desk(app, now, HIGH, superior=SUPREME),
        intermediate=Desk(app, now, INTERMEDIATE, superior=HIGH),
        elsewhere=Desk(app, now, ELSEWHERE, superior=SUPREME),
        court=Desk(app, now, COURT, superior=INTERMEDIATE),
        sibling=Desk(app, now, OTHER_COURT, superior=INTERMEDIATE),
    )
