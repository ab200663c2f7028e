"""Whom (所指何人): who the subjects of usual beginnings are, opened for many at once."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from sqlalchemy.orm import Session

from partners.notices import columns, entries
from partners.notices.columns import KINDS, POSITIONS, TEXTS, Rows
from partners.notices.naming import Identities
from registry.journal import sealed_texts, wording
from registry.journal.sealed_texts import SealedPart
from registry.journal.usual import VERSION
from registry.vault import Vault, VaultError


class NamedBeginnings(NamedTuple):
    """Usual beginnings and who their subjects are, column by column.

    :ivar texts: what they say, and ``who`` of whom, as :mod:`registry.journal.wording` has it;
        nothing of those who were erased.
    """

    kinds: Sequence[str]
    texts: Sequence[bytes]
    who: Sequence[bytes]


def named(
    session: Session, vault: Vault, rows: Rows, sealed: Sequence[SealedPart | None]
) -> NamedBeginnings:
    """Return usual beginnings and who their subjects are.

    :param sealed: what is sealed of each.
    :raises registry.vault.VaultError: when an identity is there and cannot be opened, or a text
        stands where the journal says nothing of the kind.
    """
    opened = sealed_texts.open_all(vault, rows.column(POSITIONS), sealed)
    if None in opened:
        return _by_identities(session, vault, rows, opened)
    return NamedBeginnings(rows.column(KINDS), rows.column(TEXTS), cast(Sequence[bytes], opened))


def _by_identities(
    session: Session, vault: Vault, rows: Rows, opened: Sequence[bytes | None]
) -> NamedBeginnings:
    """Return the same where something did not open: what it says may be anything, so the journal is
    asked for that, and the identity for whom it names.
    """
    found = dict(
        zip(
            rows.column(POSITIONS),
            zip(rows.column(KINDS), rows.column(TEXTS), opened, strict=True),
            strict=True,
        )
    )
    closed = [position for position, (_, _, who) in found.items() if who is None]
    again = columns.of_entries(entries.usual_at(session, closed))
    if len(again) < len(closed):
        raise VaultError("a sealed text stands where nothing begins")
    told = zip(*map(again.column, (POSITIONS, KINDS, TEXTS)), strict=True)
    found.update((position, (kind, text, None)) for position, kind, text in told)
    parts = wording.parts_of([found[position][1] for position in closed])
    wanted = [
        (subject, int(said[VERSION]))
        for subject, said in zip(parts.subjects, parts.said, strict=True)
    ]
    identities = Identities(session, vault, set(parts.subjects)).quoted(wanted)
    for position, identity in zip(closed, identities, strict=True):
        kind, text, _ = found[position]
        found[position] = kind, text, b"" if identity is None else wording.who_text(identity)
    kinds, texts, who = zip(*found.values(), strict=True)
    return NamedBeginnings(kinds, texts, cast(Sequence[bytes], who))
