"""What agencies can be asked about a debtor (查控类别): set by a journal entry, read for courts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.models.agencies import Agency, AgencyInquiryKinds
from partners.models.streams import StreamState
from partners.services import agencies, agency_checks
from partners.states import StreamStatus
from registry import events
from registry.journal.entry import Actor
from registry.respondents import Respondent
from schemas.inquiry_codes import InquiryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SetInquiryKinds:
    """All kinds that an agency is to answer from now on; none, and it is asked nothing."""

    agency: str
    kinds: tuple[InquiryKind, ...]


def change(session: Session, order: SetInquiryKinds, *, actor: Actor, now: datetime) -> None:
    """Set what an agency can be asked; what it was asked before stays asked.

    :raises ServiceError: ``agency.not_found``, ``agency.retired``.
    """
    agency = agencies.find(session, order.agency)
    agency_checks.alive(session, agency)
    kinds = [kind for kind in InquiryKind if kind in order.kinds]
    body = {"agency": agency.code, "inquiry_kinds": kinds}
    reason = "变更单位协助查询类别"
    entry = agencies.entry_of(events.AGENCY_CHANGED, agency, body, reason, actor=actor, now=now)
    agencies.changed(session, agency, entry)
    session.add(AgencyInquiryKinds(agency_id=agency.id, kinds=_text(kinds), since_entry=entry.id))


def respondents(session: Session) -> Sequence[Respondent]:
    """Return the agencies that can be asked, and about what, by code; one that has retired would
    never answer.
    """
    latest = select(func.max(AgencyInquiryKinds.id)).group_by(AgencyInquiryKinds.agency_id)
    rows = session.execute(
        select(Agency, AgencyInquiryKinds.kinds)
        .join(AgencyInquiryKinds, AgencyInquiryKinds.agency_id == Agency.id)
        .join(StreamState, StreamState.agency_id == Agency.id)
        .where(
            AgencyInquiryKinds.id.in_(latest),
            AgencyInquiryKinds.kinds != "",
            StreamState.state != StreamStatus.RETIRED,
        )
        .order_by(Agency.code)
    )
    return [
        Respondent(
            code=agency.code,
            name_zh=agency.name_zh,
            name_en=agency.name_en,
            kinds=frozenset(InquiryKind(code) for code in kinds.split(",")),
        )
        for agency, kinds in rows
    ]


def _text(kinds: Iterable[InquiryKind]) -> str:
    return ",".join(kinds)
