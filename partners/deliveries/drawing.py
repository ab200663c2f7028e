"""Drawing up (组批): what goes out to an agency next. Only reads."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from partners.deliveries import kept_back, parked, resends, resent
from partners.deliveries.batches import Gathered, Recipient, gather
from partners.deliveries.deliveries import open_delivery, positions_of
from partners.deliveries.desks import Desk, beside, draft_of, envelope_of, most_of
from partners.deliveries.drafts import Draft, Passing, Sender, StreamChangedError
from partners.deliveries.present import Present, present
from partners.deliveries.sieve import Sieve
from partners.measures.versions import fields_of
from partners.models.streams import Delivery
from partners.notices.columns import span_of
from partners.notices.notices import Told
from partners.states import DeliveryKind


def draw_up(session: Session, agency_id: int, sender: Sender) -> Draft | Passing | None:
    """Return what goes out next to an agency: the frozen delivery if there is one, else a new one,
    or nothing where there is nothing to tell.

    Where nothing is sent, but something is to be noted all the same, that is returned.

    :raises StreamChangedError: when the journal has another stream id than the cursor.
    """
    return draw_from(session, present(session, agency_id), sender)


def draw_from(session: Session, state: Present, sender: Sender) -> Draft | Passing | None:
    """Return what goes out next to an agency that stands like this, as :func:`draw_up`."""
    agency_id = state.agency_id
    if state.journal != state.stream:
        raise StreamChangedError
    measures = sender.reader.blocks.measures
    in_force = measures.of(session, agency_id, stream=state.stream, through=state.size)
    desk = Desk(
        session=session,
        state=state,
        recipient=Recipient(code=state.code, in_force=in_force),
        fields=state.fields,
        sender=sender,
    )
    frozen = None if state.frozen_id is None else open_delivery(session, agency_id)
    if frozen is not None and not (sender.most and frozen.notices > sender.most):
        repeated = _repeat(desk, frozen)
        if repeated is not None:
            return repeated
    supersedes = None if frozen is None else frozen.id
    held = kept_back.held_records(session, agency_id) if state.parked else frozenset()
    if state.to_resend:
        again = _draw_released(desk, held, supersedes)
        if again is not None:
            return again
    found = draw_stream(desk, state.size, held, supersedes)
    if found is None and state.resends:
        return resent.draw(desk, held, supersedes)
    return found


def draw_stream(
    desk: Desk, size: int, held: frozenset[UUID], supersedes: int | None
) -> Draft | Passing | None:
    """Return what the journal holds next for an agency, up to a position.

    :param held: the records of which something is kept out.
    :param supersedes: the frozen delivery that this one replaces, if any.
    """
    state = desk.state
    sieve = Sieve(held)
    gathered = gather(
        desk.session,
        desk.sender.reader,
        desk.recipient,
        stream=state.stream,
        erased=state.erased,
        fields=desk.fields.fields,
        after=state.scanned,
        through=size,
        most=most_of(desk),
        most_bytes=state.max_bytes,
        passes=sieve.passes if held else None,
    )
    if gathered.told:
        _, through = span_of(gathered.told)
        envelope = envelope_of(desk, desk.sender.fresh_id, after=state.through, through=through)
        excluded = tuple(told for told in sieve.excluded if told.position < through)
        return draft_of(
            desk,
            envelope,
            gathered,
            scanned_after=state.scanned,
            excluded=excluded,
            held=held,
            supersedes=supersedes,
        )
    if not sieve.excluded:
        return None
    return Passing(
        scanned=state.scanned,
        to=sieve.excluded[-1].position,
        excluded=tuple(sieve.excluded),
        held=held,
        supersedes=supersedes,
    )


def _draw_released(
    desk: Desk, held: frozenset[UUID], supersedes: int | None
) -> Draft | Passing | None:
    state = desk.state
    rows = parked.released(desk.session, state.agency_id)
    told_again = resends.retell(
        desk.session,
        desk.sender.reader,
        desk.recipient,
        resends.wanted(rows, desk.fields.fields),
        as_of=state.scanned,
        most=most_of(desk),
        most_bytes=state.max_bytes,
    )
    sent = {told.id for told in told_again.gathered.told}
    over = tuple(row.id for row in rows if row.notice_id in told_again.over)
    if sent:
        return draft_of(
            desk,
            beside(desk, desk.sender.fresh_id),
            told_again.gathered,
            scanned_after=state.scanned,
            kind=DeliveryKind.RELEASED,
            held=held,
            rows=tuple(row.id for row in rows if row.notice_id in sent),
            over=over,
            supersedes=supersedes,
        )
    if not over:
        return None
    return Passing(
        scanned=state.scanned, to=state.scanned, held=held, over=over, supersedes=supersedes
    )


def _repeat(desk: Desk, frozen: Delivery) -> Draft | None:
    """Rebuild a frozen delivery, or return nothing where it must not or cannot be repeated."""
    fields = fields_of(frozen.fields)
    if not set(fields) <= set(desk.fields.fields):
        return None
    kind = DeliveryKind(frozen.kind)
    excluded: tuple[Told, ...] = ()
    if frozen.resend_id is not None:
        gathered, envelope, excluded = (
            resent.again(desk, frozen),
            beside(desk, frozen.public_id),
            (),
        )
    elif kind is DeliveryKind.STREAM:
        envelope = envelope_of(desk, frozen.public_id, after=frozen.after, through=frozen.through)
        gathered, excluded = _as_frozen(desk, frozen)
    else:
        envelope = beside(desk, frozen.public_id)
        rows = parked.of_delivery(desk.session, frozen.id)
        gathered = resends.retell(
            desk.session,
            desk.sender.reader,
            desk.recipient,
            resends.wanted(rows, fields),
            as_of=frozen.scanned_after,
        ).gathered
    repeated = draft_of(
        desk,
        envelope,
        gathered,
        scanned_after=frozen.scanned_after,
        kind=kind,
        excluded=excluded,
        resend_id=frozen.resend_id,
        frozen_id=frozen.id,
    )
    # Only the outside of the journal can differ: a court's name was corrected, an identity erased.
    return repeated if repeated.digest == frozen.digest else None


def _as_frozen(desk: Desk, frozen: Delivery) -> tuple[Gathered, tuple[Told, ...]]:
    kept_out = positions_of(frozen.excluded)
    excluded: list[Told] = []
    gathered = gather(
        desk.session,
        desk.sender.reader,
        desk.recipient,
        stream=desk.state.stream,
        erased=desk.state.erased,
        fields=fields_of(frozen.fields),
        after=frozen.scanned_after,
        through=frozen.through,
        passes=_all_but(kept_out, excluded) if kept_out else None,
    )
    return gathered, tuple(excluded)


def _all_but(positions: frozenset[int], excluded: list[Told]) -> Callable[[Told], bool]:
    def passes(told: Told) -> bool:
        if told.position not in positions:
            return True
        excluded.append(told)
        return False

    return passes
