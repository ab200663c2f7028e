"""Writing usual beginnings (常规开始的填写): many notices at once, column by column, out of what is
JSON already.

The same bytes as :mod:`partners.notices.writing` would write of each.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any

from partners.notices.columns import IDS, KINDS, MOMENTS, POSITIONS, RECORDS, SUBJECTS, Rows
from partners.notices.writing import Form, court_text, form_of
from registry import raw
from registry.identity import Quoted
from registry.journal import sealed_texts
from registry.journal.usual import CASE_NUMBER, COURT_CODE, PLACES, SUBJECT_KIND
from schemas.measures import NoticeField

# What stands at the same place of every notice, or the name of a column.
_Piece = bytes | str
_END = b"\n"
# Who subjects are: column by column, or of each; nothing where an identity was erased.
Who = sealed_texts.Columns | list[Quoted | None]


def write(
    rows: Rows,
    who: Who,
    fields: Collection[NoticeField],
    court_names: Mapping[str, str],
) -> tuple[Sequence[bytes], Sequence[bytes]]:
    """Write what notices of usual beginnings, all of one kind, say to every agency: what stands
    before the measures that it is to apply, and what stands after them.

    :param who: who their subjects are.
    :param fields: what these agencies may be told.
    :param court_names: names of courts by their codes, these among them.
    """
    form = form_of(rows.column(KINDS)[0], None, frozenset(fields))
    columns: dict[str, Sequence[bytes]] = {
        "id": raw.texts_of(rows.column(IDS)),
        "position": list(map(b"%d".__mod__, rows.column(POSITIONS))),
        "moment": _moments(rows.column(MOMENTS)),
        "record": raw.texts_of(rows.column(RECORDS)),
        "subject": raw.texts_of(rows.column(SUBJECTS)),
        "kind": rows.said(SUBJECT_KIND),
        **{name: rows.said(PLACES[name]) for name in form.shown},
    }
    if form.case:
        texts = {code.encode(): court_text(code, name) for code, name in court_names.items()}
        courts = list(map(texts.__getitem__, rows.said(COURT_CODE)))
        columns |= {"number": rows.said(CASE_NUMBER), "court": courts}
    columns |= _who(who, form)
    pieces = _pieces(form, "who" in columns)
    filled = _filled([one if isinstance(one, bytes) else columns[one] for one in pieces], len(rows))
    return filled[0::2], filled[1::2]


def only(who: Who, chosen: Sequence[bool]) -> Who:
    """Return some of those whom usual beginnings are about."""
    if isinstance(who, tuple):
        names, documents, representatives = (list(compress(column, chosen)) for column in who)
        return names, documents, representatives
    return list(compress(who, chosen))


def _moments(moments: Sequence[Any]) -> Sequence[bytes]:
    texts = {one: raw.moment_text(one).encode() for one in set(moments)}
    return list(map(texts.__getitem__, moments))


def _filled(pieces: Sequence[bytes | Sequence[bytes]], count: int) -> list[bytes]:
    """Return the texts that rows of pieces make, one row after the other; no JSON holds an end of a
    line.
    """
    width = len(pieces)
    flat = [b""] * (width * count)
    for place, piece in enumerate(pieces):
        flat[place::width] = [piece] * count if isinstance(piece, bytes) else piece
    return b"".join(flat).split(_END)[:-1]


@lru_cache(maxsize=256)
def _pieces(form: Form, has_who: bool) -> Sequence[_Piece]:
    """Return the pieces of both parts of a notice, each part with the end of a line."""
    who: tuple[_Piece, ...] = ("who",)
    if not has_who:
        who = (b',"name":', "name", b',"documents":', "documents")
    found: list[_Piece] = [
        b'{"id":"',
        "id",
        b'","position":',
        "position",
        b',"type":"%b","occurred_at":"' % form.type.encode(),
        "moment",
        b'","record":"',
        "record",
        b'","subject":{"id":"',
        "subject",
        b'","kind":"',
        "kind",
        b'"',
        *who,
        b"},\n",
    ]
    if form.case:
        found += [b',"case":{"number":', "number", b',"court":', "court", b"}"]
    if form.shown:
        found.append(b',"%b":' % form.part.encode())
        for place, name in enumerate(form.shown):
            found += [b'%b"%b":' % (b"," if place else b"{", name.encode()), name]
        found.append(b"}")
    return [*found, b"}\n"]


def _who(who: Who, form: Form) -> Mapping[str, Sequence[bytes]]:
    """Return the columns that say who subjects are: names and documents, or whatever is said."""
    is_plain = form.name and form.documents and not form.representative
    if isinstance(who, tuple):
        names, documents, _ = who
        if is_plain:
            return {"name": names, "documents": documents}
        return {"who": [_said(Quoted(*one), form) for one in zip(*who, strict=True)]}
    return {"who": [_said(one, form) if one else b"" for one in who]}


def _said(identity: Quoted, form: Form) -> bytes:
    said = b',"name":' + identity.name if form.name else b""
    if form.documents:
        said += b',"documents":' + identity.documents
    # As where it is made of values: nothing is said of nobody, nor of a name without a letter.
    if form.representative and identity.legal_representative not in (b"null", b'""'):
        said += b',"legal_representative":' + identity.legal_representative
    return said
