"""The least that a schema of the description takes (最简请求), and where records that are known
stand in it.
"""

from typing import Any
from uuid import UUID

from tests.api.described import resolved
from tests.clocks import MORNING

NOBODY = str(UUID(int=1))
# What a string of this kind looks like, where a field asks for one.
LOOKS = {"uuid": NOBODY, "date": MORNING.date().isoformat()}
# What a field takes that no schema can say.
VALUES = {"amount": "1.00", "stage": "accepted"}


def example(schema: dict[str, Any]) -> Any:
    """Return the least that a schema takes."""
    schema = resolved(schema)
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return example(schema[word][0])
    if "enum" in schema:
        return schema["enum"][0]
    kind = kind_of(schema)
    if kind == "object":
        fields = schema.get("properties", {})
        needed = schema.get("required", ())
        return {name: VALUES.get(name) or example(fields[name]) for name in needed}
    if kind == "array":
        return [example(schema["items"])] * max(1, schema.get("minItems", 1))
    if kind == "string":
        return LOOKS.get(schema.get("format", ""), "x" * max(2, schema.get("minLength", 2)))
    return {"integer": schema.get("minimum", 1), "number": 1, "boolean": True}.get(kind)


def kind_of(schema: dict[str, Any]) -> str:
    """Return the type that a schema names, the first where it names several."""
    kind: str | list[str] = schema.get("type", "object")
    return kind[0] if isinstance(kind, list) else kind
