"""A receiver without a network (测试接收方): stands in for the transport, keeps what it is sent and
answers as the test says.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from partners.endpoints.attempts import Answer, Trouble, nothing

ACCEPTED = Answer(status=200, body=b"")


def status(code: int, body: bytes = b"", retry_after: str | None = None) -> Answer:
    """Return an answer of a status."""
    return Answer(status=code, body=body, retry_after=retry_after)


def trouble(kind: Trouble) -> Answer:
    """Return what stands for no answer."""
    return Answer(trouble=kind)


@dataclass(frozen=True, slots=True)
class Posted:
    """One attempt as the receiver saw it."""

    endpoint: str
    headers: Mapping[str, str]
    body: bytes
    answer_limit: int

    @property
    def delivery(self) -> dict[str, Any]:
        """Return the body as JSON."""
        parsed: dict[str, Any] = json.loads(self.body)
        return parsed

    @property
    def notices(self) -> list[dict[str, Any]]:
        """Return the notices."""
        found: list[dict[str, Any]] = self.delivery["notices"]
        return found


Answering = Callable[[Posted], Answer]


@dataclass
class FakeTransport:
    """Answers what it was told to, in order, and accepts everything after that.

    :ivar answers: an answer, or a function of what was posted.
    """

    answers: Sequence[Answer | Answering] = ()
    posted: list[Posted] = field(default_factory=list)
    is_closed: bool = False

    def post(
        self,
        endpoint: str,
        headers: Mapping[str, str],
        body: bytes,
        *,
        answer_limit: int,
        meanwhile: Callable[[], None] = nothing,
    ) -> Answer:
        """Take a delivery."""
        attempt = Posted(endpoint, dict(headers), body, answer_limit)
        self.posted.append(attempt)
        meanwhile()
        number = len(self.posted) - 1
        answer = self.answers[number] if number < len(self.answers) else ACCEPTED
        return answer if isinstance(answer, Answer) else answer(attempt)

    def close(self) -> None:
        """Remember that it was closed."""
        self.is_closed = True

    def notices(self) -> list[dict[str, Any]]:
        """Return every notice that was posted, in the order of posting."""
        return [notice for attempt in self.posted for notice in attempt.notices]


def with_receipts(*outcomes: str) -> Answering:
    """Return a receiver that says the same of every measure of every notice."""

    def answer(posted: Posted) -> Answer:
        receipts = [
            {"notice": notice["id"], "measure": measure, "outcome": outcome}
            for notice in posted.notices
            for measure in (*notice.get("apply", ()), *notice.get("lift", ()))
            for outcome in outcomes
        ]
        return Answer(status=200, body=json.dumps({"receipts": receipts}).encode())

    return answer
