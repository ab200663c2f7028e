"""A court's desk (法院办公桌): people with keys, and requests as they send them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from registry.db import transaction
from registry.journal.entry import Actor
from registry.services.access import courts, keys
from registry.services.access.courts import AddCourt, AddStaff
from registry.services.access.keys import IssueKey
from schemas.codes import Role, Scope
from tests.api.beginnings import Beginnings, after

Answer = TypeVar("Answer")

COURT, COURT_NAME = "川0107", "成都市武侯区人民法院"
OTHER_COURT, OTHER_NAME = "川0106", "成都市金牛区人民法院"
OPERATOR = Actor(name="operator:test", via="test")
BASE = "/api/v1/court"
DAYS, SCOPES = 3_650, frozenset(Scope)
PEOPLE = {
    "clerk": Role.CLERK,
    "clerk2": Role.CLERK,
    "judge": Role.JUDGE,
    "president": Role.PRESIDENT,
    "president2": Role.PRESIDENT,
    "auditor": Role.AUDITOR,
}
# Region 99 of a province does not exist, so these are nobody's numbers.
ADULT = "510199198001010010"
OTHER_ADULT = "510199198502020022"
MINOR = "510199201503030032"


def check_digit(body: str) -> str:
    """Return the check character of 17 digits (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return "10X98765432"[total % 11]


def number(area: str, born: str, sequence: str) -> str:
    """Return a resident number with its check digit."""
    body = f"{area}{born}{sequence}"
    return body + check_digit(body)


@dataclass
class Desk:
    """People of one court, each with a key, and what they ask of the register."""

    app: Flask
    now: datetime
    court: str = COURT
    keys: dict[str, str] = field(default_factory=dict)
    superior: str | None = None
    beginnings: Beginnings | None = None

    def open(self, name: str = COURT_NAME) -> "Desk":
        """Make court, people and keys."""
        self.keys |= self._after(("open", name, self.superior), partial(self._opened, name))
        return self

    def _opened(self, name: str) -> dict[str, str]:
        with transaction() as session:
            order = AddCourt(code=self.court, name=name, superior_code=self.superior)
            courts.add(session, order, actor=OPERATOR, now=self.now)
            for login, role in PEOPLE.items():
                person = AddStaff(court_code=self.court, login=login, name=login, role=role)
                courts.add_staff(session, person, actor=OPERATOR, now=self.now)
            return {login: self._issue(session, login) for login in PEOPLE}

    def issue(
        self, login: str | None, *, days: int = DAYS, scopes: frozenset[Scope] = SCOPES
    ) -> str:
        """Issue one more key; to the court's system if nobody is named."""
        with transaction() as session:
            return self._issue(session, login, days=days, scopes=scopes)

    def _issue(
        self,
        session: Session,
        login: str | None,
        *,
        days: int = DAYS,
        scopes: frozenset[Scope] = SCOPES,
    ) -> str:
        order = IssueKey(court_code=self.court, login=login, label="", scopes=scopes, days=days)
        return keys.issue(session, order, actor=OPERATOR, now=self.now).text

    def client(self) -> FlaskClient:
        """Return a client that calls the application without a network."""
        return self.app.test_client()

    def get(self, path: str, *, by: str = "clerk", **query: Any) -> TestResponse:
        """Read something."""
        headers = {"Authorization": f"Bearer {self.keys[by]}", "Accept-Language": "en"}
        return self.client().get(f"{BASE}{path}", query_string=query, headers=headers)

    def post(
        self,
        path: str,
        body: object = None,
        *,
        by: str = "clerk",
        version: int | None = None,
        key: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        """Do an act."""
        sent = {
            "Authorization": f"Bearer {self.keys[by]}",
            "Idempotency-Key": key or uuid4().hex,
            "Accept-Language": "en",
        }
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        return (
            self.client().post(f"{BASE}{path}", json=body, headers=sent | (headers or {}))
            if body is not None
            else self.client().post(f"{BASE}{path}", headers=sent | (headers or {}))
        )

    def done(self, path: str, body: object = None, **how: Any) -> dict[str, Any]:
        """Do an act that is expected to be done, and return the record."""
        response = self.post(path, body, **how)
        assert response.status_code in {200, 201}, response.get_data(as_text=True)
        record: dict[str, Any] = response.get_json()
        return record

    def begun(
        self, path: str, body: object = None, *, by: str = "clerk", version: int | None = None
    ) -> dict[str, Any]:
        """Do an act that a test begins with, and return the record."""
        what = (path, json.dumps(body), by, version)
        return self._after(what, partial(self.done, path, body, by=by, version=version))

    def _after(self, what: tuple[object, ...], act: Callable[[], Answer]) -> Answer:
        return after(self.beginnings, self.app, (self.court, *what), act)

    def refused(self, path: str, body: object = None, **how: Any) -> dict[str, Any]:
        """Do an act that is expected to be refused, and return the problem."""
        response = self.post(path, body, **how)
        assert response.status_code >= 400, response.get_data(as_text=True)
        assert response.content_type == "application/problem+json"
        problem: dict[str, Any] = response.get_json()
        assert problem["status"] == response.status_code
        return problem
