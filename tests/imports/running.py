"""Running imports in tests (运行导入): as the command does, without the command."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from registry.imports.commands import surroundings
from registry.imports.importing import GROUP, Import, Surroundings
from registry.imports.reading import open_reading
from registry.imports.results import LineResult
from registry.imports.runs import ImportedFile
from registry.imports.tally import Tally
from registry.journal.entry import Actor

OPERATOR = Actor(name="operator:test", via="flask registry")
# The day on which the tests' records are judged, unless a test says otherwise.
DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Imported:
    """What an import said of its lines."""

    results: list[LineResult]
    tally: Tally
    run: UUID | None

    def said(self) -> list[str]:
        """Return verdict and reason or state of each line, as a reader would sum it up."""
        return [
            " ".join(
                filter(
                    None,
                    (
                        result.verdict.value,
                        result.rejection.reason.value if result.rejection else "",
                        f"of {result.of_line}" if result.of_line else "",
                        result.state.value if result.state else "",
                    ),
                )
            )
            for result in self.results
        ]


def import_file(
    path: Path,
    *,
    as_of: date = DAY,
    rehearse: bool = False,
    group: int = GROUP,
    after_each: Callable[[], object] = lambda: None,
    around: Surroundings | None = None,
) -> Imported:
    """Import a file into the application at hand; ``after_each`` is called after each group."""
    reading = open_reading(path)
    file = ImportedFile(name=path.name, digest=reading.source.digest, as_of=as_of)
    work = Import(file, around or surroundings(), operator=OPERATOR, rehearse=rehearse, group=group)
    try:
        results = []
        for some in work.run(reading.lines()):
            results += some
            after_each()
    finally:
        reading.close()
    return Imported(results, work.tally, work.run_public_id)
