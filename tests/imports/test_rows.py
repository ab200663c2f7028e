"""Rows: what is written past the models fits the models, and is read back through them."""

from decimal import Decimal
from itertools import islice
from uuid import UUID

import pytest

from registry.db import Base
from registry.imports import rows
from registry.models.cases import Debtor, EnforcementCase
from registry.models.deadlines import Deadline
from registry.models.imports import ImportVersion
from registry.models.listings import Listing
from registry.models.publication import PublicEntry
from registry.models.subjects import Subject, SubjectIdentity

WRITTEN = [
    (Subject, rows.SUBJECT),
    (SubjectIdentity, rows.IDENTITY),
    (EnforcementCase, rows.CASE),
    (Debtor, rows.DEBTOR),
    (Listing, rows.LISTING),
    (ImportVersion, rows.VERSION),
    (PublicEntry, rows.PUBLIC_ENTRY),
    (Deadline, rows.DEADLINE),
]


@pytest.mark.parametrize(("model", "columns"), WRITTEN)
def test_every_column_that_needs_a_value_is_written(
    model: type[Base], columns: tuple[str, ...]
) -> None:
    table = model.__table__
    assert set(columns) <= set(table.columns.keys())
    needed = {
        name
        for name, column in table.columns.items()
        if not column.nullable and column.server_default is None
    }
    assert needed - set(columns) <= {"id"}


def test_random_ids_are_random_uuids() -> None:
    found = list(islice(rows.random_ids(), 1000))
    assert len(set(found)) == 1000
    for digits in found:
        known = UUID(digits)
        assert (known.version, known.variant) == (4, "specified in RFC 4122")
        assert rows.dashed(digits) == str(known)


@pytest.mark.parametrize(
    ("amount", "fen"), [(None, None), (Decimal("0.01"), 1), (Decimal("98000.00"), 9_800_000)]
)
def test_amounts_are_written_in_fen(amount: Decimal | None, fen: int | None) -> None:
    assert rows.fen(amount) == fen
