"""Refusals (不予办理): what a problem says of the law."""

from typing import Any


def findings(problem: dict[str, Any]) -> dict[str, str]:
    """Return the article of every rule that stands in the way."""
    assert problem["status"] == 422
    found = problem["facts"]["findings"]
    for finding in found:
        assert finding["statement"]
        assert finding["statement"] in problem["detail"]
        assert finding["citation"].startswith(finding["article"])
        assert finding["facts"]
    return {finding["rule"]: finding["article"] for finding in found}
