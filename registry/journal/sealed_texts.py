"""Sealed texts (封存文本): what usual beginnings say and of whom, written in the commit that enters
them, so that telling it takes one row of what else takes three.

All of it can be read in the journal and in the identities, and is read there where a text is
absent or does not open. What the journal says as well needs no seal. What says who somebody is is
sealed for its position and for what is said of the entry, and goes with the identity: whoever
erases that erases the text.

A text also says how many entries beside it, of the same commit, no agency is ever told of, so that
nobody has to look at those.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.orm import Session

from registry import events, raw
from registry.bulk import insert_rows
from registry.identity import Quoted, unseal_quoted
from registry.journal import identities, usual, wording
from registry.journal.entry import DraftRow
from registry.journal.usual import IDENTIFIED, VERSION, Said
from registry.models.sealed_texts import SealedText
from registry.prepared import Prepared
from registry.vault import Sealed, Vault, VaultError

_COLUMNS = (
    "position",
    "subject_id",
    "version",
    "key_id",
    "ciphertext",
    "said",
    "silent_before",
    "silent_after",
)
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
    select(
        _text_row.position,
        _text_row.key_id,
        _text_row.ciphertext,
        _text_row.said,
        _text_row.silent_before,
        _text_row.silent_after,
    )
    .where(_text_row.position > bindparam("after"), _text_row.position <= bindparam("through"))
    .order_by(_text_row.position),
    is_raw=True,
)

# The key id and the ciphertext of what is told of an identity, and what is said of the entry.
SealedPart = tuple[str, bytes, bytes]


class Texts(NamedTuple):
    """What entries say, column by column, in the order of the journal.

    :ivar known: the positions of which there is a text, those that are told to nobody among them.
    :ivar silent: how many entries no agency is ever told of right before each of these and right
        after it.
    :ivar positions: those of which a text says something, and ``said`` what it says, as
        :mod:`registry.journal.wording` has it.
    :ivar sealed: what is sealed of each subject.
    """

    known: Sequence[int] = ()
    silent: tuple[Sequence[int], Sequence[int]] = ((), ())
    positions: Sequence[int] = ()
    said: Sequence[bytes] = ()
    sealed: Sequence[SealedPart] = ()

    def unread(self, after: int, through: int) -> Sequence[int]:
        """Return the positions above one and up to another that the journal has to be asked for:
        no text says what is there, or that nobody is told of it.
        """
        known, (before, behind) = self.known, self.silent
        if not known:
            return range(after + 1, through + 1)
        first = min(before[0], known[0] - after - 1)
        last = min(behind[-1], through - known[-1])
        if first + sum(before[1:]) + len(known) + last == through - after:
            return ()
        spans = zip(known, before, behind, strict=True)
        seen = chain.from_iterable(range(at - back, at + on + 1) for at, back, on in spans)
        return sorted(set(range(after + 1, through + 1)).difference(seen))


def write(
    connection: Connection, vault: Vault, positions: Sequence[int], drafts: Sequence[DraftRow]
) -> None:
    """Write the texts of those entries that are usual beginnings."""
    found = [
        (position, draft, said)
        for position, draft, said in zip(positions, drafts, _usual(drafts), strict=True)
        if said is not None
    ]
    if found:
        table: Table = SealedText.__table__  # type: ignore[assignment]
        before = _silences(drafts)
        behind = _silences(reversed(drafts))[::-1]
        first = positions[0]
        rows = [
            (*row, before[row[0] - first], behind[row[0] - first])
            for row in _rows(connection, vault, found)
        ]
        insert_rows(connection, table, _COLUMNS, rows)


def agrees(text: bytes | None, position: int, draft: DraftRow) -> bool:
    """Tell whether what a text says of an entry is what the entry says."""
    [said] = _usual([draft])
    return said is not None and text == (
        _text(position, draft, said) if said[IDENTIFIED] == b"true" else None
    )


def _usual(drafts: Sequence[DraftRow]) -> Sequence[Said | None]:
    kinds = [one[_KIND] if one[_SUBJECT] and one[_RECORD] else "" for one in drafts]
    if usual.KINDS.isdisjoint(kinds):
        return [None] * len(drafts)
    return usual.read(kinds, [one[_BODY] for one in drafts])


def _silences(drafts: Iterable[DraftRow]) -> list[int]:
    """Return how many entries right before each, of these, no agency is ever told of."""
    found, silent = [], 0
    for draft in drafts:
        found.append(silent)
        silent = silent + 1 if events.is_silent(draft[_KIND]) else 0
    return found


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
        if said[IDENTIFIED] == b"true":
            text = _text(position, draft, said)
            who = wording.who_text(quoted[one])
            sealed = vault.seal(who, place=_PLACE % (position, text))
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


def _text(position: int, draft: DraftRow, said: Said) -> bytes:
    ids = draft[_ID], cast(str, draft[_SUBJECT]), cast(str, draft[_RECORD])
    return wording.text_of(position, ids, draft[_KIND], draft[_MOMENT], said)


def between(session: Session, after: int, through: int) -> Texts:
    """Read the texts of entries above one position and up to another."""
    rows = _BETWEEN.rows(session, {"after": after, "through": through})
    if not rows:
        return Texts()
    known, keys, sealed, said, before, behind = zip(*rows, strict=True)
    positions: Sequence[int] = known
    if None in said:
        told = [one is not None for one in said]
        positions, keys, sealed, said = (
            tuple(compress(column, told)) for column in (known, keys, sealed, said)
        )
    parts = list(zip(keys, sealed, said, strict=True))
    return Texts(known, (before, behind), positions, said, parts)


def sealed_between(session: Session, after: int, through: int) -> dict[int, SealedPart]:
    """Read what is sealed of the entries above one position and up to another."""
    texts = between(session, after, through)
    return dict(zip(texts.positions, texts.sealed, strict=True))


def open_all(
    vault: Vault, positions: Sequence[int], sealed: Sequence[SealedPart | None]
) -> Sequence[bytes | None]:
    """Open what is told of identities, in order, as :func:`registry.journal.wording.who_text` has
    it; nothing where there is nothing, or where it cannot be opened: then the identity itself has
    to say it, or why it does not.

    :param sealed: what is sealed for each of the positions.
    """
    if None not in sealed:
        keys, texts, said = zip(*cast(Sequence[SealedPart], sealed), strict=True)
        places = map(_PLACE.__mod__, zip(positions, said, strict=True))
        try:
            return vault.open_all(zip(keys, texts, places, strict=True))
        except VaultError:
            # One by one, then, so that it is known which.
            pass
    return [
        None if part is None else _open(vault, position, part)
        for position, part in zip(positions, sealed, strict=True)
    ]


def _open(vault: Vault, position: int, part: SealedPart) -> bytes | None:
    key_id, text, said = part
    try:
        return vault.open(Sealed(key_id, text), place=_PLACE % (position, said))
    except VaultError:
        return None
