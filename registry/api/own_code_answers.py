"""Answers that bring an own code (本人查询码答复)."""

from dataclasses import replace

from registry.web.acts import Answer
from schemas import verification_codes


def with_code(answer: Answer, code: str | None) -> Answer:
    """Return the answer to an act with the code that was issued by it, if one was."""
    written = None if code is None else verification_codes.written(code)
    return replace(answer, record={**answer.record, "own_code": written})
