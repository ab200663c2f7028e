"""Sealed texts: whatever is told of the journal is told to the byte as it would be without them."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import combinations

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from partners.notices.blocks import Blocks
from registry.db import db, transaction
from registry.identity import Document, Identity, seal
from registry.journal import verify
from registry.models.courts import Court
from registry.models.sealed_texts import SealedText
from registry.models.subjects import Subject, SubjectIdentity
from registry.runtime import current_runtime
from registry.vault import Vault, VaultError
from schemas.codes import DocumentType, NoticeType, SubjectKind
from schemas.measures import NoticeField
from tests.partners.conftest import Agencies
from tests.partners.gathering import gathered
from tests.partners.register import NAME, KnownSubject, Register

_OF_IDENTITIES = (NoticeField.NAME, NoticeField.DOCUMENTS, NoticeField.LEGAL_REPRESENTATIVE)
_OF_RECORDS = tuple(field for field in NoticeField if field not in _OF_IDENTITIES)
# Every list of what is told of identities, with all, some and nothing of the records.
FIELD_LISTS = [
    who + of_records
    for count in range(len(_OF_IDENTITIES) + 1)
    for who in combinations(_OF_IDENTITIES, count)
    for of_records in (_OF_RECORDS, _OF_RECORDS[:1], _OF_RECORDS[1::2], ())
]
COUNTED = select(func.count()).select_from(SealedText)


def texts(session: Session) -> int:
    found = session.scalar(COUNTED)
    session.rollback()
    return found or 0


def every_kind(register: Register) -> Sequence[KnownSubject]:
    """Enter what begins, of subjects of every form, and what else there is between."""
    subjects = [
        register.subject(),
        register.subject(name='甲"乙\\n丙\n', number="510199198503070021"),
        register.subject(number=None),
        register.subject(
            kind=SubjectKind.ORGANISATION,
            name="测试有限公司",
            number="915101990000000012",
            legal_representative="司徒示例",
        ),
    ]
    for subject in subjects:
        register.note()
        record = register.publish(subject)
        order = register.impose(subject)
        register.amend(subject, record)
        register.remove(subject, record)
        register.publish(subject)
        register.lift(subject, order)
    return subjects


def as_told(session: Session, agency_id: int, vault: Vault | None = None) -> list[list[bytes]]:
    return [gathered(session, Blocks(), agency_id, fields, vault).parts for fields in FIELD_LISTS]


def told_alike(session: Session, agency_id: int, vault: Vault | None = None) -> list[bytes]:
    """Return what is told, by every field list, after it was found to be the same without texts."""
    told = as_told(session, agency_id, vault)
    session.execute(delete(SealedText))
    assert as_told(session, agency_id, vault) == told
    session.rollback()
    return [part for parts in told for part in parts]


def _amend(register: Register, subject: KnownSubject) -> None:
    """Enter that somebody is called otherwise by now; what was told names an older version."""
    vault, now = current_runtime().vault, current_runtime().now()
    who = Identity(
        kind=subject.kind,
        name="后改之名",
        documents=(Document(DocumentType.PASSPORT, "E00000000"),),
    )
    done = seal(vault, who, subject_id=subject.id, version=2)
    with transaction() as act:
        key = act.scalars(select(Subject.id).where(Subject.public_id == subject.id)).one()
        act.add(
            SubjectIdentity(
                subject_id=key,
                version=2,
                key_id=done.sealed.key_id,
                ciphertext=done.sealed.ciphertext,
                salt=done.salt,
                digest=done.digest,
                recorded_at=now,
            )
        )
    register.publish(subject)


def _rename_the_court(_register: Register, _subject: KnownSubject) -> None:
    with transaction() as act:
        act.execute(update(Court).values(name="更名后的法院"))


def _erase(_register: Register, subject: KnownSubject) -> None:
    with transaction() as act:
        key = act.scalars(select(Subject.id).where(Subject.public_id == subject.id)).one()
        act.execute(delete(SubjectIdentity).where(SubjectIdentity.subject_id == key))


def _lose_some(_register: Register, _subject: KnownSubject) -> None:
    with transaction() as act:
        act.execute(delete(SealedText).where(SealedText.position % 2 == 0))


def _spoil_one(_register: Register, _subject: KnownSubject) -> None:
    """Have a text say something else of the entry; it does not open any more."""
    with transaction() as act:
        first = act.scalars(select(SealedText).order_by(SealedText.position).limit(1)).one()
        assert first.said is not None
        first.said = first.said.replace(b'"98000.00"', b'"1.00"')


def _nothing(_register: Register, _subject: KnownSubject) -> None:
    """Leave everything as it is."""


@pytest.mark.every_engine
@pytest.mark.parametrize(
    "then", [_nothing, _amend, _rename_the_court, _erase, _lose_some, _spoil_one]
)
def test_whatever_happened_since_the_same_is_told_with_texts_and_without(
    register: Register,
    directory: Agencies,
    session: Session,
    then: Callable[[Register, KnownSubject], None],
) -> None:
    agency_id = directory.add("go2016.C1", "go2016.G6")
    subjects = every_kind(register)
    # Whoever is not identified has a text that says nothing.
    assert texts(session) == 3 * len(subjects)
    then(register, subjects[0])
    told = b"".join(told_alike(session, agency_id))
    for kind in (NoticeType.LISTING_PUBLISHED, NoticeType.RESTRICTION_IMPOSED):
        assert kind.encode() in told


def test_a_text_that_was_moved_to_another_entry_is_told_to_nobody(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    subject = register.subject()
    record = register.publish(subject)
    register.amend(subject, record)
    with transaction() as act:
        act.execute(update(SealedText).values(position=SealedText.position + 1))
    with pytest.raises(VaultError):
        gathered(session, Blocks(), agency_id)


@pytest.mark.every_engine
def test_whoever_erases_an_identity_erases_every_text_that_says_it(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    one, other = register.subject(), register.subject(name="上官示例")
    for subject in (one, other, one):
        register.publish(subject)
    _erase(register, one)
    assert texts(session) == 1
    told = b"".join(gathered(session, Blocks(), agency_id).parts)
    assert told.count("上官示例".encode()) == 1
    assert NAME.encode() not in told


@pytest.mark.parametrize("moved", [False, True])
def test_a_moment_later_blocks_that_are_kept_read_texts_anew(
    register: Register, directory: Agencies, session: Session, moved: bool
) -> None:
    agency_id = directory.add("go2016.C1")
    register.publish(register.subject())
    seconds = [0.0]
    blocks = Blocks(clock=lambda: seconds[0])
    before = gathered(session, blocks, agency_id).parts
    session.rollback()
    if moved:
        with transaction() as act:
            act.execute(delete(SealedText))
    seconds[0] += timedelta(minutes=1).total_seconds()
    assert gathered(session, blocks, agency_id).parts == before


def test_texts_sealed_with_the_key_before_are_opened_after_a_rotation(
    register: Register, directory: Agencies, session: Session
) -> None:
    agency_id = directory.add("go2016.C1")
    every_kind(register)
    settings = current_runtime().settings
    rotated = Vault([("newer", b"\x07" * 32), *settings.identity_keys], settings.index_key)
    with transaction() as act:
        # Some were sealed with the new key since.
        for text in act.scalars(select(SealedText).where(SealedText.position % 3 == 0)):
            if text.said is None or text.key_id is None or text.ciphertext is None:
                continue
            place = b"sealed_text:%d:%b" % (text.position, text.said)
            [plain] = current_runtime().vault.open_all([(text.key_id, text.ciphertext, place)])
            text.key_id, text.ciphertext = rotated.seal(plain, place=place)
    assert told_alike(session, agency_id, rotated)


@pytest.mark.every_engine
def test_nothing_of_who_somebody_is_lies_in_a_text_unsealed(
    register: Register, session: Session
) -> None:
    every_kind(register)
    rows = db.session.execute(select(SealedText.said, SealedText.ciphertext)).all()
    lying = b"".join(part for row in rows for part in row if part is not None)
    for telling in (NAME, "测试有限公司", "司徒示例", "51019919850307", "91510199"):
        assert telling.encode() not in lying


@pytest.mark.parametrize(
    "otherwise",
    [
        lambda said: said.replace(b"\x05natural", b"\x05legal"),
        lambda said: said.replace(b"\x1cnatural", b"\x1clegal"),
        lambda said: said[36:],
        lambda said: None,
    ],
)
def test_a_text_that_says_otherwise_than_the_journal_is_found_by_proving_it(
    register: Register, session: Session, otherwise: Callable[[bytes], bytes | None]
) -> None:
    signer = current_runtime().signer
    every_kind(register)
    _lose_some(register, register.subject())
    assert verify.verify(session, signer.public_bytes).faults == ()
    session.rollback()
    with transaction() as act:
        text = act.scalars(select(SealedText).where(SealedText.said.is_not(None)).limit(1)).one()
        text.said, position = otherwise(text.said or b""), text.position
    [fault] = verify.verify(session, signer.public_bytes).faults
    assert f"the sealed text at position {position} says otherwise" in fault
