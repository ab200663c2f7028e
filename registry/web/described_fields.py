"""Fields in the API description (接口说明中的字段): what the library that writes it does not say of
them by itself.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from marshmallow import Schema
from marshmallow.fields import Field

from schemas.one_of import TYPE, OneOf


def fewer_choices(_: object, field: Field[Any], **_unused: object) -> dict[str, Any]:
    """Return which values of its code list a field takes, where it does not take all of them."""
    chosen = field.metadata.get("enum")
    return {} if chosen is None else {"enum": [*chosen, *([None] if field.allow_none else [])]}


def one_of(converter: Any, field: Field[Any], **_unused: object) -> dict[str, Any]:
    """Return which shapes a value may have, each by its type."""
    if not isinstance(field, OneOf):
        return {}
    mapping = {
        kind: _called(converter, field.named[kind], shapes) for kind, shapes in field.shapes.items()
    }
    return {
        "oneOf": [{"$ref": pointer} for pointer in mapping.values()],
        "discriminator": {"propertyName": TYPE, "mapping": mapping},
    }


def _called(converter: Any, name: str, shapes: Sequence[type[Schema]]) -> str:
    """Return where the shapes of one type are described together."""
    described = [converter.resolve_nested_schema(shape) for shape in shapes]
    if len(described) == 1:
        return cast(str, described[0]["$ref"])
    components = converter.spec.components
    if name not in components.schemas:
        components.schema(name, {"oneOf": described})
    return f"#/components/schemas/{name}"


# Each is asked about every field, and returns what is said of it besides.
FUNCTIONS: tuple[Callable[..., dict[str, Any]], ...] = (fewer_choices, one_of)
