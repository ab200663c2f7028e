"""Callers in tests (测试调用方): an agency or an operator with a key, who keeps to JSON."""

from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.test import TestResponse


def said(answer: TestResponse) -> dict[str, Any]:
    """Return the object in an answer."""
    found: dict[str, Any] = answer.get_json()
    return found


class Caller:
    """Calls with a key, and keeps to JSON."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {key}"}

    def get(self, path: str, *, language: str = "zh") -> TestResponse:
        """Read, in a language."""
        return self._client.get(path, headers={**self._headers, "Accept-Language": language})

    def post(
        self,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> TestResponse:
        """Act, under a key of its own unless one is given again.

        :param version: the version of what is changed, as it was seen.
        """
        headers = {**self._headers, "Idempotency-Key": key or uuid4().hex}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self._client.post(path, json=body or {}, headers=headers)

    def version(self, path: str) -> int:
        """Return in which version a record is shown."""
        return int(self.get(path).headers["ETag"].strip('"'))


def refused(answer: TestResponse) -> tuple[int, str]:
    """Return how a request was refused."""
    return answer.status_code, said(answer)["code"]


def printed(runner: FlaskCliRunner, *command: str) -> str:
    """Return what a command of the partner side prints."""
    done = runner.invoke(args=["partners", *command])
    assert done.exit_code == 0, done.stderr
    return done.stdout.strip()
