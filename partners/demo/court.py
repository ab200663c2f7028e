"""The demo's court (演示法院): calls the court API as a court's own system would, over HTTP with
three people's keys.
"""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import requests

from partners.demo.telling import StoryError

TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class CourtPerson:
    """A member of staff at his desk.

    :param base: address of the court API.
    :param key: his access key.
    """

    base: str
    key: str

    def post(
        self,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        version: int | None = None,
        idempotency_key: str | None = None,
    ) -> dict[str, Any]:
        """Perform an act and return the record as it then is.

        :param version: the version of the record that the act changes.
        :param idempotency_key: given again when an act is repeated because its answer was lost.
        :raises StoryError: when the register refuses.
        """
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Idempotency-Key": idempotency_key or uuid4().hex,
        }
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        answer = requests.post(
            f"{self.base}{path}", json=body, headers=headers, timeout=TIMEOUT_SECONDS
        )
        return _record(answer)

    def get(self, path: str) -> dict[str, Any]:
        """Read a record.

        :raises StoryError: when the register refuses.
        """
        headers = {"Authorization": f"Bearer {self.key}"}
        return _record(requests.get(f"{self.base}{path}", headers=headers, timeout=TIMEOUT_SECONDS))


def _record(answer: requests.Response) -> dict[str, Any]:
    if answer.status_code not in {200, 201}:
        raise StoryError(f"{answer.status_code} {answer.text}")
    record: dict[str, Any] = answer.json()
    return record
