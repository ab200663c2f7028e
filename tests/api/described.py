"""The description of the API as tests read it (测试所读的接口说明): written once a process, for all
who ask about every operation.
"""

from dataclasses import dataclass
from typing import Any

from partners import component
from registry.app import create_app
from registry.web import openapi
from tests.engines.migrated import settings_for

APP = create_app(settings_for("sqlite://"), component.init_app)
with APP.app_context():
    DESCRIPTION: dict[str, Any] = openapi.api_of(APP).spec.to_dict()
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One operation: how and where it is asked for, what it takes and what it answers."""

    method: str
    path: str
    parameters: tuple[dict[str, Any], ...]
    bodies: dict[str, dict[str, Any]]
    answers: dict[str, str]
    needs_body: bool

    def __str__(self) -> str:
        """Return how and where it is asked for."""
        return f"{self.method} {self.path}"

    def named(self, place: str) -> list[dict[str, Any]]:
        """Return the parameters that stand in one place: ``path``, ``query`` or ``header``."""
        return [one for one in self.parameters if one["in"] == place]


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference within the description."""
    while "$ref" in node:
        node = at(node["$ref"])
    return node


def at(pointer: str) -> dict[str, Any]:
    """Return what a pointer within the description points at."""
    target: Any = DESCRIPTION
    for part in pointer.removeprefix("#/").split("/"):
        target = target[part.replace("~1", "/")]
    found: dict[str, Any] = target
    return found


def _operations() -> list[Operation]:
    found = []
    for path, methods in DESCRIPTION["paths"].items():
        for method in methods:
            if method not in METHODS:
                continue
            described = methods[method]
            named = (*methods.get("parameters", ()), *described.get("parameters", ()))
            carried = described.get("requestBody", {})
            content, needed = carried.get("content", {}), carried.get("required", False)
            here = f"#/paths/{path.replace('/', '~1')}/{method}/responses"
            answers = {
                status: answer.get("$ref", f"{here}/{status}")
                for status, answer in described["responses"].items()
            }
            bodies = {kind: resolved(taken.get("schema", {})) for kind, taken in content.items()}
            parameters = tuple(map(resolved, named))
            found.append(Operation(method.upper(), path, parameters, bodies, answers, needed))
    return found


OPERATIONS = _operations()
