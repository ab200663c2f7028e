"""Plans (拟办): an act that is tried and never done, to answer "may we, and why (not)?".

A planned act runs through its own service until the moment at which the law lets it go on or not.
What its service asks of the law on the way there is collected here, whether it is satisfied or not:
states by :mod:`registry.services.acts.moves`, everything else by
:mod:`registry.services.acts.eligibility`. There it ends, with :class:`PlanEnds`; so a service
states all findings of its act in one call of ``eligibility.require``, before it changes anything.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime

from registry.rules.assessment import Override
from registry.rules.findings import Finding


class PlanEnds(Exception):  # noqa: N818  # nothing went wrong
    """A planned act has come to where it would be done or refused."""


@dataclass(slots=True, kw_only=True)
class Plan:
    """What is known of a planned act.

    :ivar now: when it is to be done.
    :ivar given: the rules that whoever asks would set aside.
    :ivar findings: what the law says of it, so far.
    :ivar overrides: the rules that are set aside, those given among them.
    :ivar days: what the act would bring about, and when.
    """

    now: datetime
    given: tuple[Override, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    days: dict[str, date | None] = field(default_factory=dict)


_CURRENT: ContextVar[Plan | None] = ContextVar("plan", default=None)


def current() -> Plan | None:
    """Return the plan that this act is tried for, or none where it is to be done."""
    return _CURRENT.get()


@contextmanager
def trying(plan: Plan) -> Iterator[None]:
    """Let every act in this context be tried and not done."""
    token = _CURRENT.set(plan)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def note(findings: Iterable[Finding], *, overrides: Iterable[Override] = ()) -> None:
    """Note what the law says, where an act is only tried."""
    plan = current()
    if plan is not None:
        plan.findings += findings
        plan.overrides += overrides


def foresee(**days: date | None) -> None:
    """Note what an act would bring about, and when, where it is only tried.

    A service says it before it asks whether the law lets the act go on.
    """
    plan = current()
    if plan is not None:
        plan.days |= days


def is_stale(found: int, seen: int) -> bool:
    """Tell whether a record is of another version than was seen; what is only tried needs none."""
    return found != seen and current() is None
