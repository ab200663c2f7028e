"""Writing usual beginnings (常规开始的填写): many notices at once, column by column, out of what is
JSON already.

The same bytes as :mod:`partners.notices.writing` would write of each.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from partners.notices import raw
from partners.notices.entry import Entry
from partners.notices.usual import CASE_NUMBER, COURT_CODE, PLACES, SUBJECT_KIND
from partners.notices.writing import Form, court_text, form_of
from registry.identity import Quoted
from schemas.measures import NoticeField


def write(
    rows: Sequence[Entry],
    identities: Sequence[Quoted | None],
    fields: Collection[NoticeField],
    court_names: Mapping[str, str],
) -> Iterator[tuple[bytes, bytes]]:
    """Write what notices of usual beginnings, all of one kind, say to every agency: before and
    after the measures that it is to apply.

    :param identities: who their subjects are; nothing where an identity was erased.
    :param fields: what these agencies may be told.
    :param court_names: names of all courts by their codes.
    """
    form = form_of(rows[0].kind, None, frozenset(fields))
    positions, own, _, _, subjects, records, moments, _, said = zip(*rows, strict=True)
    before = (
        raw.texts_of(own),
        positions,
        map(raw.moment_text, moments),
        raw.texts_of(records),
        raw.texts_of(subjects),
        map(itemgetter(SUBJECT_KIND), said),
        _who(identities, form),
    )
    after = [map(itemgetter(PLACES[name]), said) for name in form.shown]
    if form.case:
        courts = {code: court_text(code, name) for code, name in court_names.items()}
        codes = map(itemgetter(COURT_CODE), said)
        after = [map(itemgetter(CASE_NUMBER), said), map(courts.__getitem__, codes), *after]
    head, tail = _templates(form)
    tails = _filled(tail, after) if after else [tail.encode()] * len(rows)
    return zip(_filled(head, before), tails, strict=True)


def _filled(template: str, columns: Iterable[Iterable[object]]) -> list[bytes]:
    """Return a template filled with each row of some columns; no JSON holds an end of a line."""
    lines = [template % values for values in zip(*columns, strict=True)]
    return "\n".join(lines).encode().split(b"\n")


@lru_cache(maxsize=256)
def _templates(form: Form) -> tuple[str, str]:
    """Return both parts of a notice, with a place for every value."""
    head = (
        f'{{"id":"%s","position":%s,"type":"{form.type}","occurred_at":"%s","record":"%s",'
        '"subject":{"id":"%s","kind":"%s"%s},'
    )
    case = ',"case":{"number":%s,"court":%s}' if form.case else ""
    shown = ",".join(f'"{name}":%s' for name in form.shown)
    part = f',"{form.part}":{{{shown}}}' if shown else ""
    return head, case + part + "}"


def _who(identities: Sequence[Quoted | None], form: Form) -> list[str]:
    if form.name and form.documents and not form.representative:
        return [
            f',"name":{identity[0]},"documents":{identity[1]}' if identity else ""
            for identity in identities
        ]
    return [_said(identity, form) if identity else "" for identity in identities]


def _said(identity: Quoted, form: Form) -> str:
    said = f',"name":{identity.name}' if form.name else ""
    if form.documents:
        said += f',"documents":{identity.documents}'
    # As where it is made of values: nothing is said of nobody, nor of a name without a letter.
    if form.representative and identity.legal_representative not in ("null", '""'):
        said += f',"legal_representative":{identity.legal_representative}'
    return said
