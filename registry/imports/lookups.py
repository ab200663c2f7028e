"""Lookups of many keys at once (批量查找).

Written as plain SQL: for a thousand keys SQLAlchemy spends more on binding them one by one than the
database on finding them.
"""

from collections.abc import Collection, Sequence
from functools import cache
from itertools import repeat
from typing import Any

from sqlalchemy import Connection

_ENTRIES = """
SELECT l.entry_key, l.state, l.import_run_id, v.digest, v.import_run_id, v.line
FROM listing l JOIN import_version v ON v.listing_id = l.id
WHERE l.entry_key IN ({keys})
"""
_LISTINGS = "SELECT entry_key, id FROM listing WHERE entry_key IN ({keys})"
# Whoever acts on a case locks its row first; those who lock several do it in one order.
_CASES = """
SELECT number, id, filed_on, basis_number FROM enforcement_case
WHERE number IN ({keys}) ORDER BY id {lock}
"""
_SUBJECTS = """
SELECT s.number_index, s.id, s.public_id, s.current_version, s.flagged,
       i.version, i.key_id, i.ciphertext, i.digest
FROM subject s LEFT JOIN subject_identity i ON i.subject_id = s.id
WHERE s.number_index IN ({keys}) ORDER BY s.id, i.version
"""


def entries(connection: Connection, keys: Collection[bytes]) -> Sequence[Any]:
    """Return every version of the entries with these keys: key, state and run of the listing;
    digest, run and line of the version.
    """
    return _find(connection, _ENTRIES, keys)


def listings(connection: Connection, keys: Collection[bytes]) -> dict[bytes, int]:
    """Return the keys of the listings of entries."""
    return dict(_find(connection, _LISTINGS, keys))


def cases(connection: Connection, numbers: Collection[str]) -> Sequence[Any]:
    """Return number, key, filing date (as text) and basis of the cases with these numbers."""
    return [
        (number, key, str(filed_on), basis)
        for number, key, filed_on, basis in _find(connection, _CASES, numbers)
    ]


def subjects(connection: Connection, indexes: Collection[bytes]) -> Sequence[Any]:
    """Return the subjects with these number indexes, a row for each version of their identity."""
    return _find(connection, _SUBJECTS, indexes)


def _find(connection: Connection, template: str, keys: Collection[object]) -> Sequence[Any]:
    if not keys:
        return ()
    # Drivers keep what they have prepared for a statement: there are to be few of them, so keys are
    # filled up to the next power of two with one of their own.
    places = 1 << (len(keys) - 1).bit_length()
    padding = repeat(next(iter(keys)), places - len(keys))
    statement = _statement(template, places, connection.dialect.name)
    return connection.exec_driver_sql(statement, (*keys, *padding)).all()


@cache
def _statement(template: str, count: int, dialect: str) -> str:
    mark, lock = ("%s", "FOR UPDATE") if dialect == "postgresql" else ("?", "")
    return template.format(keys=", ".join([mark] * count), lock=lock)
