"""A story in which an agency is told of everything (推送全过程): every type of notice in every form
that it has, by the stream, by changed measures and again.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID, uuid4

from partners import measure_jobs
from partners.deliveries import resend_jobs
from partners.deliveries.resend_jobs import AskToResend
from partners.models.streams import StreamState
from partners.services import agency_changes, replays, streams
from partners.services.agency_changes import ChangeAgency
from partners.services.replays import AskForReplay
from partners.states import ParkState, ResendKind
from registry import events
from registry.db import db, end_reading, transaction
from registry.events import Kind
from registry.journal import append, bodies
from registry.journal.bodies import Body
from registry.journal.entry import Entry
from registry.runtime import current_runtime
from schemas.codes import RestrictedAct
from schemas.restriction_codes import Travel
from tests.contracts.alerts import ALERTED, REMINDED
from tests.partners import parked
from tests.partners.conftest import CODE
from tests.partners.register import ACTOR, LISTED_ON, KnownSubject, Register, reference

LISTED, TRAVEL, PROPERTY, HONOURS = "go2016.C1", "go2016.G1", "go2016.G6", "go2016.E1"
EXIT, PROSECUTION, OTHER = "go2016.H-exit", "go2016.J", "go2016.A2"
MEASURES = (LISTED, TRAVEL, PROPERTY, EXIT, PROSECUTION)
FLIGHTS, ALL = (RestrictedAct.FLIGHTS_AND_BERTHS,), tuple(RestrictedAct)
LATER = date(2026, 3, 20)
# Sends what waits, to an agency that refuses what names a record.
Sends = Callable[[str], None]


class Story:
    """Tells of the records of one subject, of whatever kind.

    :ivar records: those that stay in force.
    """

    def __init__(self, register: Register, agency: int) -> None:
        self._register, self._agency = register, agency
        self._subject: KnownSubject = register.subject(legal_representative="诸葛示例")
        self.records: list[UUID] = []

    def tell(self, sends: Sends) -> None:
        """Tell it; what waits is sent when the story says so."""
        begun = self._register.size()
        for part in (self._listings, self._orders, self._decisions, self._of_nobody):
            part()
            sends("")
        for _ in self._changes():
            measure_jobs.adjust_records()
            sends("")
            self._resend(sends)
        self._refused(sends)
        with transaction() as session:
            asked = AskForReplay(agency=CODE, after=begun, reason="恢复备份")
            replays.ask(session, asked, actor=ACTOR, now=current_runtime().now())
        sends("")

    def _write(self, kind: Kind, body: Body, record: UUID | None = None) -> UUID:
        return self._register.write(kind, self._subject, record, body)

    def _listings(self) -> None:
        register, subject = self._register, self._subject
        says = register.listing(subject)
        over = bodies.ended(reference(subject), ground="LR10-1", on=LATER)
        for kind in (None, events.LISTING_AMENDED, events.LISTING_EXTENDED):
            self.records.append(register.publish(subject))
            if kind is not None:
                self._write(kind, says, self.records[-1])
        resumed = register.publish(subject)
        register.hide(subject, resumed)
        register.show(subject, resumed)
        self.records.append(resumed)
        removed, revoked = register.publish(subject), register.publish(subject)
        self._write(events.LISTING_REMOVED, over, removed)
        self._write(events.LISTING_REVOKED, over, revoked)
        # What an import took for over it publishes anew.
        self.records.append(register.publish(subject, removed))
        self._repaired(removed)

    def _repaired(self, record: UUID) -> None:
        body = bodies.repaired(
            reference(self._subject),
            repair_id=uuid4(),
            path="performed",
            ground="LR10-1",
            on=LATER,
            orders_lifted=[record],
            stays=["judgment"],
            certificate="(2026)川0107证明1号",
        )
        self._write(events.REPAIR_GRANTED, body, record)

    def _orders(self) -> None:
        for is_bound in (False, True):
            self._subject = self._register.subject(legal_representative="诸葛示例")
            self._order_that_goes_on(is_bound=is_bound, amended=False)
            self._order_that_goes_on(is_bound=is_bound, amended=True)
            for kind in (events.RESTRICTION_LIFTED, events.RESTRICTION_REVOKED):
                self._order_that_ends(kind, is_bound=is_bound)

    def _told(self, body: Body, *, is_bound: bool) -> Body:
        if not is_bound:
            return body
        return bodies.bound(body, order=uuid4(), capacity="legal_representative", debtor=uuid4())

    def _order_that_goes_on(self, *, is_bound: bool, amended: bool) -> None:
        register, subject = self._register, self._subject
        every = self._told(register.restriction(subject, ALL), is_bound=is_bound)
        less = self._told(register.restriction(subject, FLIGHTS), is_bound=is_bound)
        order = self._write(events.RESTRICTION_IMPOSED, every)
        self.records.append(order)
        if amended:
            self._write(events.RESTRICTION_AMENDED, less, order)
        self._suspended(order, is_bound=is_bound)
        body = bodies.resumed(
            reference(subject),
            travel=[Travel.FLIGHTS],
            paused_acts=FLIGHTS,
            on=LATER,
            acts=ALL,
            imposed_on=LISTED_ON,
            listings=[],
        )
        self._write(events.RESTRICTION_RESUMED, self._told(body, is_bound=is_bound), order)
        body = bodies.exempted(
            reference(subject),
            permission_id=uuid4(),
            person="debtor",
            acts=[RestrictedAct.VEHICLES],
            starts_on=LISTED_ON,
            ends_on=LATER,
            withdrawn=False,
        )
        self._write(events.RESTRICTION_EXEMPTED, self._told(body, is_bound=is_bound), order)

    def _suspended(self, order: UUID, *listings: UUID, is_bound: bool) -> None:
        body = bodies.suspended(
            reference(self._subject),
            travel=[Travel.FLIGHTS],
            acts=FLIGHTS,
            starts_on=LISTED_ON,
            ends_on=LATER,
            listings=listings,
        )
        self._write(events.RESTRICTION_SUSPENDED, self._told(body, is_bound=is_bound), order)

    def _order_that_ends(self, kind: Kind, *, is_bound: bool) -> None:
        """Of somebody else: what it triggered a listing of the case goes on to trigger."""
        self._subject = self._register.subject(legal_representative="诸葛示例")
        body = self._register.restriction(self._subject, ALL)
        order = self._write(events.RESTRICTION_IMPOSED, self._told(body, is_bound=is_bound))
        listing = self._register.publish(self._subject)
        self._suspended(order, listing, is_bound=is_bound)
        over = bodies.ended(reference(self._subject), ground="LR10-1", on=LATER)
        self._write(kind, self._told(over, is_bound=is_bound), order)

    def _decisions(self) -> None:
        about = reference(self._subject)
        over = bodies.ended(about, ground="CPL266-performed", on=LATER)
        says = bodies.exit_restriction(
            about, capacity="legal_representative", debtor=uuid4(), imposed_on=LISTED_ON
        )
        for then in (None, events.EXIT_RESTRICTION_AMENDED):
            self.records.append(self._write(events.EXIT_RESTRICTION_IMPOSED, says))
            if then is not None:
                self._write(then, says, self.records[-1])
        for end in (events.EXIT_RESTRICTION_LIFTED, events.EXIT_RESTRICTION_REVOKED):
            self._write(end, over, self._write(events.EXIT_RESTRICTION_IMPOSED, says))
        referred = bodies.prosecution(about, referred_to="成都市公安局武侯区分局", on=LISTED_ON)
        self.records.append(self._write(events.PROSECUTION_REFERRED, referred))
        closed = self._write(events.PROSECUTION_REFERRED, referred)
        self._write(events.PROSECUTION_CLOSED, over, closed)
        asked = bodies.inquiry(
            about,
            request_id=uuid4(),
            basis="CPL Art. 253",
            urgent=False,
            due_on=LATER,
            asked={CODE: ["shareholdings"]},
        )
        inquiry = self._write(events.INQUIRY_REQUESTED, asked)
        self._write(events.INQUIRY_WITHDRAWN, asked, inquiry)

    def _of_nobody(self) -> None:
        now = current_runtime().now()
        said: Mapping[Kind, Mapping[str, object]] = {
            events.SCREENING_ALERT: ALERTED,
            events.WATCH_ENDS_SOON: REMINDED,
        }
        with transaction() as session:
            for kind, body in said.items():
                entry = Entry(
                    kind=kind,
                    body={**body, "asker": f"agency:{CODE}"},
                    actor=ACTOR,
                    reason="credit",
                    basis="Register Rule 91",
                    occurred_at=now,
                    record_id=uuid4(),
                )
                append.record(session, entry)
            streams.test(session, CODE, actor=ACTOR, now=now)

    def _changes(self) -> Iterator[None]:
        """Take measures away and give them back, all of them and some."""
        for measures in ((OTHER,), MEASURES, (LISTED, PROPERTY), (OTHER,), (*MEASURES, HONOURS)):
            self._change(*measures)
            yield

    def _refused(self, sends: Sends) -> None:
        """Have ends refused of records that begin anew, and told when less is to be done."""
        register, subject = self._register, self._subject
        for ends, begins in ((register.hide, register.show), (register.remove, register.publish)):
            record = register.publish(subject)
            sends("")
            ends(subject, record)
            sends(str(record))
            begins(subject, record)
            sends("")
        self._change(*(code for code in MEASURES if code != TRAVEL))
        sends("")
        for row in parked.rows(db.session()):
            if row.state == ParkState.PARKED:
                parked.release(row)
        sends("")

    def _change(self, *measures: str) -> None:
        order = ChangeAgency(code=CODE, measures=measures)
        with transaction() as session:
            agency_changes.change(session, order, actor=ACTOR, now=current_runtime().now())
        end_reading()

    def _resend(self, sends: Sends) -> None:
        """Have the agency told again of what stays in force, as where it holds something else."""
        with transaction() as session:
            state = session.get_one(StreamState, self._agency, with_for_update=True)
            asked = AskToResend(kind=ResendKind.RECORDS, reason="对账", records=tuple(self.records))
            resend_jobs.start(session, state, asked, now=current_runtime().now())
        sends("")
