"""Coverage (送达覆盖): which agencies were told of a record, and which have confirmed lifting.

Computed from the journal, the measures in force at each position, and how far each stream has come.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries import parked
from partners.deliveries.batches import Recipient, told_of
from partners.measures.audience import Ending
from partners.measures.steps import STEPS, Step
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.models.streams import Delivery, StreamState
from partners.notices import entries
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.receipts import kept_receipts
from partners.receipts.batch_receipts import task_of
from partners.receipts.receipt_words import Asked, Word, weigh
from partners.states import DeliveryState, ParkState
from registry.confirmations import AgencyTold
from registry.models.journal import JournalEntry
from schemas.codes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCoverage:
    """How one agency stands to one record.

    :ivar told: whether the agency has accepted the notice that the record began.
    :ivar apply: the measures it was, or is to be, told to apply.
    :ivar applied: those of which it said so.
    :ivar ended: whether the record has ended.
    :ivar lift: the measures it is to lift, since the record ended or triggers them no more;
        ``lifted`` those of which it said that it has.
    :ivar kept: the measures that other records keep.
    :ivar open_since: when the first of them was asked for that is not confirmed.
    :ivar told_of_end_at: when the agency accepted the notice that the record ended.
    :ivar confirmed_at: when the word came that left nothing to confirm.
    :ivar words: what the agency said last of each measure, and whether it said otherwise before.
    """

    agency: str
    name_zh: str
    name_en: str
    told: bool
    told_at: datetime | None
    apply: tuple[str, ...]
    applied: tuple[str, ...]
    ended: bool
    lift: tuple[str, ...]
    lifted: tuple[str, ...]
    kept: tuple[str, ...]
    open_since: datetime | None
    told_of_end_at: datetime | None
    confirmed_at: datetime | None
    words: tuple[Word, ...]

    @property
    def confirmed(self) -> bool:
        """Tell whether the record has ended and nothing is left to confirm."""
        return self.ended and self.open_since is None


def coverage(session: Session, record_id: UUID) -> tuple[AgencyCoverage, ...]:
    """Return how every agency stands that was, or will be, told of a record, by code.

    :param record_id: the public id of a listing or an order.
    """
    rows = _entries(session, record_id)
    streams = session.execute(
        select(Agency, StreamState.through)
        .join(StreamState, StreamState.agency_id == Agency.id)
        .order_by(Agency.code)
    ).all()
    in_force = measures_in_force(session, [agency.id for agency, _ in streams])
    found = []
    for agency, through in streams:
        recipient = Recipient(code=agency.code, in_force=in_force[agency.id])
        notices = list(told_of(session, recipient, rows))
        if notices:
            found.append(_stand(session, agency, through, notices))
    return tuple(found)


def told(session: Session, record_id: UUID) -> tuple[AgencyTold, ...]:
    """Return the agencies of a record in as many words as the person concerned needs."""
    return tuple(
        AgencyTold(
            agency=found.agency,
            name_zh=found.name_zh,
            name_en=found.name_en,
            told_at=found.told_at,
            since=found.open_since,
            confirmed_at=found.confirmed_at,
        )
        for found in coverage(session, record_id)
    )


def _entries(session: Session, record_id: UUID) -> Sequence[Entry]:
    rows = session.execute(
        select(*entries.COLUMNS)
        .where(JournalEntry.record_id == record_id, JournalEntry.kind.in_(tuple(STEPS)))
        .order_by(JournalEntry.position)
    )
    return [entries.entry_of(row) for row in rows]


def _stand(
    session: Session, agency: Agency, through: int, notices: Sequence[Told]
) -> AgencyCoverage:
    first = notices[0]
    kept_out = parked.states_of(session, agency.id, [notice.id for notice in notices])
    is_told = {
        notice.id: notice.position <= through
        and kept_out.get(notice.id, ParkState.SENT) is ParkState.SENT
        for notice in notices
    }
    said = kept_receipts.all_said(session, agency.id, [task_of(notice) for notice in notices])
    words = weigh(said, _asked(notices))
    begun = [notice for notice in notices if STEPS[notice.type] is not Step.ENDS]
    last = notices[-1]
    is_ended = STEPS[last.type] is Step.ENDS
    end = last.ending or Ending((), ())
    again = {word.said.measure for word in words.values() if word.reopens}
    owed = _owed(notices)

    def is_confirmed(code: str, notice: Told) -> bool:
        said = _said(words, [notice], kept_receipts.CONFIRMS, but=again)
        return code in said and is_told[notice.id]

    lifted = tuple(sorted(code for code, asked in owed.items() if is_confirmed(code, asked[-1])))
    is_open = [
        notice.occurred_at
        for code, asked in owed.items()
        for notice in _open_ones(code, asked, is_confirmed)
    ]
    is_settled = not is_open and (not is_ended or is_told[last.id])
    confirming = [word.said.received_at for (of, _), word in words.items() if of == last.id]
    return AgencyCoverage(
        agency=agency.code,
        name_zh=agency.name_zh,
        name_en=agency.name_en,
        told=is_told[first.id],
        told_at=accepted_at(session, agency.id, first.position) if is_told[first.id] else None,
        apply=tuple(dict.fromkeys(code for notice in begun for code in notice.apply)),
        applied=_said(words, begun, frozenset({Outcome.APPLIED})),
        ended=is_ended,
        lift=tuple(owed),
        lifted=lifted,
        kept=tuple(kept.measure for kept in end.kept),
        open_since=None if is_settled else min(is_open, default=last.occurred_at),
        told_of_end_at=(
            accepted_at(session, agency.id, last.position)
            if is_ended and is_told[last.id]
            else None
        ),
        confirmed_at=max(confirming, default=None) if is_ended and is_settled else None,
        words=tuple(words.values()),
    )


def _owed(notices: Sequence[Told]) -> dict[str, list[Told]]:
    """Return what an agency owes the lifting of, whether the record has ended or only triggers less
    than before, and the notices that asked for it since it was to be applied last.
    """
    owed: dict[str, list[Told]] = {}
    for notice in notices:
        for code in notice.apply:
            owed.pop(code, None)
        for code in () if notice.ending is None else notice.ending.lift:
            owed.setdefault(code, []).append(notice)
    return owed


def _open_ones(
    code: str, asked: Sequence[Told], is_confirmed: Callable[[str, Told], bool]
) -> Iterator[Told]:
    """Yield the notices that asked for a lifting and have no answer: what is asked again while it
    was not confirmed is open since it was asked first.
    """
    for notice in reversed(asked):
        if is_confirmed(code, notice):
            return
        yield notice


def _asked(notices: Sequence[Told]) -> dict[tuple[UUID, str], Asked]:
    ever = {code for notice in notices for code in notice.apply}
    asked = {(notice.id, code): Asked.AGAIN for notice in notices for code in ever}
    asked |= {(notice.id, code): Asked.APPLY for notice in notices for code in notice.apply}
    for notice in notices:
        lift = () if notice.ending is None else notice.ending.lift
        asked |= {(notice.id, code): Asked.LIFT for code in lift}
    return asked


def _said(
    words: Mapping[tuple[UUID, str], Word],
    notices: Sequence[Told],
    outcomes: frozenset[Outcome],
    but: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the measures of notices on which the word that counts is one of these outcomes.

    :param but: measures that are left out.
    """
    ids = {notice.id for notice in notices}
    found = {
        measure
        for (notice_id, measure), word in words.items()
        if notice_id in ids and word.said.outcome in outcomes
    }
    return tuple(sorted(found.difference(but)))


def accepted_at(session: Session, agency_id: int, position: int) -> datetime | None:
    """Return when the delivery that held a position was accepted."""
    return session.scalars(
        select(Delivery.closed_at)
        .where(
            Delivery.agency_id == agency_id,
            Delivery.state == DeliveryState.ACCEPTED,
            Delivery.through >= position,
            Delivery.scanned_after < position,
        )
        .order_by(Delivery.through)
        .limit(1)
    ).one_or_none()
