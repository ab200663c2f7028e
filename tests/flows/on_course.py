"""Requests that a court's act takes (法院行为的可行请求): the course that leads to the act is taken
up, and what comes before it is done.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from registry.clock import legal_day
from tests.api import exits, files, orders
from tests.api.desk import Desk, number
from tests.flows.acts import Choice, Sent
from tests.flows.courses import COURSES, Course, Step
from tests.flows.people import named_in

_NAMED = re.compile(r"\{[^}]*\}")
# About whom nothing is on record that a course would have to get around.
NOBODY_KNOWN: dict[str, Any] = {
    "name": "钱示例",
    "documents": [{"type": "resident_id", "number": number("510199", "19880404", "004")}],
}
_IN_FORCE: Mapping[str, Callable[[Desk, dict[str, Any]], dict[str, Any]]] = {
    "restrictions": orders.in_force,
    "exit-restrictions": lambda desk, debtor: exits.in_force(desk, debtor["id"]),
}


@dataclass(frozen=True)
class OnCourse:
    """A request that is the next step of a course: about which record, in which version, what it
    says and whose it is.
    """

    record: str
    version: int | None
    body: Any
    by: str


def on_course(desk: Desk, path: str) -> OnCourse | None:
    """Take up the course that leads to an act, and return the request that does the act; none where
    no course of this court alone leads there.
    """
    way = _way_to(path)
    return None if way is None else _Walk(desk).up_to(*way)


def is_on_course(path: str) -> bool:
    """Tell whether a course of one court alone leads to an act."""
    return _way_to(path) is not None


def _way_to(path: str) -> tuple[Course, int] | None:
    wanted = _NAMED.sub("{}", path)
    for course in COURSES:
        for place, (act, _) in enumerate(course.steps):
            is_alone = not any(step.above for step, _ in course.steps[: place + 1])
            if act.path == wanted and is_alone:
                return course, place
    return None


class _Walk:
    """One who goes along a course."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ids: dict[str, str] = {}

    def up_to(self, course: Course, place: int) -> OnCourse:
        """Do the steps before a place, and return the one there."""
        self._begin(course)
        for step in course.steps[:place]:
            self._do(step)
        return self._next(course.steps[place])

    def _begin(self, course: Course) -> None:
        stands = course.stands
        case = files.case_of(self._desk, number="(2025)川0107执88号")
        who: Mapping[str, object] = orders.ENTITY if "organisation" in stands else NOBODY_KNOWN
        debtor = files.debtor_of(self._desk, case, **who)
        self._ids |= {"cases": case["id"], "debtors": debtor["id"]}
        if "listed" in stands or "published" in stands:
            self._ids["listings"] = files.published(self._desk, debtor)["id"]
        elif "in_force" in stands:
            made = _IN_FORCE[course.about](self._desk, debtor)
            self._ids[course.about] = made["id"]
        elif "in_grace" in stands:
            before = next(one for one in COURSES if _leads_to_grace(one, course.about))
            for step in before.steps:
                self._do(step)

    def _do(self, step: Step) -> None:
        act, _ = step
        found = self._next(step)
        path = act.path.format(found.record)
        answer = self._desk.post(path, found.body, by=found.by, version=found.version)
        assert answer.status_code < 400, (path, answer.get_data(as_text=True))
        made = answer.get_json()
        self._ids |= named_in(made)
        if act.makes is not None and "id" in made:
            self._ids[act.makes] = made["id"]

    def _next(self, step: Step) -> OnCourse:
        act, variant = step
        record = self._ids[act.about]
        known = {kind: [one] for kind, one in self._ids.items()}
        chosen = Choice(legal_day(self._desk.now), variant or 0, record, known)
        return OnCourse(record, self._version(act, record), act.body(chosen), act.by)

    def _version(self, act: Sent, record: str) -> int | None:
        if not act.changes:
            return None
        return int(self._desk.get(f"/{act.about}/{record}").headers["ETag"].strip('"'))


def _leads_to_grace(course: Course, kind: str) -> bool:
    return course.steps[-1][0].path == f"/{kind}/{{}}/grace" and "organisation" not in course.stands
