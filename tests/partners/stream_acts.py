"""What courts and operators do to streams (测试推送行为), as rules of a state machine."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)
from sqlalchemy import select

from partners import measure_jobs
from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL
from partners.models.parked import ParkedNotice
from partners.models.streams import StreamState
from partners.services import agency_changes, endpoint_acts, parking, streams
from partners.services import catalogue as loading
from partners.services.agency_changes import ChangeAgency
from partners.services.endpoint_acts import RotateSecret
from partners.services.parking import HandleParked
from partners.states import ParkState, StreamStatus
from registry import events
from registry.db import db, end_reading, transaction
from registry.runtime import current_runtime
from schemas.codes import RestrictedAct
from schemas.measures import Binding, Trigger
from tests.clocks import MORNING, SetClock
from tests.partners.register import ACTOR, KnownSubject, Register
from tests.partners.stream_life import Holder, Terms

CODES = ("housing", "railways")
ITEM = catalogue_files.own(NATIONAL).items[0]
FLIGHTS, HOLIDAYS = RestrictedAct.FLIGHTS_AND_BERTHS, RestrictedAct.HOLIDAYS
# What each measure of the town waits for, and which acts of an order it carries out.
MEASURES: dict[str, tuple[Trigger, frozenset[RestrictedAct]]] = {
    "town.a": (Trigger.LISTING, frozenset()),
    "town.b": (Trigger.EITHER, frozenset()),
    "town.c": (Trigger.RESTRICTION, frozenset({FLIGHTS})),
    "town.travel": (Trigger.EITHER, frozenset({FLIGHTS})),
    "town.d": (Trigger.EITHER, frozenset({HOLIDAYS})),
    "town.person": (Trigger.EITHER, frozenset()),
}
FAMILIES = {
    Trigger.LISTING: frozenset({"listing"}),
    Trigger.RESTRICTION: frozenset({"restriction"}),
    Trigger.EITHER: frozenset({"listing", "restriction"}),
}
KINDS = {
    Binding.BOTH: frozenset({"natural", "organisation"}),
    Binding.NATURAL: frozenset({"natural"}),
    Binding.ORGANISATION: frozenset({"organisation"}),
}
SOME = st.sets(st.sampled_from(sorted(MEASURES)), min_size=1)
WHICH = st.integers(0, 5)
AGENCY = st.integers(0, 1)
FAMILY = st.sampled_from(["listing", "restriction"])


class StreamActs(RuleBasedStateMachine):
    """A court and operators, who do whatever can be done."""

    start: Path
    clock: SetClock
    database: Path
    register: Register
    subjects: list[KnownSubject]
    agencies: list[int]

    @initialize()
    def begin(self) -> None:
        db.session.remove()
        db.engine.dispose()
        for left in self.database.parent.glob(f"{self.database.name}*"):
            left.unlink()
        shutil.copyfile(self.start, self.database)
        self.clock.set(MORNING)
        self.holders = [Holder(), Holder()]
        for holder, agency in zip(self.holders, self.agencies, strict=True):
            holder.through = holder.backed_up_at = self.state(agency).through
        self.catalogue = dict.fromkeys(MEASURES, Binding.BOTH) | {"town.person": Binding.NATURAL}
        self.measures = [set(MEASURES), {"town.b", "town.c", "town.travel"}]
        self.live: dict[UUID, tuple[KnownSubject, str, bool]] = {}
        self.ended: set[str] = set()
        # The listings that are suspended with an order, and the positions of the notices that a
        # person has kept from an agency.
        self.paused: dict[UUID, tuple[UUID, ...]] = {}
        self.closed: list[set[int]] = [set(), set()]
        # The listings that are suspended themselves.
        self.hidden: dict[UUID, KnownSubject] = {}

    def state(self, agency: int) -> StreamState:
        state = db.session().get_one(StreamState, agency, populate_existing=True)
        db.session().expunge(state)
        end_reading()
        return state

    # What the court enters.

    @rule(which=WHICH, family=FAMILY)
    def a_record_begins(self, which: int, family: str) -> None:
        subject = self.subjects[which % len(self.subjects)]
        begin = self.register.publish if family == "listing" else self.register.impose
        self.live[begin(subject)] = (subject, family, False)

    @precondition(lambda self: self.live)
    @rule(which=WHICH, less=st.booleans())
    def a_record_is_amended(self, which: int, less: bool) -> None:
        record, subject, family, _ = self.chosen(which)
        if family == "listing":
            self.register.amend(subject, record)
            return
        acts = (HOLIDAYS,) if less else (FLIGHTS, HOLIDAYS)
        body = self.register.restriction(subject, acts)
        self.register.write(events.RESTRICTION_AMENDED, subject, record, body)

    @precondition(lambda self: self.live)
    @rule(which=WHICH, wrong=st.booleans())
    def a_record_ends(self, which: int, wrong: bool) -> None:
        record, subject, family, _ = self.chosen(which)
        if family == "restriction":
            self.register.lift(subject, record)
        elif wrong:
            self.register.revoke(subject, record)
        else:
            self.register.remove(subject, record)
        del self.live[record]
        self.paused.pop(record, None)
        self.ended.add(str(record))

    @precondition(lambda self: self.live)
    @rule(which=WHICH)
    def a_listing_is_suspended(self, which: int) -> None:
        record, subject, family, _ = self.chosen(which)
        if family == "listing":
            self.register.hide(subject, record)
            self.hidden[record] = subject
            del self.live[record]

    @precondition(lambda self: self.hidden)
    @rule(which=WHICH, how=st.sampled_from(["resumed", "resumed", "removed", "revoked"]))
    def a_suspended_listing_is_resumed_or_ends(self, which: int, how: str) -> None:
        record = list(self.hidden)[which % len(self.hidden)]
        subject = self.hidden.pop(record)
        if how == "resumed":
            self.register.show(subject, record)
            self.live[record] = (subject, "listing", False)
            return
        (self.register.remove if how == "removed" else self.register.revoke)(subject, record)
        self.ended.add(str(record))

    @precondition(lambda self: self.live)
    @rule(which=WHICH, together=st.booleans())
    def an_order_is_suspended_or_resumed(self, which: int, together: bool) -> None:
        record, subject, family, is_paused = self.chosen(which)
        if family != "restriction":
            return
        if is_paused:
            self.register.resume(subject, record, *self.paused.pop(record))
        else:
            self.paused[record] = tuple(self.listings_beside(subject)) if together else ()
            self.register.suspend(subject, record, *self.paused[record])
        self.live[record] = (subject, family, not is_paused)

    def listings_beside(self, subject: KnownSubject) -> Iterator[UUID]:
        """Yield the listings of somebody that no other order of theirs is suspended with."""
        taken = {listing for listings in self.paused.values() for listing in listings}
        for record, (other, family, _) in self.live.items():
            if family == "listing" and other is subject and record not in taken:
                yield record
        # An order pauses what the listings of its case restrict, suspended themselves or not.
        yield from (
            record
            for record, other in self.hidden.items()
            if other is subject and record not in taken
        )

    def chosen(self, which: int) -> tuple[UUID, KnownSubject, str, bool]:
        record = list(self.live)[which % len(self.live)]
        return record, *self.live[record]

    # What operators change.

    @rule(agency=AGENCY, measures=SOME)
    def an_agency_has_other_measures(self, agency: int, measures: set[str]) -> None:
        wanted = measures & self.catalogue.keys()
        if wanted:
            self.measures[agency] = wanted
            order = ChangeAgency(code=CODES[agency], measures=tuple(sorted(wanted)))
            with transaction() as session:
                agency_changes.change(session, order, actor=ACTOR, now=self.clock())

    @rule(
        code=st.sampled_from(sorted(MEASURES.keys() - {"town.person"})),
        binding=st.sampled_from([None, *Binding]),
    )
    def the_catalogue_changes(self, code: str, binding: Binding | None) -> None:
        self.catalogue.pop(code, None)
        if binding is not None:
            self.catalogue[code] = binding
        load(self.catalogue, self.clock)

    @rule()
    def records_are_adjusted(self) -> None:
        measure_jobs.adjust_records()

    @rule(agency=AGENCY)
    def a_stream_is_paused(self, agency: int) -> None:
        with transaction() as session:
            streams.pause(session, CODES[agency], reason="检修", actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def a_stream_is_resumed(self, agency: int) -> None:
        # Giving up a snapshot is for an operator to decide; here it is taken.
        if self.state(self.agencies[agency]).state != StreamStatus.AWAITING_SNAPSHOT:
            with transaction() as session:
                streams.resume(session, CODES[agency], actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def a_secret_is_rotated(self, agency: int) -> None:
        order = RotateSecret(code=CODES[agency], overlap=timedelta())
        vault = current_runtime().vault
        with transaction() as session:
            endpoint_acts.rotate(session, order, vault, actor=ACTOR, now=self.clock())

    @rule(agency=AGENCY)
    def what_is_parked_is_released(self, agency: int) -> None:
        self.holders[agency].picky = ""
        self.release(agency)

    @rule(agency=AGENCY)
    def what_is_parked_is_closed(self, agency: int) -> None:
        with transaction() as session:
            for row in self.kept_back(agency, ParkState.PARKED):
                order = HandleParked(agency=CODES[agency], notice=row.notice_id, reason="不适用")
                parking.close(session, order, actor=ACTOR, now=self.clock())
                self.closed[agency].add(row.position)

    @rule(agency=AGENCY)
    def what_is_closed_is_released(self, agency: int) -> None:
        self.holders[agency].picky = ""
        self.release(agency, ParkState.CLOSED)
        self.closed[agency].clear()

    def release(self, agency: int, state: ParkState = ParkState.PARKED) -> None:
        with transaction() as session:
            for row in self.kept_back(agency, state):
                order = HandleParked(agency=CODES[agency], notice=row.notice_id, reason="已修复")
                parking.release(session, order, actor=ACTOR, now=self.clock())

    def kept_back(self, agency: int, state: ParkState) -> Sequence[ParkedNotice]:
        chosen = select(ParkedNotice).where(
            ParkedNotice.agency_id == self.agencies[agency],
            ParkedNotice.state == state,
            ParkedNotice.delivery_id.is_(None),
        )
        return db.session().scalars(chosen.order_by(ParkedNotice.position)).all()


def terms_of(code: str, binding: Binding) -> Terms:
    trigger, acts = MEASURES[code]
    return KINDS[binding], FAMILIES[trigger], frozenset(act.value for act in acts)


def read(data: bytes) -> Any:
    return orjson.loads(data)


def load(catalogue: dict[str, Binding], clock: SetClock) -> None:
    items = [
        replace(
            ITEM,
            code=code,
            part_of=None,
            binds=binding,
            trigger=MEASURES[code][0],
            acts=tuple(sorted(MEASURES[code][1])),
            least_owed=None,
        )
        for code, binding in catalogue.items()
    ]
    with transaction() as session:
        loading.load(session, "town", items, actor=ACTOR, now=clock())
