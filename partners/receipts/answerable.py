"""What can be receipted (可反馈事项): notices that an agency was told of, and measures they name.

A word on anything else would stand for nothing; it is refused with what the notice names.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries import kept_back
from partners.deliveries.batches import Recipient, told_of
from partners.measures.audience import told
from partners.measures.histories import concerning
from partners.measures.steps import STEPS
from partners.measures.versions import measures_in_force
from partners.models.agencies import Agency
from partners.notices import entries
from partners.notices.among import among
from partners.notices.entry import Entry
from partners.notices.notices import Told
from partners.receipts import answer_faults
from partners.receipts.answer_faults import AnswerFault
from partners.receipts.receipts import Answered, ReceiptSaid, lacking_reasons
from partners.states import ParkState
from registry.models.journal import JournalEntry
from schemas.notices import INQUIRY

Named = frozenset[str]
# So many measures are named to a person; a notice seldom has more.
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Misfit:
    """A receipt that answers nothing.

    :ivar named: the measures that its notice names; absent where the agency was never sent it.
    """

    said: ReceiptSaid
    named: tuple[str, ...] | None


def named_by(notice: Told) -> Named:
    """Return the measures that a notice names, whatever it says of them."""
    codes = set(notice.apply)
    for end in (notice.ending, notice.left):
        if end is not None:
            codes.update(end.lift)
            codes.update(kept.measure for kept in end.kept)
    if notice.measures is not None:
        codes.update(terms.code for terms in (*notice.measures.begun, *notice.measures.changed))
        codes.update(notice.measures.ended)
    if notice.kinds:
        codes.add(INQUIRY)
    return frozenset(codes)


def misfits(
    session: Session,
    agency_id: int,
    said: Collection[ReceiptSaid],
    *,
    through: int,
    own: Mapping[UUID, Told] | None = None,
) -> list[Misfit]:
    """Return the receipts that answer nothing that an agency was told, in order. Only reads.

    A notice that is sent again tells what holds by then, and a snapshot what held at its position.
    So a measure also fits that the record had the agency apply at any time of its life.

    :param through: the position up to which the agency was sent what is for it.
    :param own: notices as they were sent just now, of which nothing but what they name fits.
    """
    own = own or {}
    others = [one for one in said if one.notice_id not in own]
    known = _known(session, agency_id, {one.notice_id for one in others}, through)
    named = {**{key: named_by(notice) for key, notice in own.items()}, **known.named}
    doubted = [one for one in others if one.measure not in named.get(one.notice_id, ())]
    ever = known.ever(session, {one.notice_id for one in doubted}, through)
    found = []
    for one in said:
        codes = named.get(one.notice_id, frozenset()) | ever.get(one.notice_id, frozenset())
        if one.measure not in codes:
            is_told = one.notice_id in named or bool(codes)
            found.append(Misfit(one, tuple(sorted(codes)) if is_told else None))
    return found


def only_fitting(
    session: Session, agency_id: int, answered: Answered, *, own: Mapping[UUID, Told], through: int
) -> Answered:
    """Return an answer's receipts without those that answer nothing; they are faults, and so is
    what is rejected without a reason.

    :param own: the notices of the delivery that was answered, by their ids.
    :param through: the position up to which the agency was sent what is for it.
    """
    wrong = misfits(session, agency_id, answered.receipts, through=through, own=own)
    if not wrong:
        return lacking_reasons(answered)
    refused = {misfit.said for misfit in wrong}
    fitting = replace(
        answered,
        receipts=tuple(said for said in answered.receipts if said not in refused),
        faults=answered.faults + len(wrong),
        fault=answered.fault or _fault(wrong[0]),
    )
    return lacking_reasons(fitting)


def _fault(misfit: Misfit) -> AnswerFault:
    # Never the measure as it was said, which may be anything.
    notice = str(misfit.said.notice_id)
    if misfit.named is None:
        return AnswerFault(answer_faults.NOTICE_UNKNOWN, {"notice": notice})
    named = list(misfit.named[:MOST_SHOWN])
    return AnswerFault(answer_faults.MEASURE_UNNAMED, {"notice": notice, "named": named})


@dataclass(frozen=True, slots=True)
class _Known:
    """Entries that an agency may have been sent, and the measures that each named then."""

    recipient: Recipient
    rows: Mapping[UUID, Entry]
    named: Mapping[UUID, Named]

    def ever(self, session: Session, ids: Iterable[UUID], through: int) -> dict[UUID, Named]:
        """Return what the records of notices ever had the agency apply."""
        found = [self.rows[key] for key in ids if key in self.rows]
        rows = [row for row in found if row.kind in STEPS]
        histories = entries.histories(session, {row.subject for row in rows}, through=through)
        code, in_force = self.recipient.code, self.recipient.in_force
        return {
            row.id: frozenset(
                told(concerning(histories[row.subject], code), row.record, through, in_force)
            )
            for row in rows
        }


def _known(session: Session, agency_id: int, ids: Collection[UUID], through: int) -> _Known:
    code = session.get_one(Agency, agency_id).code
    recipient = Recipient(code=code, in_force=measures_in_force(session, [agency_id])[agency_id])
    rows = _sent(session, agency_id, ids, through) if ids else ()
    named = {each.id: named_by(each) for each in told_of(session, recipient, rows)}
    return _Known(recipient, {row.id: row for row in rows}, named)


def _sent(session: Session, agency_id: int, ids: Collection[UUID], through: int) -> Sequence[Entry]:
    """Return the entries among these that may have been sent, in order; what waits behind a parked
    notice was not, wherever the stream has come to.
    """
    states = kept_back.states_of(session, agency_id, ids)
    sent = [key for key in ids if states.get(key) is not ParkState.HELD]
    rows = session.execute(
        select(*entries.COLUMNS)
        .where(
            among(session, JournalEntry.id, sent),
            JournalEntry.position <= through,
            JournalEntry.kind.in_(entries.TOLD_KINDS),
        )
        .order_by(JournalEntry.position)
    )
    return [entries.entry_of(row) for row in rows]
