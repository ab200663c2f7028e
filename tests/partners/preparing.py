"""Preparing requests that can succeed (准备能够成立的请求): what is sent, and who makes what it
needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from tests.api.desk import Desk

STRANGER = {"name": "王示例", "number": "510199198502020022"}
LIST = "姓名,证件号码\n王示例,510199198502020022\n"


@dataclass(frozen=True, kw_only=True)
class Possible:
    """What is sent: ``body`` as JSON, or the text of a list; ``by`` in courts is the person whose
    act it is.
    """

    by: str | None = None
    body: Any = None
    kind: str | None = None
    path: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Preparing:
    """Who prepares: a court's desk, a client with the key that opens the operation, and the records
    known.
    """

    desk: Desk
    client: FlaskClient
    key: str
    known: Mapping[str, str]

    def get(self, path: str) -> Any:
        """Read what has to be there."""
        answer = self.client.get(path, headers={"Authorization": f"Bearer {self.key}"})
        assert answer.status_code == 200, answer.text
        return answer

    def done(self, path: str, body: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Do what has to be done before."""
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": uuid4().hex}
        answer = self.client.post(path, json=body or {}, headers=headers)
        assert answer.status_code in {200, 201, 202}, answer.text
        found: dict[str, Any] = answer.get_json()
        return found
