"""Usual beginnings: read and written out of their text, they say what everything else says that is
made of values, to the byte.
"""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import cast
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.notices import columns, usual_writing
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.notices.writing import apply_text, court_text, notice_bytes, written
from registry import raw
from registry.identity import Document, Identity, named, seal, unseal_quoted
from registry.journal import bodies, usual, wording
from registry.journal.bodies import Body, RecordReference
from registry.journal.entry import body_text
from registry.vault import Vault
from schemas.codes import DocumentType, NoticeType, SubjectKind
from schemas.measures import NoticeField

VAULT = Vault([("test", bytes(32))], bytes(32))
NOTICE, RECORD, SUBJECT = UUID(int=5), UUID(int=6), UUID(int=7)
# In any language, and what would end a text of JSON if it were not escaped.
TEXT = st.text(max_size=12) | st.sampled_from(
    ['甲"乙', "a\\b", "a\nb", "\x1f", "张三", "O'Neil", "%s"]
)
APPLY = ("go2016.C1", "go2016.C2")


@st.composite
def references(draw: st.DrawFn) -> RecordReference:
    return RecordReference(
        case_number=draw(TEXT),
        court_code=draw(st.sampled_from(["川0107", "未知"]) | TEXT),
        subject_kind=draw(st.sampled_from(SubjectKind)),
        identity_version=draw(st.integers(1, 40)),
        identity_digest="a1" * 32,
        identified=draw(st.booleans()),
    )


@st.composite
def listings(draw: st.DrawFn) -> tuple[str, Body]:
    return NoticeType.LISTING_PUBLISHED.value, bodies.listing(
        draw(references()),
        grounds=draw(st.lists(st.sampled_from(["LR1-1", "LR1-6"]), max_size=2)),
        published_on=date(2026, 3, 2),
        ends_on=draw(st.none() | st.just(date(2028, 3, 2))),
        amount_outstanding=draw(st.none() | st.just("98000.00")),
        performance="none",
    )


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, Body]:
    return NoticeType.RESTRICTION_IMPOSED.value, bodies.restriction(
        draw(references()),
        acts=draw(st.lists(st.sampled_from(["CR3-1", "CR3-2"]), max_size=2)),
        imposed_on=date(2026, 3, 2),
        listing_id=draw(st.none() | st.just(str(RECORD))),
    )


IDENTITIES = st.builds(
    Identity,
    kind=st.sampled_from(SubjectKind),
    name=TEXT,
    documents=st.lists(
        st.builds(Document, type=st.sampled_from(DocumentType), number=TEXT), max_size=2
    ).map(tuple),
    legal_representative=st.none() | TEXT,
)


def entry(kind: str, text: str, said: usual.Said | None) -> Entry:
    ids = [raw.key_of(one, "sqlite") for one in (NOTICE, SUBJECT, RECORD)]
    moment = "2026-03-02 01:12:44.250000"
    return Entry(119, ids[0], kind, text, ids[1], ids[2], moment, None, said)


def of_values(
    found: Entry, who: Identity | None, fields: Collection[NoticeField], courts: Mapping[str, str]
) -> bytes:
    plain = found._replace(usual=None)
    common = written(Told(plain), None if who is None else named(who), fields, courts)
    return notice_bytes(Told(plain, APPLY), common)


def of_texts(
    found: Entry, who: Identity | None, fields: Collection[NoticeField], courts: Mapping[str, str]
) -> bytes:
    whom = b""
    if who is not None:
        sealed = seal(VAULT, who, subject_id=SUBJECT, version=3).sealed
        [quoted] = unseal_quoted(VAULT, [(SUBJECT.bytes, 3, *sealed)])
        whom = wording.who_text(quoted)
    texts = columns.of_entries([found]).column(columns.TEXTS)
    code = cast(usual.Said, found.usual)[usual.COURT_CODE]
    court = court_text(code.decode(), courts.get(code.decode(), code.decode()))
    [before], [after] = usual_writing.write(
        found.kind, texts, [whom], fields, lambda _: {code: court}
    )
    return before + apply_text(APPLY) + after


@given(
    listings() | orders(),
    st.none() | IDENTITIES,
    st.sets(st.sampled_from(NoticeField)),
    st.dictionaries(st.just("川0107"), TEXT),
)
def test_what_is_read_out_of_a_text_is_told_as_if_it_were_made_of_values(
    begun: tuple[str, Body],
    who: Identity | None,
    fields: set[NoticeField],
    courts: dict[str, str],
) -> None:
    kind, body = begun
    text = body_text(body)
    [said] = usual.read([kind], [text])
    if said is None:
        assert "\\" in text or not (body.get("listing") or body["restriction"])
        return
    found = entry(kind, text, said)
    assert of_texts(found, who, fields, courts) == of_values(found, who, fields, courts)


PLAIN = RecordReference(
    case_number="(2025)川0107执1234号",
    court_code="川0107",
    subject_kind="natural",
    identity_version=1,
    identity_digest="a1" * 32,
    identified=True,
)
ORDER = bodies.restriction(PLAIN, acts=["CR3-1"], imposed_on=date(2026, 3, 2), listing_id=None)


def listing(amount: str | None) -> Body:
    return bodies.listing(
        PLAIN,
        grounds=["LR1-1"],
        published_on=date(2026, 3, 2),
        ends_on=None,
        amount_outstanding=amount,
        performance="none",
    )


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (NoticeType.LISTING_AMENDED, listing(None)),
        (NoticeType.LISTING_PUBLISHED, ORDER),
        (NoticeType.RESTRICTION_IMPOSED, listing(None)),
        (NoticeType.LISTING_PUBLISHED, {**listing(None), "more": 1}),
        (NoticeType.LISTING_PUBLISHED, {"listing": {}}),
        (
            NoticeType.RESTRICTION_IMPOSED,
            bodies.bound(ORDER, order=RECORD, capacity="legal_representative", debtor=SUBJECT),
        ),
    ],
)
def test_whatever_is_of_another_form_is_left_to_those_who_read_values(
    kind: NoticeType, body: Body
) -> None:
    texts = [body_text(body), body_text(listing("1.00"))]
    other, usual_one = usual.read([kind, NoticeType.LISTING_PUBLISHED], texts)
    assert other is None
    assert usual_one is not None


@pytest.mark.parametrize("amount", [None, "98000.00"])
def test_what_is_owed_is_read_as_an_amount(amount: str | None) -> None:
    text = body_text(listing(amount))
    [said] = usual.read([NoticeType.LISTING_PUBLISHED], [text])
    found = entry(NoticeType.LISTING_PUBLISHED, text, said)
    owed = None if amount is None else Decimal(amount)
    assert found.owed == owed
    assert found._replace(usual=None).owed == owed
