"""The wire shape of notices: what agencies build against does not change by accident.

One file a type holds a notice as the wire has it, key by key in this order. A change of these files
is a change of the contract.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from partners.measures import catalogue_files
from partners.measures.audience import Ending, Kept
from partners.measures.catalogue import NATIONAL, STATUTE
from partners.measures.settings import ChangedMeasures
from partners.notices.entry import Entry
from partners.notices.notices import Envelope, HeldAs, Told, batch_bytes
from partners.notices.writing import notice_bytes, written
from registry.events import AGENCY_CHANGED, KINDS
from registry.identity import Document, Identity, named
from registry.journal import bodies
from registry.journal.bodies import RecordReference
from schemas.codes import DocumentType, Ground, NoticeType, RestrictedAct, SubjectKind
from schemas.measures import USUAL_FIELDS, NoticeField
from schemas.notices import DeliverySchema, NoticeSchema
from schemas.restriction_codes import Travel
from tests.clocks import MORNING
from tests.contracts.alerts import ALERTED, REMINDED

FILES = Path(__file__).parent / "notices"
NOTICE = UUID("7f0e2c1a-5a0d-4f0f-9c57-3f1d2b6a8e01")
RECORD = UUID("a1f4b2c3-6d7e-4f80-8a9b-0c1d2e3f4a5b")
BOUND = UUID("0d9c8b7a-6f5e-4d3c-a2b1-09f8e7d6c5b4")
KEEPER = UUID("d3c2b1a0-1f2e-4d3c-8b4a-5c6d7e8f9a0b")
SAID = UUID("5b4a3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d")
SUBJECT = UUID("c2d9e8f7-0a1b-4c2d-9e3f-4a5b6c7d8e9f")
IDENTITY = Identity(
    kind=SubjectKind.NATURAL,
    name="欧阳示例",
    documents=(Document(DocumentType.RESIDENT_ID, "510199198503070013"),),
    legal_representative="诸葛示例",
)
REFERENCE = RecordReference(
    case_number="(2025)川0107执1234号",
    court_code="川0107",
    subject_kind="natural",
    identity_version=1,
    identity_digest="00",
    identified=True,
)
COURTS = {"川0107": "成都市武侯区人民法院"}
LISTING = bodies.listing(
    REFERENCE,
    grounds=[Ground.REFUSES_THOUGH_ABLE],
    published_on=date(2026, 3, 2),
    ends_on=None,
    amount_outstanding="98000.00",
    performance="none",
)
ORDER = bodies.restriction(
    REFERENCE,
    acts=[RestrictedAct.FLIGHTS_AND_BERTHS, RestrictedAct.HIGH_SPEED_TRAINS],
    imposed_on=date(2026, 3, 2),
    listing_id=str(RECORD),
)
ENDED = bodies.ended(REFERENCE, ground="LR10-1", on=date(2026, 3, 9))
SUSPENDED = bodies.suspended(
    REFERENCE,
    travel=[Travel.FLIGHTS],
    acts=[RestrictedAct.FLIGHTS_AND_BERTHS],
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 20),
    listings=[],
)
RESUMED = bodies.resumed(
    REFERENCE,
    travel=[Travel.FLIGHTS],
    paused_acts=[RestrictedAct.FLIGHTS_AND_BERTHS],
    on=date(2026, 3, 21),
    acts=[RestrictedAct.FLIGHTS_AND_BERTHS, RestrictedAct.HIGH_SPEED_TRAINS],
    imposed_on=date(2026, 3, 2),
    listings=[],
)
EXEMPTED = bodies.exempted(
    REFERENCE,
    permission_id=KEEPER,
    person="debtor",
    acts=[RestrictedAct.VEHICLES],
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 20),
    withdrawn=False,
)
LISTING_SUSPENDED = bodies.listing_suspended(
    REFERENCE, starts_on=date(2026, 3, 2), ends_on=date(2026, 6, 2)
)
REPAIRED = bodies.repaired(
    REFERENCE,
    repair_id=KEEPER,
    path="performed",
    ground="LR10-1",
    on=date(2026, 3, 9),
    orders_lifted=[KEEPER],
    stays=["judgment", "credit_record", "history", "mirrors"],
    certificate="(2026)川0107证明1号",
)
EXIT = bodies.exit_restriction(
    REFERENCE, capacity="legal_representative", debtor=KEEPER, imposed_on=date(2026, 3, 2)
)
ASKED = bodies.inquiry(
    REFERENCE,
    request_id=KEEPER,
    basis="CPL Art. 253; PR Art. 12",
    urgent=False,
    due_on=date(2026, 3, 5),
    asked={"market-regulation": ["shareholdings"]},
)
INQUIRIES = (NoticeType.INQUIRY_REQUESTED, NoticeType.INQUIRY_WITHDRAWN)
OF_NOBODY = (NoticeType.STREAM_TEST, NoticeType.SCREENING_ALERT, NoticeType.WATCH_ENDS_SOON)
BODIES = {
    NoticeType.LISTING_PUBLISHED: LISTING,
    NoticeType.LISTING_AMENDED: LISTING,
    NoticeType.LISTING_EXTENDED: LISTING,
    NoticeType.LISTING_REMOVED: ENDED,
    NoticeType.LISTING_REVOKED: ENDED,
    NoticeType.RESTRICTION_IMPOSED: ORDER,
    NoticeType.RESTRICTION_AMENDED: ORDER,
    NoticeType.RESTRICTION_LIFTED: ENDED,
    NoticeType.RESTRICTION_REVOKED: ENDED,
    NoticeType.RESTRICTION_SUSPENDED: SUSPENDED,
    NoticeType.RESTRICTION_RESUMED: RESUMED,
    NoticeType.RESTRICTION_EXEMPTED: EXEMPTED,
    NoticeType.REPAIR_GRANTED: REPAIRED,
    NoticeType.LISTING_SUSPENDED: LISTING_SUSPENDED,
    NoticeType.LISTING_RESUMED: LISTING,
    NoticeType.EXIT_RESTRICTION_IMPOSED: EXIT,
    NoticeType.EXIT_RESTRICTION_AMENDED: EXIT,
    NoticeType.EXIT_RESTRICTION_LIFTED: bodies.ended(
        REFERENCE, ground="CPL266-performed", on=date(2026, 3, 9)
    ),
    NoticeType.EXIT_RESTRICTION_REVOKED: bodies.ended(
        REFERENCE, ground="revoked", on=date(2026, 3, 9)
    ),
    NoticeType.PROSECUTION_REFERRED: bodies.prosecution(
        REFERENCE, referred_to="成都市公安局武侯区分局", on=date(2026, 3, 2)
    ),
    NoticeType.PROSECUTION_CLOSED: bodies.ended(REFERENCE, ground="not_filed", on=date(2026, 3, 9)),
    NoticeType.INQUIRY_REQUESTED: ASKED,
    NoticeType.INQUIRY_WITHDRAWN: ASKED,
    NoticeType.SCREENING_ALERT: ALERTED,
    NoticeType.WATCH_ENDS_SOON: REMINDED,
    NoticeType.STREAM_TEST: {"agency": "market-regulation"},
    NoticeType.MEASURES_CHANGED: {
        "record_kind": "listing.published",
        **LISTING,
        "change": str(KEEPER),
        "agency": None,
        "measures": ["go2016.C1"],
    },
}
ENDING = Ending(lift=("go2016.C1",), kept=(Kept("go2016.A6", (KEEPER,)),))


def _lifts(body: Mapping[str, object]) -> bool:
    return "ended" in body or "suspended" in body


def as_sent(
    about: Told,
    identity: Identity | None,
    fields: Collection[NoticeField],
    courts: Mapping[str, str],
) -> bytes:
    """Return a notice as an agency receives it."""
    who = None if identity is None else named(identity)
    return notice_bytes(about, written(about, who, fields, courts))


def entry(
    kind: str, body: Mapping[str, object], record: UUID | None, subject: UUID | None
) -> Entry:
    return Entry(119, NOTICE, kind, body, subject, record, MORNING)


def told(kind: NoticeType) -> Told:
    body = BODIES[kind]
    is_test = kind is NoticeType.STREAM_TEST
    without = {"exempted", "repair", "inquiry"}
    applies = kind not in OF_NOBODY and not _lifts(body) and not without & set(body)
    record = None if is_test else RECORD
    subject = None if kind in OF_NOBODY else SUBJECT
    return Told(
        entry(kind, body, record, subject),
        apply=("go2016.C1",) if applies else (),
        ending=ENDING if _lifts(body) else None,
        left=ENDING if "repair" in body else None,
        kinds=("shareholdings",) if kind in INQUIRIES else (),
        line=HeldAs(SAID) if kind is NoticeType.MEASURES_CHANGED else None,
    )


def ordered(text: bytes | str) -> Any:
    """Read JSON so that the order of keys counts."""
    return json.loads(text, object_pairs_hook=lambda pairs: ("object", pairs))


@pytest.mark.parametrize("kind", NoticeType)
def test_a_notice_of_each_type_is_as_its_file_says(kind: NoticeType) -> None:
    text = (FILES / f"{kind}.json").read_text(encoding="utf-8")
    built = as_sent(told(kind), IDENTITY, USUAL_FIELDS, COURTS)
    assert ordered(built) == ordered(text)
    NoticeSchema().load(json.loads(built))


def test_a_notice_of_a_bound_person_is_as_its_file_says() -> None:
    body = bodies.bound(ORDER, order=RECORD, capacity="legal_representative", debtor=KEEPER)
    about = Told(entry(NoticeType.RESTRICTION_IMPOSED, body, BOUND, SUBJECT), ("go2016.C1",))
    text = (FILES / "restriction.imposed.bound.json").read_text(encoding="utf-8")
    built = as_sent(about, IDENTITY, USUAL_FIELDS, COURTS)
    assert ordered(built) == ordered(text)
    NoticeSchema().load(json.loads(built))


def test_a_notice_of_an_order_that_restricts_less_is_as_its_file_says() -> None:
    about = told(NoticeType.RESTRICTION_AMENDED)._replace(ending=ENDING)
    text = (FILES / "restriction.amended.less.json").read_text(encoding="utf-8")
    built = as_sent(about, IDENTITY, USUAL_FIELDS, COURTS)
    assert ordered(built) == ordered(text)
    NoticeSchema().load(json.loads(built))


def test_a_notice_of_what_a_record_triggers_no_more_is_as_its_file_says() -> None:
    about = told(NoticeType.MEASURES_CHANGED)._replace(apply=(), ending=ENDING, line=HeldAs(None))
    text = (FILES / "measures.changed.less.json").read_text(encoding="utf-8")
    built = as_sent(about, IDENTITY, USUAL_FIELDS, COURTS)
    assert ordered(built) == ordered(text)
    NoticeSchema().load(json.loads(built))


def test_a_notice_of_what_an_agency_is_responsible_for_is_as_its_file_says() -> None:
    known = [*catalogue_files.own(NATIONAL).items, *catalogue_files.own(STATUTE).items]
    terms = {item.code: item.terms for item in known}
    begun, bar = terms["go2016.F1"], terms["statute.company-posts"]
    lapsing = replace(begun, text=replace(begun.text, valid_to=date(2030, 12, 31)))
    changed = ChangedMeasures(begun=(lapsing,), changed=(bar,), ended=("go2016.E3",))
    about = Told(entry(AGENCY_CHANGED.name, {"agency": "market-regulation"}, RECORD, None))
    text = (FILES / "measures.changed.settings.json").read_text(encoding="utf-8")
    built = as_sent(about._replace(measures=changed), None, USUAL_FIELDS, {})
    assert ordered(built) == ordered(text)
    NoticeSchema().load(json.loads(built))


def test_every_kind_of_entry_that_agencies_are_told_of_has_a_file() -> None:
    types = {kind.notice for kind in KINDS.values() if kind.notice}
    assert {f"{kind}.json" for kind in types} <= {path.name for path in FILES.iterdir()}


@pytest.mark.parametrize("kind", NoticeType)
def test_with_every_field_a_notice_still_has_nothing_that_is_not_described(
    kind: NoticeType,
) -> None:
    built = as_sent(told(kind), IDENTITY, tuple(NoticeField), COURTS)
    NoticeSchema().load(json.loads(built))


@pytest.mark.parametrize("kind", NoticeType)
@pytest.mark.parametrize("identity", [IDENTITY, None])
def test_without_fields_or_identity_a_notice_has_all_that_lifting_needs(
    kind: NoticeType, identity: Identity | None
) -> None:
    notice = json.loads(as_sent(told(kind), identity, (), COURTS))
    NoticeSchema().load(notice)
    # Whom an agency is asked about is told whatever its measures need.
    is_asked = kind is NoticeType.INQUIRY_REQUESTED
    is_of_nobody = kind in OF_NOBODY
    assert ("subject" in notice) == (not is_of_nobody)
    if not is_of_nobody and not is_asked:
        assert notice["subject"] == {"id": str(SUBJECT), "kind": "natural"}
        assert notice["record"] == str(RECORD)
        assert ("lift" in notice) == _lifts(BODIES[kind])
    assert is_asked or not {"case", "listing", "restriction"} & set(notice)


def test_a_delivery_is_as_its_file_says_to_the_byte() -> None:
    envelope = Envelope(
        agency="market-regulation",
        stream=UUID("5d1c0b9a-8f7e-4d6c-9b5a-4c3d2e1f0a9b"),
        delivery=UUID("0b6c7a52-1d5e-4f6e-9f57-2f6f1f6f1f6f"),
        after=118,
        through=119,
    )
    parts = [as_sent(told(NoticeType.LISTING_REMOVED), IDENTITY, USUAL_FIELDS, COURTS)]
    built = batch_bytes(envelope, parts)
    assert built == (FILES / "delivery.json").read_bytes().rstrip(b"\n")
    DeliverySchema().load(json.loads(built))
