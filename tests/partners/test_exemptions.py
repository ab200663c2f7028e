"""Exemptions (准许) at agencies: told to those whose measures carry out the acts, and no measure is
lifted or applied by them.
"""

import json

import pytest
from sqlalchemy.orm import Session

from partners.oversight.coverage import coverage
from schemas.codes import RestrictedAct
from schemas.notices import NoticeSchema
from tests.partners.conftest import Agencies, Send
from tests.partners.receiver import FakeTransport
from tests.partners.register import Register

# Trains and aircraft; real property.
TRAVEL, PROPERTY = "go2016.G1", "go2016.G6"


@pytest.mark.every_engine
def test_an_exemption_is_told_to_whom_it_concerns_and_lifts_nothing(
    register: Register, directory: Agencies, send: Send, session: Session
) -> None:
    concerned = directory.add(TRAVEL, PROPERTY)
    other = directory.add(TRAVEL, code="railways")
    subject = register.subject()
    order = register.impose(subject)
    register.exempt(subject, order, RestrictedAct.REAL_PROPERTY)
    receiver, not_concerned = FakeTransport(), FakeTransport()
    send(concerned, receiver)
    send(other, not_concerned)
    imposed, exempted = receiver.notices()
    assert imposed["apply"] == [TRAVEL, PROPERTY]
    assert exempted["type"] == "restriction.exempted"
    assert not {"apply", "lift", "kept", "ended"} & set(exempted)
    assert exempted["exempted"]["acts"] == ["CR3-3"]
    assert exempted["exempted"]["ends_on"] == "2026-03-20"
    NoticeSchema().loads(json.dumps(exempted))
    assert [notice["type"] for notice in not_concerned.notices()] == ["restriction.imposed"]
    ended = [(agency.ended, agency.apply) for agency in coverage(session, order)]
    assert ended == [(False, (TRAVEL, PROPERTY)), (False, (TRAVEL,))]


def test_an_exemption_under_an_order_that_is_over_is_told_to_nobody(
    register: Register, directory: Agencies, send: Send
) -> None:
    agency = directory.add(PROPERTY)
    subject = register.subject()
    order = register.impose(subject)
    register.lift(subject, order)
    register.exempt(subject, order, RestrictedAct.REAL_PROPERTY)
    receiver = FakeTransport()
    send(agency, receiver)
    types = [notice["type"] for notice in receiver.notices()]
    assert types == ["restriction.imposed", "restriction.lifted"]
