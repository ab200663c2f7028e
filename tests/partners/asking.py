"""A court that asks agencies (测试协助查询): a case with a debtor, agencies that answer, and their
keys.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from partners.services import agency_keys, inquiry_kinds
from partners.services.inquiry_kinds import SetInquiryKinds
from registry.clock import legal_day
from registry.db import transaction
from registry.runtime import EXTENSION, Runtime
from schemas.inquiry_codes import InquiryKind
from tests.api import files
from tests.api.beginnings import Beginnings, after
from tests.api.desk import Desk
from tests.partners.register import ACTOR

BASE = "/api/v1/agency"
NETWORK = ("accounts", "network_funds", "real_property", "vehicles", "securities")
ACCOUNT = {"institution": "示例银行一支行", "number": "6200000000000000001", "balance": "2000.00"}
VEHICLE = {"plate": "川A00000", "make": "示例牌", "seized": False}
AGENCIES = {"bank": ("accounts", "network_funds", "securities"), "land": ("real_property",)}


@dataclass
class Asking:
    """Who asks and who answers."""

    app: Flask
    desk: Desk
    take_in: Callable[..., int]
    now: datetime
    beginnings: Beginnings | None = None
    keys: dict[str, str] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    case: dict[str, Any] = field(default_factory=dict)
    debtor: dict[str, Any] = field(default_factory=dict)

    def open(self) -> "Asking":
        """Take agencies in, and enter a case with a debtor."""
        self.connect("bank", "accounts", "network_funds", "securities")
        self.connect("land", "real_property", "marriage")
        self.connect("traffic", "vehicles")
        self.case = files.case_of(self.desk)
        self.debtor = files.debtor_of(self.desk, self.case)
        return self

    def connect(self, code: str, *kinds: str) -> None:
        """Take in an agency that can be asked about kinds."""
        self.inside[code] = self.take_in(code=code)
        order = SetInquiryKinds(agency=code, kinds=tuple(map(InquiryKind, kinds)))
        self.keys[code] = after(
            self.beginnings, self.app, ("is asked", order), partial(self._asked, order)
        )

    def _asked(self, order: SetInquiryKinds) -> str:
        with transaction() as session:
            inquiry_kinds.change(session, order, actor=ACTOR, now=self.now)
            issued = agency_keys.issue(session, order.agency, days=3_650, actor=ACTOR, now=self.now)
        return issued.text

    def body(self, **changes: object) -> dict[str, object]:
        """Return a request as a clerk sends it."""
        return {
            "debtors": [self.debtor["id"]],
            "kinds": list(NETWORK),
            "purpose": "查明可供执行的财产",
            **changes,
        }

    def ask(self, **changes: object) -> dict[str, Any]:
        """Ask agencies."""
        return self.desk.done(self.path, self.body(**changes))

    @property
    def path(self) -> str:
        """Return where agencies are asked."""
        return f"/cases/{self.case['id']}/inquiry-requests"

    def say(
        self, code: str, inquiry: str, *answers: dict[str, Any], said_as: str | None = None
    ) -> TestResponse:
        """Let an agency answer."""
        sent = {"id": said_as or str(uuid4()), "answers": list(answers)}
        return self.app.test_client().post(
            f"{BASE}/inquiries/{inquiry}/answers", json=sent, headers=self.headers(code)
        )

    def say_nothing_found(self, code: str, inquiry: str, *kinds: str) -> None:
        """Let an agency answer that it has found nothing in what it has today."""
        asked = kinds or AGENCIES.get(code, ("vehicles",))
        answer = self.say(code, inquiry, *nothing(asked, on=self.today))
        assert answer.status_code == 200, answer.get_data(as_text=True)

    @property
    def today(self) -> str:
        """Return the legal day on the clock of the register."""
        runtime: Runtime = self.app.extensions[EXTENSION]
        return legal_day(runtime.now()).isoformat()

    def get(self, code: str, path: str, **query: Any) -> TestResponse:
        """Let an agency read."""
        return self.app.test_client().get(
            f"{BASE}{path}", query_string=query, headers=self.headers(code)
        )

    def headers(self, code: str) -> dict[str, str]:
        """Return the headers with an agency's key."""
        return {"Authorization": f"Bearer {self.keys[code]}", "Accept-Language": "en"}

    def standing(self, request: dict[str, Any]) -> dict[str, Any]:
        """Read how a request stands."""
        found: dict[str, Any] = self.desk.get(f"/inquiry-requests/{request['id']}").get_json()
        return found


def nothing(kinds: Iterable[str], on: str = "2026-03-02") -> list[dict[str, Any]]:
    """Return the answers that nothing was found."""
    return [{"kind": kind, "outcome": "nothing_found", "as_of": on} for kind in kinds]


def found(kind: str, *items: dict[str, Any], **changes: object) -> dict[str, Any]:
    """Return the answer that something was found."""
    return {"kind": kind, "outcome": "found", "as_of": "2026-03-02", kind: list(items), **changes}


def cannot(kind: str, cause: str = "system_down") -> dict[str, Any]:
    """Return the answer that none can be given."""
    return {"kind": kind, "outcome": "cannot_answer", "as_of": "2026-03-02", "cause": cause}


def states(request: dict[str, Any], at: int = 0) -> dict[str, str]:
    """Return how each agency stands that is asked about one debtor of a request."""
    return {each["agency"]: each["state"] for each in request["inquiries"][at]["agencies"]}


def only(request: dict[str, Any]) -> dict[str, Any]:
    """Return the one inquiry of a request."""
    (inquiry,) = request["inquiries"]
    assert isinstance(inquiry, dict)
    return inquiry
