"""One of several shapes (若干形状之一), told apart by what stands in the field ``type``."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, ValidationError, fields

TYPE = "type"


class OneOf(fields.Field[Any]):
    """A value of one of several shapes.

    :param shapes: by each type its shapes: more than one where values of a type differ, and then
        exactly one of them fits any.
    :param named: what the shapes of one type are called together, by the type.
    """

    def __init__(
        self, shapes: Mapping[str, Sequence[type[Schema]]], named: Mapping[str, str], **how: Any
    ) -> None:
        super().__init__(**how)
        self.shapes = shapes
        self.named = named

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        kind = value.get(TYPE) if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in self.shapes:
            raise ValidationError("not_a_known_type")
        faults: list[Any] = []
        for shape in self.shapes[kind]:
            try:
                return shape().load(value)
            except ValidationError as error:
                faults.append(error.messages)
        raise ValidationError(faults)
