"""Notices (通知): what one journal entry says to one agency, as the wire has it.

The same values always give the same bytes, so that a delivery can be repeated exactly.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from partners.audience import Ending
from partners.settings import ChangedMeasures, as_wire
from registry.clock import SHANGHAI
from registry.identity import Identity
from schemas.codes import NoticeType
from schemas.measures import NoticeField
from schemas.notices import VERIFY_AT, WIRE_VERSION

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
# For whom a person is bound, and as what, by the ids of the entity's order and of the entity.
_BOUND = ("order", "capacity", "debtor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry that an agency is told of.

    :ivar body: the entry's body, as :mod:`registry.journal.bodies` builds it.
    :ivar apply: the measures to apply, where the entry begins or changes a record.
    :ivar ending: what the end of a record means, where it ends or suspends one.
    :ivar measures: how the agency's measures changed, where that is what the entry is about.
    :ivar left: which measures a repair leaves, where it is about one.
    :ivar kinds: what the agency is asked, where it is an inquiry.
    """

    position: int
    id: UUID
    type: NoticeType
    occurred_at: datetime
    record_id: UUID | None
    subject_id: UUID | None
    body: Mapping[str, Any]
    apply: tuple[str, ...] = ()
    ending: Ending | None = None
    measures: ChangedMeasures | None = None
    left: Ending | None = None
    kinds: tuple[str, ...] = ()

    @property
    def identity_version(self) -> int:
        """Return the version of the identity that the entry speaks of."""
        version: int = self.body["identity"]["version"]
        return version


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stands around the notices of a delivery.

    :ivar replay: whether they are sent again beside the stream, which moves nothing.
    """

    agency: str
    stream: UUID
    delivery: UUID
    after: int
    through: int
    replay: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What of a notice is the same for all agencies that are told of the same fields: JSON without
    its braces, before and after what each is told to apply or to lift.
    """

    head: bytes
    tail: bytes


def written(
    told: Told,
    identity: Identity | None,
    fields: Collection[NoticeField],
    court_names: Mapping[str, str],
) -> Written:
    """Write what a notice says to every agency.

    :param identity: who the subject is, as the entry's version says; absent where the identity was
        erased, and then the record's id has to do.
    :param fields: what these agencies may be told.
    :param court_names: names of courts by their codes.
    """
    notice: dict[str, object] = {
        "id": told.id,
        "position": told.position,
        "type": told.type,
        "occurred_at": told.occurred_at.astimezone(SHANGHAI),
    }
    if told.record_id is not None:
        notice["record"] = told.record_id
    if told.subject_id is not None:
        notice["subject"] = _subject(told, identity, fields)
    for part, names in _ALWAYS.items():
        if part in told.body:
            said = told.body[part]
            notice[part] = {name: said[name] for name in names if name in said}
    particulars = _particulars(told, fields, court_names) if _has_particulars(told) else {}
    return Written(_inside(notice), _inside(particulars))


def notice_bytes(told: Told, common: Written) -> bytes:
    """Return one notice as JSON.

    :param common: what it says to every agency.
    """
    own: dict[str, object] = {}
    if told.left is not None:
        own["repair"] = _repair(told.body["repair"], told.left)
    if told.type is NoticeType.SCREENING_ALERT:
        own["alert"] = told.body["alert"]
    if told.kinds:
        own["inquiry"] = _inquiry(told)
    if "bound" in told.body:
        own["bound"] = {name: told.body["bound"][name] for name in _BOUND}
    if told.measures is not None:
        own["measures"] = as_wire(told.measures)
    if _kind_of(told) in _PARTS and told.apply:
        own["apply"] = list(told.apply)
    ended = {} if told.ending is None else _ended(told.body, told.ending)
    # Whoever only lifts needs no particulars, as with an ending.
    needs_none = told.type is NoticeType.MEASURES_CHANGED and not told.apply
    tail = b"" if needs_none else common.tail
    parts = (common.head, _inside(own), tail, _inside(ended))
    return b"{%s}" % b",".join(part for part in parts if part)


def _kind_of(told: Told) -> str:
    """Return the kind of entry that says what a notice is about: of a record that is only adjusted
    to changed measures, the entry that said last how it stands.
    """
    kind: str = told.body.get("record_kind", told.type)
    return kind


def _inside(part: dict[str, object]) -> bytes:
    return orjson.dumps(part, option=orjson.OPT_OMIT_MICROSECONDS)[1:-1] if part else b""


def batch_bytes(envelope: Envelope, notices: Sequence[bytes]) -> bytes:
    """Return the body of a delivery."""
    head = orjson.dumps(
        {
            "type": "notices",
            "version": WIRE_VERSION,
            "agency": envelope.agency,
            "stream": str(envelope.stream),
            "delivery": str(envelope.delivery),
            "after": envelope.after,
            "through": envelope.through,
            **({"replay": True} if envelope.replay else {}),
        }
    )
    return b'%s,"notices":[%s]}' % (head[:-1], b",".join(notices))


def _subject(
    told: Told, identity: Identity | None, fields: Collection[NoticeField]
) -> dict[str, object]:
    subject: dict[str, object] = {
        "id": told.subject_id,
        "kind": told.body["subject_kind"],
    }
    if identity is None:
        return subject
    fields = _OF_INQUIRIES.get(told.type, fields)
    if NoticeField.NAME in fields:
        subject["name"] = identity.name
    if NoticeField.DOCUMENTS in fields:
        subject["documents"] = [
            {"type": document.type, "number": document.number} for document in identity.documents
        ]
    if NoticeField.LEGAL_REPRESENTATIVE in fields and identity.legal_representative:
        subject["legal_representative"] = identity.legal_representative
    return subject


def _particulars(
    told: Told, fields: Collection[NoticeField], court_names: Mapping[str, str]
) -> dict[str, object]:
    found: dict[str, object] = {}
    is_asked = told.type is NoticeType.INQUIRY_REQUESTED
    if is_asked or (NoticeField.CASE in fields and "case" in told.body):
        case = told.body["case"]
        code = case["court_code"]
        # A court that the register does not know yet is called by its code.
        court = {"code": code, "name": court_names.get(code, code)}
        found["case"] = {"number": case["number"], "court": court}
    if _kind_of(told) not in _PARTS:
        return found
    part, names = _PARTS[_kind_of(told)]
    said = told.body[part] if names else {}
    shown = {name: said[field] for field, name in names if field in fields}
    if shown:
        found[part] = shown
    return found


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


def _has_particulars(told: Told) -> bool:
    return _kind_of(told) in _PARTS or told.type in _WITH_CASE


def _inquiry(told: Told) -> dict[str, object]:
    said = told.body["inquiry"]
    names = ("request", "basis", "urgent", "due_on")
    return {"kinds": list(told.kinds), **{name: said[name] for name in names}}


def _kept(left: Ending) -> list[dict[str, object]]:
    return [
        {"measure": kept.measure, "records": [str(record) for record in kept.records]}
        for kept in left.kept
    ]
