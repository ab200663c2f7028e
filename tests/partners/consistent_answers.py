"""Answers to inquiries whose parts go together (前后一致的答复): made of invented ones, for no
schema says which fields exclude each other.
"""

from typing import Any

from schemas.inquiry_codes import CannotAnswer, InquiryKind, InquiryOutcome
from tests.clocks import MORNING


def make_consistent(body: Any) -> None:
    """Let the answers in a body say one thing each, whatever they said at first; what is no answer
    stays as it is.
    """
    said = body.get("answers") if isinstance(body, dict) else None
    for answer in said if isinstance(said, list) else ():
        if isinstance(answer, dict) and answer.get("kind") in list(InquiryKind):
            _make_one(answer)


def _make_one(answer: dict[str, Any]) -> None:
    kind = answer["kind"]
    answer["as_of"] = MORNING.date().isoformat()
    for other in set(InquiryKind) - {kind}:
        answer.pop(other, None)
    if answer.get(kind):
        answer["outcome"] = InquiryOutcome.FOUND
        answer.pop("cause", None)
        return
    for name in (kind, "part", "last"):
        answer.pop(name, None)
    if answer.get("cause") is None:
        answer["outcome"] = InquiryOutcome.NOTHING_FOUND
        return
    answer["outcome"] = InquiryOutcome.CANNOT_ANSWER
    if answer["cause"] == CannotAnswer.OTHER:
        answer["reason"] = "系统停用"
