"""Amended orders and bound persons (变更的限制消费令与责任人员) at agencies: what an
order restricts no more is lifted, and a person bound for an entity is told of by a record of his
own.
"""

import json
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from partners.measures.triggers import MeasureTerms, RecordFacts, triggered
from partners.oversight.coverage import coverage
from registry import events
from registry.journal import bodies
from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import Binding, Trigger
from schemas.notices import NoticeSchema
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport, with_receipts
from tests.partners.register import KnownSubject, Register

# Trains and aircraft; real property.
TRAVEL, PROPERTY = "go2016.G1", "go2016.G6"
ENTITY_ORDER, ENTITY = uuid4(), uuid4()


def amend(register: Register, subject: KnownSubject, order: UUID, *acts: RestrictedAct) -> None:
    body = register.restriction(subject, acts)
    register.write(events.RESTRICTION_AMENDED, subject, order, body)


def bind(register: Register, subject: KnownSubject) -> UUID:
    body = bodies.bound(
        register.restriction(subject, tuple(RestrictedAct)),
        order=ENTITY_ORDER,
        capacity="legal_representative",
        debtor=ENTITY,
    )
    return register.write(events.RESTRICTION_IMPOSED, subject, None, body)


@pytest.mark.every_engine
def test_what_an_amended_order_restricts_no_more_is_lifted_and_nothing_else(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    both = directory.add(TRAVEL, PROPERTY)
    property_only = directory.add(PROPERTY, code="housing")
    subject = register.subject()
    order = register.impose(subject)
    amend(register, subject, order, RestrictedAct.FLIGHTS_AND_BERTHS)
    first, second = FakeTransport([with_receipts("lifted")]), FakeTransport()
    send(both, first)
    send(property_only, second)
    amended = first.notices()[1]
    assert (amended["apply"], amended["lift"], amended["kept"]) == ([TRAVEL], [PROPERTY], [])
    assert amended["restriction"]["acts"] == ["CR3-1"]
    assert "ended" not in amended
    # Whoever has nothing left to apply still learns what to lift.
    (_, told) = second.notices()
    assert ("apply" in told, told["lift"]) == (False, [PROPERTY])
    for notice in (amended, told):
        NoticeSchema().loads(json.dumps(notice))
    owing = {one.agency: one.open_since is not None for one in coverage(session, order)}
    assert owing["housing"] is True


def test_what_another_order_restricts_is_kept_and_what_an_amendment_adds_is_applied(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add(TRAVEL, PROPERTY)
    subject = register.subject()
    keeper = register.impose(subject)
    order = register.impose(subject)
    amend(register, subject, order, RestrictedAct.FLIGHTS_AND_BERTHS)
    amend(register, subject, order, RestrictedAct.FLIGHTS_AND_BERTHS, RestrictedAct.REAL_PROPERTY)
    receiver = FakeTransport()
    send(agency, receiver)
    narrowed, widened = receiver.notices()[2:]
    assert narrowed["lift"] == []
    assert narrowed["kept"] == [{"measure": PROPERTY, "records": [str(keeper)]}]
    assert widened["apply"] == [TRAVEL, PROPERTY]
    assert not {"lift", "kept"} & set(widened)


@pytest.mark.every_engine
def test_a_person_bound_for_an_entity_is_told_of_by_himself(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add(TRAVEL)
    person = register.subject()
    own = register.impose(person)
    bound = bind(register, person)
    register.lift(person, bound)
    register.lift(person, own)
    receiver = FakeTransport()
    send(agency, receiver)
    _, imposed, released, free = receiver.notices()
    assert imposed["record"] == str(bound)
    assert imposed["subject"]["kind"] == "natural"
    assert imposed["bound"] == {
        "order": str(ENTITY_ORDER),
        "capacity": "legal_representative",
        "debtor": str(ENTITY),
    }
    NoticeSchema().loads(json.dumps(imposed))
    # Released for the entity, he stays restricted by his own order, and is free with that.
    assert released["lift"] == []
    assert released["kept"] == [{"measure": TRAVEL, "records": [str(own)]}]
    assert (free["lift"], free["kept"]) == ([TRAVEL], [])


@pytest.mark.parametrize(
    ("binds", "responsible", "expected"),
    [
        (Binding.NATURAL, True, True),
        (Binding.BOTH, True, True),
        # A measure that cannot bind a person, or those responsible, is never sent for one.
        (Binding.ORGANISATION, True, False),
        (Binding.NATURAL, False, False),
        (Binding.BOTH, False, False),
    ],
)
def test_a_measure_reaches_a_bound_person_only_if_it_binds_such(
    binds: Binding, *, responsible: bool, expected: bool
) -> None:
    measure = MeasureTerms("m", binds, Trigger.EITHER, responsible=responsible)
    facts = RecordFacts(
        restriction=True, subject_kind=SubjectKind.NATURAL, identified=True, for_entity=True
    )
    assert bool(triggered([measure], facts)) is expected
