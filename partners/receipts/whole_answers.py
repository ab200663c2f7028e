"""Whole answers (整批回执): those that say of every notice of a delivery, in order, that all was
done, and nothing else. Nearly every answer is that; it is told by its bytes, and never read.

Machines write one receipt like the other. So the first one is read, and shows how the rest has to
look if the agency says the same of every notice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import orjson

from partners.notices.columns import Beginnings, span_of
from partners.notices.notices import Told
from partners.receipts.batch_receipts import FEWEST, LONGEST, USUAL, Stretch, moment_of
from registry import raw
from schemas.codes import Outcome
from schemas.receipts import MOST_RECEIPTS

_APPLIED, _LIFTED = Outcome.APPLIED.value, Outcome.LIFTED.value
# They stand where notice, measure and outcome do; no JSON holds them.
_NOTICE, _MEASURE, _OUTCOME = b"\x00", b"\x01", b"\x02"
# What a notice asked for: measures to apply, and measures to lift.
_Asked = tuple[tuple[str, ...], tuple[str, ...]]


class _First(NamedTuple):
    """The first receipt of an answer.

    :ivar start: where it stands, and ``text`` how it is written.
    :ivar form: how it is written of any notice, measure and outcome.
    """

    start: int
    text: bytes
    said: dict[str, Any]
    form: bytes


def stretch_of(body: bytes, told: Sequence[Told]) -> Stretch | None:
    """Return the one stretch that an answer is, or nothing where it has to be read.

    :param told: all notices of the delivery, in order.
    """
    if len(told) < FEWEST:
        return None
    begins, ends = span_of(told)
    if ends - begins >= LONGEST:
        return None
    asked, ids = _asked(told)
    counted = Counter(asked)
    kinds = {kind: _done(kind) for kind in counted}
    most = sum(len(kinds[kind]) * count for kind, count in counted.items())
    if () in kinds.values() or most > MOST_RECEIPTS:
        return None
    first = _first(body, ids[0].decode(), kinds[asked[0]][0])
    if first is None:
        return None
    at = first.said.get("at")
    stated_at = moment_of(at)
    if at is not None and stated_at is None:
        return None
    between = _between(body, first)
    forms = {
        kind: between.join([_of(first.form, *each) for each in done])
        for kind, done in kinds.items()
    }
    expected = _filled(forms, asked, ids, between)
    stop = first.start + len(expected)
    if body[first.start : stop] != expected:
        return None
    if not _holds_one(body[: first.start] + first.text + body[stop:], first.said):
        return None
    return Stretch(begins, ends, len(told), stated_at)


def _asked(told: Sequence[Told]) -> tuple[Sequence[_Asked], Sequence[bytes]]:
    """Return what each notice asked for, and its id."""
    if isinstance(told, Beginnings):
        return list(zip(told.apply, repeat(()))), told.rows.ids
    asked = [(each[1], () if each[2] is None else each[2].lift) for each in told]
    return asked, raw.texts_of([each[0][1] for each in told])


def _filled(
    forms: Mapping[_Asked, bytes], asked: Sequence[_Asked], ids: Sequence[bytes], between: bytes
) -> bytes:
    """Return the receipts of all notices."""
    form, *others = forms.values()
    if not others and form.count(_NOTICE) == 1:
        before, _, after = form.partition(_NOTICE)
        return before + (after + between + before).join(ids) + after
    each = zip(asked, ids, strict=True)
    return between.join([forms[kind].replace(_NOTICE, own) for kind, own in each])


def _done(asked: _Asked) -> tuple[tuple[str, str], ...]:
    """Return what becomes of each measure when all is done."""
    apply, lift = asked
    return tuple([(code, _APPLIED) for code in apply] + [(code, _LIFTED) for code in lift])


def _first(body: bytes, notice: str, asked: tuple[str, str]) -> _First | None:
    """Read the first receipt; nothing where it does not say that what was asked was done."""
    start = body.find(b"{", 1)
    text = body[start : body.find(b"}", start) + 1]
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    wanted = {"notice": notice, "measure": asked[0], "outcome": asked[1]}
    if not said.keys() <= USUAL or {**said, **wanted} != said:
        return None
    form = text
    for value, mark in zip(wanted.values(), (_NOTICE, _MEASURE, _OUTCOME), strict=True):
        quoted = orjson.dumps(value)
        # Written in another way, or twice: whatever that means, it has to be read.
        if text.count(quoted) != 1:
            return None
        form = form.replace(quoted, b'"%s"' % mark if mark == _NOTICE else mark)
    return _First(start, text, said, form)


def _between(body: bytes, first: _First) -> bytes:
    """Return what stands between two receipts; where there is one only, nothing will fit."""
    end = first.start + len(first.text)
    return body[end : max(body.find(b"{", end), end)]


def _of(form: bytes, measure: str, outcome: str) -> bytes:
    said = form.replace(_MEASURE, orjson.dumps(measure))
    return said.replace(_OUTCOME, orjson.dumps(outcome))


def _holds_one(body: bytes, said: dict[str, Any]) -> bool:
    """Tell whether an answer has this receipt and no other."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return type(answer) is dict and answer.get("receipts") == [said]
