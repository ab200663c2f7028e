"""The register as its partners see it (测试台账): subjects, and entries as acts write them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy.orm import Session

from registry import events
from registry.db import transaction
from registry.events import Kind
from registry.identity import Document, Identity, number_index, seal
from registry.journal import append, bodies, read
from registry.journal.bodies import RecordReference
from registry.journal.entry import Actor, Entry
from registry.models.courts import Court
from registry.models.subjects import Subject, SubjectIdentity
from registry.rules.restricted_acts import act_of_travel
from registry.runtime import current_runtime
from schemas.codes import DocumentType, Ground, RestrictedAct, SubjectKind
from schemas.restriction_codes import Travel
from tests.api.beginnings import Beginnings, after

ACTOR = Actor(name="staff:test", via="key:test")
COURT_CODE, COURT_NAME = "川0107", "成都市武侯区人民法院"
CASE_NUMBER = "(2025)川0107执1234号"
LISTED_ON = date(2026, 3, 2)
# Area 510199 was never given to any place, so that the number can be nobody's.
NUMBER = "510199198503070013"
NAME = "欧阳示例"


@dataclass(frozen=True, slots=True)
class KnownSubject:
    """A subject with one identity."""

    id: UUID
    kind: SubjectKind
    identified: bool
    digest: str


class Register:
    """Writes what acts write: entries with bodies as the register's own builders make them."""

    def __init__(self, app: Flask, beginnings: Beginnings | None = None) -> None:
        self._app = app
        after(beginnings, app, "a register with one court", self._open)

    def _open(self) -> None:
        with transaction() as session:
            session.add(
                Court(
                    code=COURT_CODE,
                    name=COURT_NAME,
                    level="basic",
                    province="川",
                    superior_code="川01",
                    confirmed=True,
                )
            )

    def subject(
        self,
        *,
        kind: SubjectKind = SubjectKind.NATURAL,
        name: str = NAME,
        number: str | None = NUMBER,
        legal_representative: str | None = None,
    ) -> KnownSubject:
        """Enter a subject; without a number it is one that nobody can identify."""
        subject_id = uuid4()
        person = kind is SubjectKind.NATURAL
        document = DocumentType.RESIDENT_ID if person else DocumentType.CREDIT_CODE
        identity = Identity(
            kind=kind,
            name=name,
            documents=(Document(document, number),) if number else (),
            masked_number=None if number else "5101991985****0013",
            legal_representative=legal_representative,
        )
        runtime = current_runtime()
        sealed = seal(runtime.vault, identity, subject_id=subject_id, version=1)
        with transaction() as session:
            row = Subject(
                public_id=subject_id,
                kind=kind.value,
                number_index=number_index(runtime.vault, kind, f"{number}{subject_id}"),
                current_version=1,
                flagged=False,
            )
            session.add(row)
            session.flush()
            session.add(
                SubjectIdentity(
                    subject_id=row.id,
                    version=1,
                    key_id=sealed.sealed.key_id,
                    ciphertext=sealed.sealed.ciphertext,
                    salt=sealed.salt,
                    digest=sealed.digest,
                    recorded_at=runtime.now(),
                )
            )
        return KnownSubject(subject_id, kind, number is not None, sealed.digest.hex())

    def publish(self, subject: KnownSubject, record_id: UUID | None = None) -> UUID:
        """Publish a listing and return its id."""
        return self.write(events.LISTING_PUBLISHED, subject, record_id, self.listing(subject))

    def amend(self, subject: KnownSubject, record_id: UUID) -> None:
        """Amend a listing: part was paid."""
        body = self.listing(subject, amount="12000.50", performance="partial")
        self.write(events.LISTING_AMENDED, subject, record_id, body)

    def remove(self, subject: KnownSubject, record_id: UUID) -> None:
        """Remove a listing."""
        body = bodies.ended(reference(subject), ground="LR10-1", on=date(2026, 3, 9))
        self.write(events.LISTING_REMOVED, subject, record_id, body)

    def revoke(self, subject: KnownSubject, record_id: UUID) -> None:
        """Revoke a listing."""
        body = bodies.ended(reference(subject), ground="LR11-1", on=date(2026, 3, 9))
        self.write(events.LISTING_REVOKED, subject, record_id, body)

    def hide(self, subject: KnownSubject, record_id: UUID) -> None:
        """Suspend a listing: it is not published for the time being."""
        body = bodies.listing_suspended(
            reference(subject), starts_on=LISTED_ON, ends_on=date(2026, 6, 2)
        )
        self.write(events.LISTING_SUSPENDED, subject, record_id, body)

    def show(self, subject: KnownSubject, record_id: UUID) -> None:
        """Resume a suspended listing."""
        self.write(events.LISTING_RESUMED, subject, record_id, self.listing(subject))

    def impose(
        self,
        subject: KnownSubject,
        record_id: UUID | None = None,
        *,
        acts: tuple[RestrictedAct, ...] = tuple(RestrictedAct),
    ) -> UUID:
        """Impose an order and return its id."""
        body = bodies.restriction(
            reference(subject), acts=acts, imposed_on=LISTED_ON, listing_id=None
        )
        return self.write(events.RESTRICTION_IMPOSED, subject, record_id, body)

    def lift(self, subject: KnownSubject, record_id: UUID) -> None:
        """Lift an order."""
        body = bodies.ended(reference(subject), ground="LR10-1", on=date(2026, 3, 9))
        self.write(events.RESTRICTION_LIFTED, subject, record_id, body)

    def suspend(
        self, subject: KnownSubject, order: UUID, *listings: UUID, travel: Travel = Travel.FLIGHTS
    ) -> None:
        """Suspend an order, and what the listings of its case restrict likewise."""
        body = bodies.suspended(
            reference(subject),
            travel=[travel],
            acts=[act_of_travel(travel)],
            starts_on=LISTED_ON,
            ends_on=date(2026, 3, 20),
            listings=listings,
        )
        self.write(events.RESTRICTION_SUSPENDED, subject, order, body)

    def resume(
        self, subject: KnownSubject, order: UUID, *listings: UUID, travel: Travel = Travel.FLIGHTS
    ) -> None:
        """Resume a suspended order."""
        body = bodies.resumed(
            reference(subject),
            travel=[travel],
            paused_acts=[act_of_travel(travel)],
            on=date(2026, 3, 21),
            acts=tuple(RestrictedAct),
            imposed_on=LISTED_ON,
            listings=listings,
        )
        self.write(events.RESTRICTION_RESUMED, subject, order, body)

    def exempt(self, subject: KnownSubject, order: UUID, *acts: RestrictedAct) -> None:
        """Allow somebody acts under an order."""
        body = bodies.exempted(
            reference(subject),
            permission_id=uuid4(),
            person="debtor",
            acts=acts,
            starts_on=LISTED_ON,
            ends_on=date(2026, 3, 20),
            withdrawn=False,
        )
        self.write(events.RESTRICTION_EXEMPTED, subject, order, body)

    def note(self, count: int = 1) -> None:
        """Write entries that no agency is told of."""
        with transaction() as session:
            for _ in range(count):
                self.note_in(session)

    def note_in(self, session: Session) -> None:
        """Write one in a transaction that somebody else has open."""
        append.record(session, self._entry(events.CASE_OPENED, None, uuid4(), {}))

    def size(self) -> int:
        """Return the last position."""
        with transaction() as session:
            return read.head(session).size

    def listing(
        self, subject: KnownSubject, amount: str = "98000.00", performance: str = "none"
    ) -> bodies.Body:
        """Return what is told of a listing."""
        return bodies.listing(
            reference(subject),
            grounds=[Ground.REFUSES_THOUGH_ABLE],
            published_on=LISTED_ON,
            ends_on=None,
            amount_outstanding=amount,
            performance=performance,
        )

    def enter(self, session: Session, subject: KnownSubject) -> None:
        """Enter a listing in a transaction that somebody else has open."""
        body = self.listing(subject)
        append.record(session, self._entry(events.LISTING_PUBLISHED, subject.id, uuid4(), body))

    def restriction(self, subject: KnownSubject, acts: tuple[RestrictedAct, ...]) -> bodies.Body:
        """Return what is told of an order that restricts these acts."""
        return bodies.restriction(
            reference(subject), acts=acts, imposed_on=LISTED_ON, listing_id=None
        )

    def write(
        self, kind: Kind, subject: KnownSubject, record_id: UUID | None, body: bodies.Body
    ) -> UUID:
        """Write an entry about a record, a new one where none is named, and return its id."""
        record_id = record_id or uuid4()
        with transaction() as session:
            append.record(session, self._entry(kind, subject.id, record_id, body))
        return record_id

    def _entry(
        self, kind: Kind, subject_id: UUID | None, record_id: UUID, body: bodies.Body
    ) -> Entry:
        return Entry(
            kind=kind,
            body=body,
            actor=ACTOR,
            reason="测试",
            basis="LR Art. 1",
            occurred_at=current_runtime().now(),
            subject_id=subject_id,
            record_id=record_id,
        )


def reference(subject: KnownSubject) -> RecordReference:
    """Return what every entry about a record of somebody says."""
    return RecordReference(
        case_number=CASE_NUMBER,
        court_code=COURT_CODE,
        subject_kind=subject.kind,
        identity_version=1,
        identity_digest=subject.digest,
        identified=subject.identified,
    )
