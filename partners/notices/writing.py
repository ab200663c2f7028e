"""Writing (通知填写): notices as the wire has them.

The same values always give the same bytes, so that a delivery can be repeated exactly.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from partners.measures.audience import Ending
from partners.measures.settings import as_wire
from partners.measures.steps import SETTINGS
from partners.notices.entry import Entry
from partners.notices.notices import TYPES, Told
from registry.identity import Named
from schemas.codes import NoticeType
from schemas.measures import NoticeField
from schemas.notice_parts import VERIFY_AT

# Fields with their names on the wire.
_LISTING = tuple(
    (field, field.value)
    for field in (
        NoticeField.GROUNDS,
        NoticeField.PUBLISHED_ON,
        NoticeField.ENDS_ON,
        NoticeField.AMOUNT_OUTSTANDING,
        NoticeField.PERFORMANCE,
    )
)
_RESTRICTION = tuple((field, field.value) for field in (NoticeField.ACTS, NoticeField.IMPOSED_ON))
_PARTS: Mapping[str, tuple[str, tuple[tuple[NoticeField, str], ...]]] = {
    NoticeType.LISTING_PUBLISHED: ("listing", _LISTING),
    NoticeType.LISTING_AMENDED: ("listing", _LISTING),
    NoticeType.LISTING_EXTENDED: ("listing", _LISTING),
    NoticeType.LISTING_RESUMED: ("listing", _LISTING),
    NoticeType.RESTRICTION_IMPOSED: ("restriction", _RESTRICTION),
    NoticeType.RESTRICTION_AMENDED: ("restriction", _RESTRICTION),
    NoticeType.RESTRICTION_RESUMED: ("restriction", _RESTRICTION),
    NoticeType.EXIT_RESTRICTION_IMPOSED: ("exit_restriction", ()),
    NoticeType.EXIT_RESTRICTION_AMENDED: ("exit_restriction", ()),
    NoticeType.PROSECUTION_REFERRED: ("prosecution", ()),
}


# What every agency is told that an entry concerns, whatever its field list; never a cause.
_ALWAYS = {
    "exit_restriction": ("capacity", "debtor", "imposed_on"),
    "prosecution": ("referred_to", "on"),
    "suspended": ("travel", "starts_on", "ends_on"),
    "resumed": ("travel", "on"),
    "exempted": ("permission", "person", "acts", "starts_on", "ends_on", "withdrawn"),
}


# What an agency is told of whom it is asked about, whatever its measures need: nobody can be asked
# about somebody who is not named, and who is not to be looked for any more need not be.
_OF_INQUIRIES: Mapping[NoticeType, Collection[NoticeField]] = {
    NoticeType.INQUIRY_REQUESTED: (NoticeField.NAME, NoticeField.DOCUMENTS),
    NoticeType.INQUIRY_WITHDRAWN: (),
}
# Of these the case is told, though no measure hangs on them.
_WITH_CASE = (NoticeType.INQUIRY_REQUESTED, NoticeType.SCREENING_ALERT)
# What is told of a list that is soon watched no more, beside its screening.
_OF_REMINDERS = ("until", "rows")
# For whom a person is bound, and as what, by the ids of the entity's order and of the entity.
_BOUND = ("order", "capacity", "debtor")


_RECORD = ',"record":"%s"'
# Of one that only applies: no ending, no changed measures, no repair, no inquiry, no line.
_NOTHING_ELSE = (None, None, None, (), None)


class Written(NamedTuple):
    """What of a notice is the same for all agencies that are told of the same fields: JSON without
    its braces, before and after what each is told to apply or to lift.
    """

    head: bytes
    tail: bytes


def written(
    told: Told,
    identity: Named | None,
    fields: Collection[NoticeField],
    court_names: Mapping[str, str],
) -> Written:
    """Write what a notice says to every agency.

    :param identity: who the subject is, as the entry's version says; absent where the identity was
        erased, and then the record's id has to do.
    :param fields: what these agencies may be told.
    :param court_names: names of courts by their codes.
    """
    entry, body = told.entry, told.body
    form = form_of(entry.kind, body.get("record_kind"), frozenset(fields))
    record = entry.record_text if form.has_record else None
    head = (
        f'"id":"{entry.id_text}","position":{entry.position},'
        f'"type":"{form.type}","occurred_at":"{entry.occurred_text}"'
        f"{_RECORD % record if record else ''}"
    ).encode()
    if entry.raw_subject is not None:
        head += b',"subject":' + orjson.dumps(_subject(entry, identity, form))
    if not body.keys().isdisjoint(_ALWAYS):
        head += b"," + _inside(_always(body))
    return Written(head, _particulars(body, form, court_names))


def notice_bytes(told: Told, common: Written) -> bytes:
    """Return one notice as JSON.

    :param common: what it says to every agency.
    """
    if told.apply and told[2:] == _NOTHING_ELSE and _says_no_more(told.entry):
        # As most notices: what begins says nothing to one agency but what to apply.
        tail = b"," + common.tail if common.tail else b""
        return b"{%s,%s%s}" % (common.head, apply_text(told.apply), tail)
    own: dict[str, object] = {}
    if told.left is not None:
        own["repair"] = _repair(told.body["repair"], told.left)
    if told.type is NoticeType.SCREENING_ALERT:
        own["alert"] = told.body["alert"]
    if told.type is NoticeType.WATCH_ENDS_SOON:
        said = {name: told.body[name] for name in _OF_REMINDERS}
        own["reminder"] = {"watch": told.entry.record_text, **said}
    if told.kinds:
        own["inquiry"] = _inquiry(told)
    if "bound" in told.body:
        own["bound"] = {name: told.body["bound"][name] for name in _BOUND}
    if told.measures is not None:
        own["measures"] = as_wire(told.measures)
    if told.apply:
        own["apply"] = list(told.apply)
    if told.line is not None:
        own["line"] = told.line.notice
    ended = {} if told.ending is None else _ended(told.body, told.ending)
    # Whoever only lifts needs no particulars, as with an ending.
    is_held_no_more = told.line is not None and told.line.notice is None
    is_adjustment = told.type is NoticeType.MEASURES_CHANGED
    needs_none = not told.apply and (is_adjustment or is_held_no_more)
    tail = b"" if needs_none else common.tail
    parts = (common.head, _inside(own), tail, _inside(ended))
    return b"{%s}" % b",".join(part for part in parts if part)


def _says_no_more(entry: Entry) -> bool:
    return entry.usual is not None or (entry.kind in _PARTS and "bound" not in entry.body)


@lru_cache(maxsize=4096)
def apply_text(codes: tuple[str, ...]) -> bytes:
    """Return as JSON, without its braces, what measures are to be applied."""
    return _inside({"apply": codes})


def _always(body: Mapping[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {}
    for part, names in _ALWAYS.items():
        if part in body:
            said = body[part]
            found[part] = {name: said[name] for name in names if name in said}
    return found


def _kind_of(told: Told) -> str:
    """Return the kind of entry that says what a notice is about: of a record that is only adjusted
    to changed measures, the entry that said last how it stands.
    """
    kind: str = told.body.get("record_kind", told.type)
    return kind


def _inside(part: dict[str, object]) -> bytes:
    return orjson.dumps(part, option=orjson.OPT_OMIT_MICROSECONDS)[1:-1] if part else b""


class Form(NamedTuple):
    """What notices of one kind say to agencies that are told of the same fields.

    :ivar part: where the particulars of a record stand, and ``shown`` which of them are told.
    """

    type: str
    has_record: bool
    name: bool
    documents: bool
    representative: bool
    case: bool
    part: str
    shown: tuple[str, ...]


@lru_cache(maxsize=1024)
def form_of(kind: str, record_kind: str | None, fields: frozenset[NoticeField]) -> Form:
    """Return what notices of one kind say.

    :param record_kind: of a record that is adjusted, the kind of entry that said how it stands.
    """
    notice_type = TYPES[kind]
    said = record_kind or kind
    of_subject = _OF_INQUIRIES.get(notice_type, fields)
    is_asked = notice_type is NoticeType.INQUIRY_REQUESTED
    has_case = said in _PARTS or notice_type in _WITH_CASE
    part, names = _PARTS.get(said, ("", ()))
    return Form(
        type=notice_type.value,
        has_record=kind not in SETTINGS,
        name=NoticeField.NAME in of_subject,
        documents=NoticeField.DOCUMENTS in of_subject,
        representative=NoticeField.LEGAL_REPRESENTATIVE in of_subject,
        case=is_asked or (has_case and NoticeField.CASE in fields),
        part=part,
        shown=tuple(name for field, name in names if field in fields),
    )


def _subject(entry: Entry, identity: Named | None, form: Form) -> dict[str, object]:
    subject: dict[str, object] = {
        "id": entry.subject_text,
        "kind": entry.body["subject_kind"],
    }
    if identity is None:
        return subject
    if form.name:
        subject["name"] = identity.name
    if form.documents:
        subject["documents"] = [
            {"type": kind, "number": number} for kind, number in identity.documents
        ]
    if form.representative and identity.legal_representative:
        subject["legal_representative"] = identity.legal_representative
    return subject


def _particulars(body: Mapping[str, Any], form: Form, court_names: Mapping[str, str]) -> bytes:
    found = b""
    if form.case and "case" in body:
        case = body["case"]
        code = case["court_code"]
        # A court that the register does not know yet is called by its code.
        court = court_text(code, court_names.get(code, code))
        found = b'"case":{"number":%s,"court":%s}' % (orjson.dumps(case["number"]), court)
    if not form.shown:
        return found
    said = body[form.part]
    shown = orjson.dumps({name: said[name] for name in form.shown})
    return b'%s%s"%s":%s' % (found, b"," if found else b"", form.part.encode(), shown)


@lru_cache(maxsize=8192)
def court_text(code: str, name: str) -> bytes:
    """Return a court as JSON."""
    return orjson.dumps({"code": code, "name": name})


def _ended(body: Mapping[str, Any], ending: Ending) -> dict[str, object]:
    end = body.get("ended")
    return {
        **({"ended": {"ground": end["ground"], "on": end["on"]}} if end else {}),
        "lift": list(ending.lift),
        "kept": _kept(ending),
    }


def _repair(said: Mapping[str, Any], left: Ending) -> dict[str, object]:
    number = said["certificate"]
    return {
        **{name: said[name] for name in ("path", "ground", "on")},
        "lifted": list(left.lift),
        "kept": _kept(left),
        "orders_lifted": said["orders_lifted"],
        "stays": said["stays"],
        "certificate": None if number is None else {"number": number, "verify_at": VERIFY_AT},
    }


def _inquiry(told: Told) -> dict[str, object]:
    said = told.body["inquiry"]
    names = ("request", "basis", "urgent", "due_on")
    return {"kinds": list(told.kinds), **{name: said[name] for name in names}}


def _kept(left: Ending) -> list[dict[str, object]]:
    return [
        {"measure": kept.measure, "records": [str(record) for record in kept.records]}
        for kept in left.kept
    ]
