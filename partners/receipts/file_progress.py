"""How far the lines of a file have come (文件读取进度) along what the agency had said before it.

A file is kept group by group. What its first lines repeat is not repeated by later ones too, or a
word that is said once more would be lost; so that is remembered for every measure of every record,
in a private file that disappears with the program: long files need no more memory than short ones.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import NamedTuple
from uuid import UUID

import orjson

from partners.receipts.repeated import Content, Key
from schemas.codes import Outcome

_TABLE = """
CREATE TABLE along (
    record BLOB, measure TEXT, passed INTEGER, says_more INTEGER, last BLOB, counts_anew INTEGER,
    PRIMARY KEY (record, measure)
) WITHOUT ROWID
"""
_FIND = """
SELECT passed, says_more, last, counts_anew FROM along WHERE record = ? AND measure = ?
"""
_KEEP = "INSERT OR REPLACE INTO along VALUES (?, ?, ?, ?, ?, ?)"
_ANEW = "SELECT last FROM along WHERE counts_anew ORDER BY record, measure"


class Along(NamedTuple):
    """How far the lines on one measure of one record have come.

    :ivar passed: how many of the words that were said before the file they have passed.
    :ivar says_more: whether one of them said what was not said before; so do all that follow.
    :ivar last: what the last of them says.
    :ivar counts_anew: whether that counts anew, should no other line follow.
    """

    passed: int = 0
    says_more: bool = False
    last: Content | None = None
    counts_anew: bool = False


class FileProgress(AbstractContextManager["FileProgress"]):
    """What is remembered of one file while it is kept.

    :ivar before: the last receipt that was kept before the file; absent until its first lines are.
    """

    def __init__(self) -> None:
        self.before: int | None = None
        # An empty name is a temporary file that SQLite deletes itself.
        self._store = sqlite3.connect("", isolation_level=None)
        self._store.execute(_TABLE)

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Forget it all."""
        self._store.close()

    def of(self, keys: Collection[Key]) -> Mapping[Key, Along]:
        """Return how far the lines have come on some measures of records."""
        found = {}
        for record, measure in keys:
            row = self._store.execute(_FIND, (record.bytes, measure)).fetchone()
            if row is not None:
                passed, says_more, last, counts_anew = row
                found[record, measure] = Along(
                    passed, bool(says_more), _read(last), bool(counts_anew)
                )
        return found

    def keep(self, found: Mapping[Key, Along]) -> None:
        """Remember how far they have come by now."""
        rows = [
            (record.bytes, measure, one.passed, one.says_more, _text(one.last), one.counts_anew)
            for (record, measure), one in found.items()
        ]
        self._store.execute("BEGIN")
        self._store.executemany(_KEEP, rows)
        self._store.execute("COMMIT")

    def anew(self) -> Iterator[Content]:
        """Yield the words that were said before, and count anew at the end of the file."""
        for (last,) in self._store.execute(_ANEW):
            yield _read(last)


def _text(word: Content | None) -> bytes:
    return orjson.dumps(word and list(word))


def _read(text: bytes) -> Content:
    notice, measure, outcome, reason = orjson.loads(text)
    return Content(UUID(notice), measure, Outcome(outcome), reason)
