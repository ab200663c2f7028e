"""JSON Lines (逐行 JSON): one record a line, numbered by the lines of the file."""

from collections.abc import Iterable, Iterator

import orjson

from registry.imports.lines import LONGEST_RECORD, Line


def read(chunks: Iterable[bytes]) -> Iterator[Line]:
    """Yield each line of a file with its number; empty lines count but are no records."""
    for number, text in enumerate(split(chunks), 1):
        if text is None:
            yield number, None
        elif not text.isspace() and text:
            yield number, parse(text)


def parse(text: bytes) -> dict[str, object] | None:
    """Return the JSON object that a text is, or nothing when it is none."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return value if type(value) is dict else None


def split(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Yield each line without its end; one longer than any record as nothing, held in no memory."""
    rest, skipping = b"", False
    for chunk in chunks:
        first, *lines = chunk.split(b"\n")
        rest = b"" if skipping else rest + first
        for line in lines:
            yield None if skipping or len(rest) > LONGEST_RECORD else rest
            rest, skipping = line, False
        if len(rest) > LONGEST_RECORD:
            rest, skipping = b"", True
    if skipping:
        yield None
    elif rest:
        yield rest
