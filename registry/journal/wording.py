"""The wording of sealed texts (封存文本的写法): what a usual beginning says in one line, part after
part, each after a mark of its own.

The parts stand in the order in which notices tell them, and the marks are bytes that no part holds.
So whoever tells thousands replaces each mark once in all of them, and takes none apart.
"""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Final, NamedTuple

from registry import raw
from registry.identity import Quoted
from registry.journal.usual import (
    ACTS,
    CASE_NUMBER,
    COURT_CODE,
    PLACES,
    SUBJECT_KIND,
    VERSION,
    Said,
)

# What stands in a text after the id, which has no mark: the parts that are told, then ``HIDDEN``
# and what follows it. No JSON, no id and no moment holds a mark, or the end of a line.
POSITION: Final = b"\x01"
MOMENT: Final = b"\x02"
RECORD: Final = b"\x03"
SUBJECT: Final = b"\x04"
KIND_OF_SUBJECT: Final = b"\x05"
NUMBER: Final = b"\x06"
COURT: Final = b"\x07"
PARTICULARS: Final = b"\x08"
# The particulars of a record, by their names on the wire and in the order that notices have; what
# a record has none of is empty.
PARTICULAR: Final = {
    "grounds": b"\x0b",
    "published_on": b"\x0c",
    "ends_on": b"\x0e",
    "amount_outstanding": b"\x0f",
    "performance": b"\x10",
    "acts": b"\x11",
    "imposed_on": b"\x12",
}
HIDDEN: Final = b"\x1d"
_OCCURRED: Final = b"\x1e"
_DECIDING: Final = b"\x1f"
_WITHIN: Final = b"\x1c"
_MARKS = (
    POSITION,
    MOMENT,
    RECORD,
    SUBJECT,
    KIND_OF_SUBJECT,
    NUMBER,
    COURT,
    PARTICULARS,
    *PARTICULAR.values(),
    HIDDEN,
    _OCCURRED,
    _DECIDING,
)
_PARTS = 1 + len(_MARKS)
_TEXT = b"%b" + b"".join([mark + b"%b" for mark in _MARKS])
_ENDS_OF_LINES = bytes.maketrans(b"".join(_MARKS), b"\n" * len(_MARKS))
_ID_LENGTH = 36
# Where each part of what is said of a body stands in a text, by its place in
# :mod:`registry.journal.usual`; what is told of at all is identified.
_SAID_AT = {
    COURT_CODE: 7,
    CASE_NUMBER: 6,
    VERSION: 16,
    SUBJECT_KIND: 5,
    **{PLACES[name]: 9 + at for at, name in enumerate(PARTICULAR)},
}

# What is told of an identity, in the same way.
NAME: Final = b"\x01"
DOCUMENTS: Final = b"\x02"
REPRESENTATIVE: Final = b"\x03"
_WHO = b"\x01%b\x02%b\x03%b"


class Parts(NamedTuple):
    """What texts say, part by part, each a column.

    :ivar said: what :mod:`registry.journal.usual` finds in bodies.
    """

    ids: Sequence[bytes]
    subjects: Sequence[bytes]
    records: Sequence[bytes]
    moments: Sequence[bytes]
    said: Sequence[Said]


def text_of(
    position: int, ids: tuple[raw.Raw, raw.Raw, raw.Raw], kind: str, occurred: str, said: Said
) -> bytes:
    """Return the text of a usual beginning.

    :param ids: those of the entry, its subject and its record.
    :param occurred: the moment as the journal keeps it.
    :param said: what its body says.
    """
    entry, subject, record = raw.texts_of(ids)
    deciding = _WITHIN.join((kind.encode(), said[SUBJECT_KIND], said[ACTS]))
    return _TEXT % (
        entry,
        b"%d" % position,
        raw.moment_text(occurred).encode(),
        record,
        subject,
        said[SUBJECT_KIND],
        said[CASE_NUMBER],
        said[COURT_CODE],
        b"",
        *[said[PLACES[name]] for name in PARTICULAR],
        said[VERSION],
        occurred.encode(),
        deciding,
    )


def ids_of(texts: Iterable[bytes]) -> Sequence[bytes]:
    """Return the ids of entries as the wire has them."""
    return [text[:_ID_LENGTH] for text in texts]


def deciding_of(texts: Iterable[bytes]) -> Sequence[bytes]:
    """Return what decides on whom entries are told to, the same bytes for all that are alike."""
    return [text.rpartition(_DECIDING)[2] for text in texts]


def decided_by(deciding: bytes) -> tuple[str, bytes, bytes]:
    """Return the kind of entry, what the subject is, and the acts that a restriction bars."""
    kind, subject_kind, acts = deciding.split(_WITHIN)
    return kind.decode(), subject_kind, acts


def parts_of(texts: Sequence[bytes]) -> Parts:
    """Take texts apart.

    :raises ValueError: when they have not the parts that texts have.
    """
    parts = b"\n".join(texts).translate(_ENDS_OF_LINES).split(b"\n") if texts else []
    if len(parts) != _PARTS * len(texts):
        raise ValueError("a sealed text has other parts")
    columns = [parts[at::_PARTS] for at in range(_PARTS)]
    said = [columns[_SAID_AT[at]] if at in _SAID_AT else repeat(b"true") for at in range(12)]
    return Parts(
        ids=columns[0],
        subjects=columns[4],
        records=columns[3],
        moments=columns[17],
        said=list(zip(*said)),  # noqa: B905 - that all are identified has no end
    )


def who_text(identity: Quoted) -> bytes:
    """Return what is told of an identity as a text."""
    return _WHO % identity
