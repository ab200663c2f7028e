"""Coverage (送达覆盖): which agencies were told of a record, and which have confirmed lifting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.measures.audience import Ending
from partners.measures.steps import STEPS, Step
from partners.models.streams import Delivery
from partners.notices.notices import Told
from partners.oversight.owed import Owed
from partners.oversight.standings import Standing, standings
from partners.receipts.receipt_words import Word
from partners.states import DeliveryState
from schemas.codes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCoverage:
    """How one agency stands to one record.

    :ivar told: whether the agency has accepted a notice that had it apply something because of the
        record, or has it by a snapshot; ``told_at`` since when.
    :ivar apply: the measures it was, or is to be, told to apply.
    :ivar applied: those of which it said so.
    :ivar ended: whether the record has ended.
    :ivar lift: the measures it is to lift, since the record ended or triggers them no more;
        ``lifted`` those of which it said that it has.
    :ivar kept: the measures that other records keep.
    :ivar open_since: when the first of them was asked for that is not confirmed.
    :ivar told_of_end_at: when the agency accepted the notice that the record ended.
    :ivar confirmed_at: when the word came that left nothing to confirm.
    :ivar liftings: since when it owes, or owed, the lifting of each measure.
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
    liftings: tuple[Owed, ...]
    words: tuple[Word, ...]

    @property
    def confirmed(self) -> bool:
        """Tell whether the record has ended and nothing is left to confirm."""
        return self.ended and self.open_since is None


def coverage(session: Session, record_id: UUID) -> tuple[AgencyCoverage, ...]:
    """Return how every agency stands that was, or will be, told of a record, by code.

    :param record_id: the public id of a listing or an order.
    """
    return tuple(_covered(session, standing) for standing in standings(session, [record_id]))


def _covered(session: Session, standing: Standing) -> AgencyCoverage:
    agency, words, told_ids = standing.agency, standing.words, standing.told
    last = standing.notices[-1]
    begun = [notice for notice in standing.notices if STEPS[notice.type] is not Step.ENDS]
    is_ended, open_since = standing.is_ended, standing.open_since
    end = last.ending or Ending((), ())
    asked = {each.measure for each in standing.liftings}
    is_open = {each.measure for each in standing.liftings if each.confirmed_at is None}
    confirming = [word.since for (of, _), word in words.items() if of == last.id]

    applying = [notice for notice in begun if notice.apply]

    return AgencyCoverage(
        agency=agency.code,
        name_zh=agency.name_zh,
        name_en=agency.name_en,
        told=any(notice.id in told_ids for notice in applying),
        told_at=min(
            filter(None, (_told_at(session, standing, one) for one in applying)), default=None
        ),
        apply=tuple(dict.fromkeys(code for notice in begun for code in notice.apply)),
        applied=_said(words, begun, frozenset({Outcome.APPLIED})),
        ended=is_ended,
        lift=tuple(dict.fromkeys(each.measure for each in standing.liftings)),
        lifted=tuple(sorted(asked.difference(is_open))),
        kept=tuple(kept.measure for kept in end.kept),
        open_since=open_since,
        told_of_end_at=_told_at(session, standing, last) if is_ended else None,
        confirmed_at=max(confirming, default=None) if is_ended and open_since is None else None,
        liftings=standing.liftings,
        words=tuple(words.values()),
    )


def _told_at(session: Session, standing: Standing, notice: Told) -> datetime | None:
    """Return when an agency had a notice first, by its stream or by a snapshot."""
    if notice.id not in standing.told:
        return None
    by_stream = (
        None
        if notice.id in standing.alone
        else accepted_at(session, standing.agency.id, notice.position)
    )
    found = filter(None, (by_stream, standing.by_copy.get(notice.id)))
    return min(found, default=None)


def _said(
    words: Mapping[tuple[UUID, str], Word],
    notices: Sequence[Told],
    outcomes: frozenset[Outcome],
) -> tuple[str, ...]:
    """Return the measures of notices on which the word that counts is one of these outcomes."""
    ids = {notice.id for notice in notices}
    found = {
        measure
        for (notice_id, measure), word in words.items()
        if notice_id in ids and word.said.outcome in outcomes
    }
    return tuple(sorted(found))


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
