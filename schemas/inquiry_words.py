"""Words of what agencies found (查询结果用语): how each field of an item is called."""

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.inquiry_codes import InquiryKind
from schemas.inquiry_items import ITEMS
from schemas.label import Label

Named = Sequence[tuple[Label, Any]]


def named_items(kind: str, items: Sequence[Mapping[str, Any]]) -> Sequence[Named]:
    """Return the items of a kind, each with what was told of it, in the order of their shape.

    :param items: as agencies tell them; what they left out is left out.
    """
    words = _words(InquiryKind(kind))
    return [
        [(word, item[name]) for name, word in words.items() if item.get(name) is not None]
        for item in items
    ]


def _words(kind: InquiryKind) -> Mapping[str, Label]:
    shape = ITEMS[kind]().fields
    return {name: _word(field.metadata.get("description", name)) for name, field in shape.items()}


def _word(description: str) -> Label:
    zh, _, en = description.partition("。 ")
    words = en.rstrip(".").removeprefix("The ")
    return Label(zh, words[:1].upper() + words[1:])
