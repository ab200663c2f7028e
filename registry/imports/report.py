"""The report (导入报告): a CSV file with a row for every line, in UTF-8 without a byte order mark.

It holds codes, numbers of lines and fixed sentences, and nothing of what the records say: no name
or identity number leaks through it, and no cell can be taken for a formula by a spreadsheet.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from registry.errors import ErrorKind, ServiceError
from registry.imports.cautions import CAUTIONS
from registry.imports.results import LineResult
from schemas.labels import label
from schemas.rejections import REJECTIONS

COLUMNS = (
    "line",
    "verdict",
    "reason",
    "of_line",
    "state",
    "field",
    "message_zh",
    "message_en",
)


class Report:
    """Writes the report of one import; rows are written as their lines are committed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        """Open the file, and begin with the headers.

        :raises ServiceError: ``import.report_unwritable``.
        """
        try:
            self._file = self._path.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            self._write([COLUMNS])
        except ServiceError:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, whatever happened.

        :raises ServiceError: ``import.report_unwritable``.
        """
        failure = self._close()
        if failure is not None and error is None:
            raise self._unwritable(failure) from failure

    def add(self, results: Iterable[LineResult]) -> None:
        """Write what became of some lines.

        :raises ServiceError: ``import.report_unwritable``.
        """
        self._write(map(row, results))

    def _write(self, rows: Iterable[tuple[object, ...]]) -> None:
        if self._file is None:
            raise RuntimeError("the report is not open")
        try:
            csv.writer(self._file, lineterminator="\n").writerows(rows)
            self._file.flush()
        except OSError as error:
            raise self._unwritable(error) from error

    def _close(self) -> OSError | None:
        """Close the file; return what went wrong with what it still held."""
        try:
            if self._file is not None:
                self._file.close()
        except OSError as error:
            return error
        return None

    def _unwritable(self, error: OSError) -> ServiceError:
        facts = {"file": self._path.name, "cause": error.strerror or type(error).__name__}
        return ServiceError(ErrorKind.UNAVAILABLE, "import.report_unwritable", facts)


def row(result: LineResult) -> tuple[object, ...]:
    """Return the row of one line."""
    rejection = result.rejection
    zh, en = _messages(result)
    return (
        result.line,
        result.verdict.value,
        rejection.reason.value if rejection else "",
        result.of_line or "",
        result.state.value if result.state else "",
        rejection.field if rejection else "",
        zh,
        en,
    )


def _messages(result: LineResult) -> tuple[str, str]:
    if result.rejection is not None:
        told = REJECTIONS[result.rejection.reason]
        return told.zh, told.en
    cautions = [CAUTIONS[caution] for caution in result.cautions]
    zh = [label(result.verdict, "zh"), *(told.zh for told in cautions)]
    en = [label(result.verdict, "en"), *(told.en for told in cautions)]
    return "；".join(zh), "; ".join(en)
