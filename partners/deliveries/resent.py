"""What is sent again (补发) beside the stream, drawn up: records that differ, or a stretch of the
journal. Only reads.

The stream itself goes first. Nothing of it moves the cursor, and all of it is told as of the
cursor, so that it asks for nothing that is over; see :mod:`partners.deliveries.retelling`.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from partners.deliveries import kept_back, resend_jobs
from partners.deliveries.batches import Gathered, Gathering, told_of
from partners.deliveries.deliveries import positions_of
from partners.deliveries.desks import Desk, beside, draft_of, most_of
from partners.deliveries.drafts import Draft, Passing, ResendStep
from partners.deliveries.replaying import Hindsight, replayed
from partners.deliveries.resends import FieldList, add, retell
from partners.deliveries.sieve import KEPT_BACK
from partners.measures.versions import fields_of
from partners.models.reconciliations import Resend
from partners.models.streams import Delivery
from partners.notices import alerts, entries, holdings
from partners.notices.blocks import LENGTH
from partners.notices.notices import Told
from partners.states import DeliveryKind, ParkState, ResendKind

# So many records are looked at for one delivery at most.
MOST_RECORDS = 500


def draw(desk: Desk, held: frozenset[UUID], supersedes: int | None) -> Draft | Passing | None:
    """Return what goes out next of what an agency is to be sent again, or how far that has come
    without anything to send; nothing where nothing waits.
    """
    work = resend_jobs.next_of(desk.session, desk.state.agency_id)
    if work is None:
        return None
    draws = _draw_replay if work.kind == ResendKind.REPLAY else _draw_records
    gathered, step = draws(desk, work, held)
    scanned = desk.state.scanned
    if not gathered.told:
        return Passing(scanned=scanned, to=scanned, held=held, resend=step, supersedes=supersedes)
    return draft_of(
        desk,
        beside(desk, desk.sender.fresh_id),
        gathered,
        scanned_after=scanned,
        kind=DeliveryKind.RESENT,
        held=held,
        resend_id=work.id,
        supersedes=supersedes,
    )


def again(desk: Desk, frozen: Delivery) -> Gathered:
    """Return what a frozen delivery of notices that are sent again holds."""
    positions = positions_of(frozen.retold)
    fields = fields_of(frozen.fields)
    work = desk.session.get_one(Resend, frozen.resend_id)
    as_of = frozen.scanned_after
    if work.kind == ResendKind.REPLAY:
        return _replayed(desk, dict.fromkeys(positions, fields), as_of=as_of)
    rows = entries.at(desk.session, positions)
    records = [row.record for row in rows]
    return _of_records(desk, records, fields, as_of=as_of, among=positions)


def _draw_replay(desk: Desk, work: Resend, _held: Collection[UUID]) -> tuple[Gathered, ResendStep]:
    """Return the notices of the next block of the journal that still say something.

    It goes on up to the cursor as that stands by then: what came meanwhile is told again after what
    was before it.
    """
    session, state = desk.session, desk.state
    blocks = desk.sender.reader.blocks
    for _, rows in blocks.between(session, state.stream, work.after, state.scanned):
        told = list(told_of(session, desk.recipient, rows))
        allowed = {notice.position: desk.fields.fields for notice in _allowed(desk, told)}
        found = _replayed(
            desk, allowed, as_of=state.scanned, most=most_of(desk), most_bytes=desk.state.max_bytes
        )
        reached = min(state.scanned, (work.after // LENGTH + 1) * LENGTH)
        return found, ResendStep(resend_id=work.id, after=reached)
    return Gathered(), ResendStep(resend_id=work.id, after=state.scanned)


def _replayed(
    desk: Desk,
    chosen: Mapping[int, FieldList],
    *,
    as_of: int,
    most: int | None = None,
    most_bytes: int | None = None,
) -> Gathered:
    """Return notices at certain positions as a replay tells them."""
    session, recipient = desk.session, desk.recipient
    seen = Hindsight(
        as_of=as_of,
        in_force=recipient.in_force,
        withheld=kept_back.positions(session, desk.state.agency_id),
        withdrawn=entries.withdrawn_inquiries(session, chosen, through=as_of),
        outdated=alerts.outdated(session, chosen, through=as_of),
    )
    return retell(
        session,
        desk.sender.reader,
        recipient,
        chosen,
        as_of=as_of,
        most=most,
        most_bytes=most_bytes,
        tell=lambda told, history: replayed(told, history, seen),
    ).gathered


def _draw_records(desk: Desk, work: Resend, held: Collection[UUID]) -> tuple[Gathered, ResendStep]:
    """Return the next records as they stand."""
    records = resend_jobs.records_of(work)[:MOST_RECORDS]
    open_ones = [record for record in records if record not in held]
    gathered = _of_records(desk, open_ones, desk.fields.fields, as_of=desk.state.scanned)
    # Looked at whole: what has nothing to say, or is held, is done with.
    return gathered, ResendStep(resend_id=work.id, records=frozenset(records))


def _of_records(
    desk: Desk,
    records: Collection[UUID],
    fields: FieldList,
    *,
    as_of: int,
    among: Collection[int] | None = None,
) -> Gathered:
    """Return records as an agency should hold them, and the ends of those that have ended.

    :param among: the positions of a frozen delivery; absent where it is drawn up anew.
    """
    session, reader = desk.session, desk.sender.reader
    code, in_force = desk.recipient.code, desk.recipient.in_force
    stated = holdings.restated(session, code, in_force, records, position=as_of)
    ended = dict.fromkeys(stated.ended.values(), fields)
    ends = retell(session, reader, desk.recipient, ended, as_of=as_of).gathered.told
    chosen = sorted([*stated.told, *ends], key=_position)
    if among is not None:
        chosen = [told for told in chosen if told.position in among]
    else:
        chosen = _allowed(desk, chosen)[: most_of(desk)]
    gathered = Gathering()
    for told in chosen:
        if not add(
            gathered, session, reader, told, fields, None if among else desk.state.max_bytes
        ):
            break
    return gathered


def _allowed(desk: Desk, chosen: Collection[Told]) -> list[Told]:
    """Return those that no operator keeps back."""
    states: Mapping[UUID, ParkState] = kept_back.states_of(
        desk.session, desk.state.agency_id, [told.id for told in chosen]
    )
    return [told for told in chosen if states.get(told.id) not in KEPT_BACK]


def _position(told: Told) -> int:
    return told.position
