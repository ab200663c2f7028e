"""Writing usual beginnings (常规开始的填写): many notices at once, column by column, out of what is
JSON already.

The same bytes as :mod:`partners.notices.writing` would write of each.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

from partners.notices.columns import IDS, KINDS, MOMENTS, POSITIONS, RECORDS, SUBJECTS, Rows
from partners.notices.writing import Form, court_text, form_of
from registry import raw
from registry.identity import Quoted
from registry.journal import sealed_texts
from registry.journal.usual import CASE_NUMBER, COURT_CODE, PLACES, SUBJECT_KIND
from schemas.measures import NoticeField

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
    columns: dict[str, Sequence[bytes] | Sequence[int]] = {
        "id": raw.texts_of(rows.column(IDS)),
        "position": rows.column(POSITIONS),
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
    head, tail = _parts(form, "who" in columns)
    return head.filled(columns, len(rows)), tail.filled(columns, len(rows))


def only(who: Who, chosen: Sequence[bool]) -> Who:
    """Return some of those whom usual beginnings are about."""
    if isinstance(who, tuple):
        names, documents, representatives = (list(compress(column, chosen)) for column in who)
        return names, documents, representatives
    return list(compress(who, chosen))


def _moments(moments: Sequence[Any]) -> Sequence[bytes]:
    texts = {one: raw.moment_text(one).encode() for one in set(moments)}
    return list(map(texts.__getitem__, moments))


class _Part(NamedTuple):
    """A part of every notice: a pattern, and the columns that stand in it, in order."""

    pattern: bytes
    names: Sequence[str]

    def filled(
        self, columns: Mapping[str, Sequence[bytes] | Sequence[int]], count: int
    ) -> Sequence[bytes]:
        """Return the part of so many notices."""
        if not self.names:
            return [self.pattern] * count
        rows = zip(*[columns[name] for name in self.names], strict=True)
        return list(map(self.pattern.__mod__, rows))


@lru_cache(maxsize=256)
def _parts(form: Form, has_who: bool) -> tuple[_Part, _Part]:
    """Return what stands before the measures of a notice, and after them; no name of ours holds
    what a pattern would take for a place.
    """
    who = (
        [(b"%b", "who")]
        if has_who
        else [(b',"name":%b', "name"), (b',"documents":%b', "documents")]
    )
    head = [
        (b'{"id":"%b"', "id"),
        (b',"position":%d', "position"),
        (b',"type":"%s","occurred_at":"%%b"' % form.type.encode(), "moment"),
        (b',"record":"%b"', "record"),
        (b',"subject":{"id":"%b"', "subject"),
        (b',"kind":"%b"', "kind"),
        *who,
    ]
    tail = []
    if form.case:
        tail = [(b',"case":{"number":%b', "number"), (b',"court":%b}', "court")]
    for place, name in enumerate(form.shown):
        before = b"," if place else b',"%s":{' % form.part.encode()
        tail.append((before + b'"%s":%%b' % name.encode(), name))
    return _part(head, b"},"), _part(tail, b"}}" if form.shown else b"}")


def _part(pieces: Sequence[tuple[bytes, str]], end: bytes) -> _Part:
    return _Part(b"".join([text for text, _ in pieces]) + end, [name for _, name in pieces])


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
