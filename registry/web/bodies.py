"""Bodies (请求正文): JSON objects as we take them, and what is wrong with those we do not take."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Any, cast

import flask
import orjson
from flask import g, request
from werkzeug.exceptions import RequestEntityTooLarge

from registry.errors import ErrorKind, ServiceError
from registry.runtime import current_runtime
from registry.web.form_files import FormFile

DEEPEST = 32
_CHUNK = 256 * 1024


class Request(flask.Request):
    """A request (请求) whose files are sealed while they come in: they hold names and numbers,
    which belong in no temporary file, and may be too long for memory.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return cast(IO[bytes], FormFile(current_runtime().vault))


class _DuplicateKeyError(ValueError):
    """An object states one key twice."""


def read_json() -> dict[str, Any]:
    """Return the JSON object that the request carries.

    :raises ServiceError: ``body.wrong_type``, ``body.not_json``, ``body.too_deep``,
        ``body.nul_character``, ``body.duplicate_key`` or ``body.not_an_object``.
    """
    if request.mimetype != "application/json":
        raise ServiceError(ErrorKind.UNSUPPORTED_TYPE, "body.wrong_type")
    raw = whole()
    try:
        # This parser is bounded in depth and takes neither NaN nor anything that is not UTF-8.
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        facts = {"line": error.lineno, "column": error.colno}
        raise ServiceError(ErrorKind.MALFORMED, "body.not_json", facts) from None
    _look_through(value)
    try:
        # It keeps the last of two equal keys, as others keep the first: the other one sees both.
        json.loads(raw, object_pairs_hook=_object)
    except _DuplicateKeyError:
        raise ServiceError(ErrorKind.MALFORMED, "body.duplicate_key") from None
    if not isinstance(value, dict):
        raise ServiceError(ErrorKind.MALFORMED, "body.not_an_object")
    return value


def refuse_body() -> None:
    """Make sure that the request of an act that takes no body carries none, or an empty object.

    :raises ServiceError: ``body.unexpected``.
    """
    if whole().strip() not in (b"", b"{}"):
        raise ServiceError(ErrorKind.MALFORMED, "body.unexpected")


def whole() -> bytes:
    """Return the body as it came.

    :raises ServiceError: ``body.too_large``.
    """
    raw = request.get_data()
    limit = request.max_content_length
    # A body that comes in chunks is cut off at the limit without a word.
    if request.content_length is None and limit is not None and len(raw) >= limit:
        raise ServiceError(ErrorKind.TOO_LARGE, "body.too_large")
    return raw


def pieces() -> Iterator[bytes]:
    """Yield the body piece by piece as it comes; afterwards it is known by :func:`fingerprint`.

    :raises ServiceError: ``body.too_large``.
    """
    limit, read, digest = request.max_content_length, 0, sha256()
    try:
        while piece := request.stream.read(_CHUNK):
            read += len(piece)
            digest.update(piece)
            yield piece
    except RequestEntityTooLarge:
        raise ServiceError(ErrorKind.TOO_LARGE, "body.too_large") from None
    finally:
        # Of what was refused in the middle, too, nothing can be read again.
        g.body_digest = digest.digest()
    if request.content_length is None and limit is not None and read >= limit:
        raise ServiceError(ErrorKind.TOO_LARGE, "body.too_large")


def is_gone() -> bool:
    """Tell whether the body was read piece by piece, so that it is nowhere any more."""
    return "body_digest" in g


def fingerprint() -> bytes:
    """Return what tells this body from another one: itself, or the digest of one that was read
    piece by piece and is nowhere any more.

    :raises ServiceError: ``body.too_large``.
    """
    digest: bytes | None = g.get("body_digest")
    return whole() if digest is None else digest


def _look_through(value: object) -> None:
    """Refuse what is nested too deeply or holds a NUL, which no engine stores."""
    level: list[object] = [value]
    for _ in range(DEEPEST + 1):
        if not level:
            return
        below: list[object] = []
        for item in level:
            if isinstance(item, str):
                _refuse_nul(item)
            elif isinstance(item, list):
                below += item
            elif isinstance(item, dict):
                below += [*item, *item.values()]
        level = below
    raise ServiceError(ErrorKind.MALFORMED, "body.too_deep", {"deepest": DEEPEST})


def _refuse_nul(text: str) -> None:
    if "\0" in text:
        raise ServiceError(ErrorKind.MALFORMED, "body.nul_character")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _DuplicateKeyError
    return found
