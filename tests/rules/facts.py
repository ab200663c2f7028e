"""Facts that findings name (认定所依据的事实), as they were looked through and approved.

A finding tells a judge what it rests on; a fact that is told wrongly misleads where the answer
itself is right. ``python -m tests.rules.facts`` writes them anew, for the change to be read.
"""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.rules.cases import APPROVED, Case

FOLDER = Path(__file__).parent


def cases() -> Iterator[Case]:
    """Return every row of every table of rules."""
    for path in sorted(FOLDER.glob("test_*.py")):
        for value in vars(import_module(f"tests.rules.{path.stem}")).values():
            if isinstance(value, tuple | list):
                yield from (row for row in value if isinstance(row, Case))


def main() -> None:
    """Write down what findings say on every row."""
    told: dict[str, list[dict[str, str]]] = {}
    for case in cases():
        rows = told.setdefault(str(case), [])
        facts = dict(case.found().facts)
        if facts not in rows:
            rows.append(facts)
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    APPROVED.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
