"""Sealed texts (封存文本): what usual beginnings say and of whom, written in the commit that enters
them, so that telling it takes one row of what else takes three.

All of it can be read in the journal and in the identities, and is read there where a text is
absent or does not open. What the journal says as well needs no seal. What says who somebody is is
sealed for its position and for what is said of the entry, and goes with the identity: whoever
erases that erases the text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.orm import Session

from registry import raw
from registry.bulk import insert_rows
from registry.identity import Quoted, unseal_quoted
from registry.journal import identities, usual
from registry.journal.entry import DraftRow
from registry.journal.usual import ACTS, IDENTIFIED, SUBJECT_KIND, VERSION, Said
from registry.models.sealed_texts import SealedText
from registry.prepared import Prepared
from registry.vault import Sealed, Vault, VaultError

# No JSON in canonical form, no id and no moment holds the end of a line.
_END = b"\n"
_COLUMNS = ("position", "subject_id", "version", "key_id", "ciphertext", "said")
# Parts of what is said of an entry besides what its body says, in this order.
_OF_ENTRY = 5
_PARTS = _OF_ENTRY + usual.PARTS
# What is sealed is so for this place.
_PLACE = b"sealed_text:%d:%b"
# Where they are in what is handed to the journal, see ``registry.journal.entry.DraftRow``.
_ID: Final = 0
_KIND: Final = 1
_BODY: Final = 3
_SUBJECT: Final = 4
_RECORD: Final = 5
_MOMENT: Final = 10

_text_row = raw.columns_of(SealedText)
_BETWEEN = Prepared(
    select(_text_row.position, _text_row.key_id, _text_row.ciphertext, _text_row.said)
    .where(_text_row.position > bindparam("after"), _text_row.position <= bindparam("through"))
    .order_by(_text_row.position),
    is_raw=True,
)

# The key id and the ciphertext of what is told of an identity, and what is said of the entry.
SealedPart = tuple[str, bytes, bytes]
# Names, documents and legal representatives, as those of :class:`registry.identity.Quoted`.
Columns = tuple[Sequence[bytes], Sequence[bytes], Sequence[bytes]]


class Texts(NamedTuple):
    """What entries say, column by column, in the order of the journal.

    :ivar sealed: what is sealed of each subject.
    :ivar deciding: the kind, what the subject is, whether it is identified, and the acts.
    :ivar known: the positions of which there is a text, those that are told to nobody among them.
    :ivar said: what bodies say, each part of it a column.
    """

    known: Sequence[int]
    positions: Sequence[int]
    sealed: Sequence[SealedPart]
    ids: Sequence[bytes]
    subjects: Sequence[bytes]
    records: Sequence[bytes]
    moments: Sequence[bytes]
    deciding: Sequence[tuple[bytes, bytes, bytes, bytes]]
    said: Sequence[Sequence[bytes]]


def write(
    connection: Connection, vault: Vault, positions: Iterable[int], drafts: Sequence[DraftRow]
) -> None:
    """Write the texts of those entries that are usual beginnings."""
    found = [
        (position, draft, said)
        for position, draft, said in zip(positions, drafts, _usual(drafts), strict=True)
        if said is not None
    ]
    if found:
        table: Table = SealedText.__table__  # type: ignore[assignment]
        insert_rows(connection, table, _COLUMNS, list(_rows(connection, vault, found)))


def agrees(text: bytes | None, draft: DraftRow) -> bool:
    """Tell whether what a text says of an entry is what the entry says."""
    [said] = _usual([draft])
    return said is not None and text == (_text(draft, said) if _is_told(said) else None)


def _usual(drafts: Sequence[DraftRow]) -> Sequence[Said | None]:
    kinds = [one[_KIND] if one[_SUBJECT] and one[_RECORD] else "" for one in drafts]
    if usual.KINDS.isdisjoint(kinds):
        return [None] * len(drafts)
    return usual.read(kinds, [one[_BODY] for one in drafts])


def _is_told(said: Said) -> bool:
    return said[IDENTIFIED] == b"true"


def _rows(
    connection: Connection, vault: Vault, found: Sequence[tuple[int, DraftRow, Said]]
) -> Iterator[tuple[Any, ...]]:
    engine = connection.dialect.name
    wanted = [
        (raw.key_of(cast(str, draft[_SUBJECT]), engine), int(said[VERSION]))
        for _, draft, said in found
    ]
    rows = identities.of_subjects(connection, {subject for subject, _ in wanted})
    known = {(row[0], row[1]): row for row in rows}
    quoted = _quoted(vault, {one: known[one] for one in wanted if one in known})
    for one, (position, draft, said) in zip(wanted, found, strict=True):
        # Where an identity is gone or cannot be opened there is no text: whoever tells of it will
        # come upon the same.
        if one not in quoted:
            continue
        key, version = known[one][4], one[1]
        if _is_told(said):
            text = _text(draft, said)
            sealed = vault.seal(_END.join(quoted[one]), place=_place(position, text))
            yield position, key, version, *sealed, text
        else:
            yield position, key, version, None, None, None


def _quoted(
    vault: Vault, known: Mapping[tuple[str, int], Sequence[Any]]
) -> Mapping[tuple[str, int], Quoted]:
    """Return what is told of identities, nothing where one of them cannot be opened."""
    rows = [(raw.bytes_of(row[0]), *row[1:4]) for row in known.values()]
    try:
        return dict(zip(known, unseal_quoted(vault, rows), strict=True))
    except VaultError:
        return {}


def _text(draft: DraftRow, said: Said) -> bytes:
    ids = draft[_ID], cast(str, draft[_SUBJECT]), cast(str, draft[_RECORD])
    entry = *map(raw.hyphened, ids), draft[_MOMENT], draft[_KIND]
    return _END.join(("\n".join(entry).encode(), *said))


def between(session: Session, after: int, through: int) -> Texts:
    """Read the texts of entries above one position and up to another."""
    rows = _BETWEEN.rows(session, {"after": after, "through": through})
    known: Sequence[int] = [row[0] for row in rows]
    told = [row for row in rows if row[3] is not None]
    positions = known if len(told) == len(rows) else [row[0] for row in told]
    texts = [row[3] for row in told]
    parts = _END.join(texts).split(_END) if told else []
    ids, subjects, records, moments, kinds, *said = (parts[at::_PARTS] for at in range(_PARTS))
    deciding = list(zip(kinds, said[SUBJECT_KIND], said[IDENTIFIED], said[ACTS], strict=True))
    sealed = [row[1:] for row in told]
    return Texts(known, positions, sealed, ids, subjects, records, moments, deciding, said)


def sealed_between(session: Session, after: int, through: int) -> dict[int, SealedPart]:
    """Read what is sealed of the entries above one position and up to another."""
    rows = _BETWEEN.rows(session, {"after": after, "through": through})
    return {row[0]: row[1:] for row in rows if row[3] is not None}


def open_all(
    vault: Vault, sealed: Sequence[tuple[int, SealedPart | None]]
) -> Sequence[Quoted | None]:
    """Open what is told of identities, in order; nothing where there is nothing, or where it cannot
    be opened: then the identity itself has to say it, or why it does not.

    :param sealed: positions with what is sealed for each.
    """
    return [None if part is None else _open(vault, position, part) for position, part in sealed]


def open_columns(
    vault: Vault, positions: Sequence[int], sealed: Sequence[SealedPart]
) -> Columns | None:
    """Open what is told of identities, column by column; nothing where one cannot be opened, and
    then :func:`open_all` tells which.
    """
    keys, texts, said = zip(*sealed, strict=True)
    places = map(_PLACE.__mod__, zip(positions, said, strict=True))
    try:
        opened = vault.open_all(zip(keys, texts, places, strict=True))
    except VaultError:
        return None
    parts = _END.join(opened).split(_END)
    return parts[0::3], parts[1::3], parts[2::3]


def _open(vault: Vault, position: int, part: SealedPart) -> Quoted | None:
    key_id, text, said = part
    try:
        opened = vault.open(Sealed(key_id, text), place=_place(position, said))
    except VaultError:
        return None
    return Quoted(*opened.split(_END))


def _place(position: int, said: bytes) -> bytes:
    return _PLACE % (position, said)
