"""Somebody of a court on pages (测试法院人员): signed in, reading pages and sending forms."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.public import markup

HOME = "/partners/court/inquiries"


class Person:
    """Somebody of a court who is signed in."""

    def __init__(self, app: Flask, key: str) -> None:
        self._client: FlaskClient = app.test_client()
        self.signed_in = self._client.post(
            "/partners/sign-in", data={"key": key}, headers={"Accept-Language": "zh"}
        )

    def get(self, path: str = HOME, language: str = "zh") -> TestResponse:
        headers = {"Accept": "text/html", "Accept-Language": language}
        return self._client.get(path, headers=headers)

    def text(self, path: str = HOME, language: str = "zh") -> str:
        """Return the text of a page that is shown."""
        shown = self.get(path, language)
        assert shown.status_code == 200, shown.text
        return markup.read(shown.text).one("main").text

    def post(self, path: str, page: str, **typed: Any) -> TestResponse:
        """Send the form that stands on a page, with what was typed."""
        hidden = dict(re.findall(r'name="(token|id|version)" value="([^"]*)"', self.get(page).text))
        headers = {"Accept": "text/html", "Accept-Language": "zh"}
        return self._client.post(path, data=hidden | typed, headers=headers)
