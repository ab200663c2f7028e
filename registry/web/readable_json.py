"""JSON (答复的编码): how answers are written for people and programs alike."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider


class ReadableJSON(DefaultJSONProvider):
    """Writes Chinese as it is, which a person can read in a terminal and which takes half the
    bytes of an escape.
    """

    ensure_ascii = False


def init_app(app: Flask) -> None:
    """Have an application write its answers so."""
    app.json = ReadableJSON(app)
