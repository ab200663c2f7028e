"""``kill -9`` of whoever adjusts records after a catalogue has changed, at every step: the next one
goes on, every record is told of once, and each agency holds what it is entitled to.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from partners.deliveries.faults import AdjustPoint
from partners.measures import catalogue_files
from partners.measures.catalogue import NATIONAL
from partners.services import catalogue as loading
from partners.services.adjustments import PAGE
from registry.db import transaction
from schemas.measures import Binding
from tests.clocks import MORNING
from tests.flows.faults.conftest import Scene
from tests.flows.faults.entitled import BY_EITHER, BY_LISTING
from tests.flows.faults.receivers import Receiver
from tests.partners.register import ACTOR, KnownSubject

pytestmark = [pytest.mark.every_engine, pytest.mark.timeout(300)]
ITEMS = catalogue_files.own(NATIONAL).items
# What each change of the catalogue has agencies do, in turns.
TURNS = ("lift", "apply", "lift", "apply")
BINDINGS = (Binding.ORGANISATION, Binding.NATURAL) * 2
# So many records of a page are of one person: each is looked at beside all that are.
OF_ONE = 10


def listed(scene: Scene) -> tuple[KnownSubject, list[UUID]]:
    """List more people than one page holds, and return one with the listings that end later."""
    subject = scene.register.subject()
    gone = scene.register.publish(subject)
    others = [scene.register.subject() for _ in range(PAGE // OF_ONE - 1)]
    for person in (subject, *others):
        with transaction() as session:
            for _ in range(OF_ONE):
                scene.register.enter(session, person)
    scene.register.remove(subject, gone)
    return subject, [scene.register.publish(subject) for _ in AdjustPoint]


def binds(binding: Binding) -> None:
    """Have the catalogue say anew whom the measure binds that a listing triggers."""
    items = [replace(item, binds=binding) if item.code == BY_LISTING else item for item in ITEMS]
    with transaction() as session:
        loading.load(session, NATIONAL, items, actor=ACTOR, now=MORNING)


def adjusted(receiver: Receiver, known: set[str]) -> Counter[tuple[str, str]]:
    """Return what an agency was told to do since then about each record, and how often."""
    fresh = [notice for key, notice in receiver.notices.items() if key not in known]
    return Counter(
        (notice["record"], f"{word} {code}")
        for notice in fresh
        for word in ("apply", "lift")
        for code in notice.get(word, ())
    )


def test_an_adjuster_that_is_killed_at_any_point_tells_of_every_record_once(scene: Scene) -> None:
    receiver = scene.agency("market-regulation", max_notices=500)
    other = scene.agency("housing", BY_EITHER, max_notices=500)
    subject, ending = listed(scene)
    rescuer = scene.crew.start()
    scene.rescue(rescuer)
    live = {notice["record"] for notice in other.notices.values()}
    live -= {n["record"] for n in other.notices.values() if n["type"] == "listing.removed"}
    assert len(live) == PAGE + len(ending)
    for point, word, binding in zip(AdjustPoint, TURNS, BINDINGS, strict=True):
        known, told_other = set(receiver.notices), set(other.notices)
        binds(binding)
        scene.crew.start(f"{point}:KILL").dies("adjust")
        # What was committed before it died goes out; a record ends before the next one adjusts.
        scene.rescue(rescuer)
        ended = ending.pop()
        scene.register.remove(subject, ended)
        rescuer.adjust()
        rescuer.adjust()
        scene.crew.forward(timedelta(minutes=1))
        rescuer.drain()
        live.discard(str(ended))
        # Where the measure goes on, other listings of the same person keep it.
        concerned = {*live, str(ended)} if word == "lift" else live
        wanted = {(record, f"{word} {BY_LISTING}") for record in concerned}
        assert adjusted(receiver, known) == Counter(wanted)
        assert [kind for _, kind, _ in other.entries[len(told_other) :]] == ["listing.removed"]
    assert receiver.complaints == other.complaints == []
