"""Writing usual beginnings (常规开始的填写): many notices at once, out of texts that hold their
parts in the order that notices have.

The same bytes as :mod:`partners.notices.writing` would write of each.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from partners.notices.writing import Form, form_of
from registry.journal import wording
from schemas.measures import NoticeField

_END = b"\n"
# After all that is said of a subject.
_ENDS_SUBJECT = b"},"


def write(
    kind: str,
    texts: Sequence[bytes],
    who: Sequence[bytes],
    fields: Collection[NoticeField],
    courts: Callable[[Collection[bytes]], Mapping[bytes, bytes]],
) -> tuple[Sequence[bytes], Sequence[bytes]]:
    """Write what notices of usual beginnings, all of one kind, say to every agency: what stands
    before the measures that it is to apply, and what stands after them.

    :param texts: what they say, as :mod:`registry.journal.wording` has it.
    :param who: who their subjects are, likewise; empty where an identity was erased.
    :param fields: what these agencies may be told.
    :param courts: gives courts as JSON by their codes.
    """
    form = form_of(kind, None, frozenset(fields))
    plan = _plan(form)
    columns = plan.texts.columns(texts)
    subject, *told = plan.texts.told
    parts: list[Iterable[bytes]] = [columns[at] for at in told]
    if form.case:
        # The court's code stands right after the case's number.
        codes = columns[told[0] + 1]
        parts.insert(1, map(courts(codes).__getitem__, codes))
    whom = _whom(plan.who, who)
    return _joined([columns[subject], whom]), _joined(parts)


def _joined(parts: Sequence[Iterable[bytes]]) -> Sequence[bytes]:
    return list(map(b"".join, zip(*parts, strict=True)))


def _whom(plan: "_Plan", who: Sequence[bytes]) -> Sequence[bytes]:
    """Return what is said of subjects; nothing of those who were erased."""
    if b"" in who:
        known = [one for one in who if one]
        said = iter(_whom(plan, known) if known else ())
        return [next(said) if one else _ENDS_SUBJECT for one in who]
    columns = plan.columns(who)
    return _joined([columns[at] for at in plan.told])


class _Mark(NamedTuple):
    """What becomes of a mark.

    :ivar after: what stands before the part that it marks; nothing where that is left out.
    :ivar before: what is written after the part before it.
    :ivar breaks: whether a column begins here.
    """

    mark: bytes
    after: bytes | None
    before: bytes = b""
    breaks: bool = False


class _Plan(NamedTuple):
    """How texts become columns.

    :ivar start: what stands before each, and ``end`` after it.
    :ivar replaced: what takes the place of what, in order.
    :ivar width: how many columns there are; ``told`` those that are told as they stand there.
    """

    start: bytes
    end: bytes
    replaced: Sequence[tuple[bytes, bytes]]
    width: int
    told: Sequence[int]

    def columns(self, texts: Sequence[bytes]) -> Sequence[Sequence[bytes]]:
        """Return the columns of texts, of which there is one at least."""
        found = self.start + (self.end + _END + self.start).join(texts) + self.end
        for mark, written in self.replaced:
            found = found.replace(mark, written)
        parts = found.split(_END)
        return [parts[at :: self.width] for at in range(self.width)]


class _Plans(NamedTuple):
    texts: _Plan
    who: _Plan


@lru_cache(maxsize=256)
def _plan(form: Form) -> _Plans:
    """Return how notices of a form are written; no name of ours holds a mark."""
    shown = form.shown
    opens = b',"%b":{' % form.part.encode() if shown else b""
    marks = [
        _Mark(wording.POSITION, b'","position":'),
        _Mark(wording.MOMENT, b',"type":"%b","occurred_at":"' % form.type.encode()),
        _Mark(wording.RECORD, b'","record":"'),
        _Mark(wording.SUBJECT, b'","subject":{"id":"'),
        _Mark(wording.KIND_OF_SUBJECT, b'","kind":"'),
        _Mark(wording.NUMBER, b',"case":{"number":' if form.case else None, b'"', breaks=True),
        _Mark(wording.COURT, None, b',"court":' if form.case else b""),
        _Mark(wording.PARTICULARS, (b"}" if form.case else b"") + opens),
    ]
    for name, mark in wording.PARTICULAR.items():
        comma = b"" if shown[:1] == (name,) else b","
        marks.append(_Mark(mark, b'%b"%b":' % (comma, name.encode()) if name in shown else None))
    marks.append(_Mark(wording.HIDDEN, None))
    return _Plans(_drawn(marks, b'{"id":"', b"}}" if shown else b"}"), _of_subjects(form))


def _of_subjects(form: Form) -> _Plan:
    told = (
        (wording.NAME, "name", form.name),
        (wording.DOCUMENTS, "documents", form.documents),
        (wording.REPRESENTATIVE, "legal_representative", form.representative),
    )
    marks = [
        _Mark(mark, b',"%b":' % name.encode() if is_told else None) for mark, name, is_told in told
    ]
    plan = _drawn(marks, b"", _ENDS_SUBJECT)
    if not form.representative:
        return plan
    # As where it is made of values: nothing is said of nobody, nor of a name without a letter.
    written = dict(plan.replaced)[wording.REPRESENTATIVE]
    breaks = written[: written.index(b",")]
    nobody = [
        (wording.REPRESENTATIVE + said + plan.end, breaks + plan.end) for said in (b"null", b'""')
    ]
    return plan._replace(replaced=[*nobody, *plan.replaced])


def _drawn(marks: Sequence[_Mark], start: bytes, closes: bytes) -> _Plan:
    """Draw up a plan.

    :param closes: what is written after the last part that is told.
    """
    last = max([at for at, mark in enumerate(marks) if mark.after is not None], default=-1)
    told, width, tells = [0], 1, True
    replaced = []
    for at, (mark, after, before, breaks) in enumerate(marks):
        if after is None and not tells:
            # What is left out may hold any mark.
            continue
        ends = before + (closes if at == last + 1 else b"")
        begins = breaks or tells is not (after is not None)
        tells = after is not None
        if begins:
            width += 1
            told += [width - 1] if tells else []
        replaced.append((mark, ends + (_END if begins else b"") + (after or b"")))
    return _Plan(start, closes if last == len(marks) - 1 else b"", replaced, width, told)
