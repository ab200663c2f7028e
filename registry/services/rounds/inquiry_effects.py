"""What the answers of agencies bring about (协助查询结果): the result of an inquiry, evidence of
capacity, a look at findings that it contradicts, and the duties of the case.

A person decides on all that follows; the register only says what has come in.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.clock import legal_day
from registry.journal.entry import Actor
from registry.models.cases import EnforcementCase
from registry.models.evidence import EvidenceItem
from registry.models.proceedings import PropertyInquiry
from registry.rules import inquiry_answers
from registry.rules.articles import Article, Instrument
from registry.services.acts import moves, records
from registry.services.acts.records import Matter
from registry.services.capacity import evidence
from registry.services.cases import case_journal
from registry.services.rounds import case_duties, inquiry_records
from schemas.act_codes import Act
from schemas.case_codes import EvidenceKind, EvidenceState, InquiryResult
from schemas.labels import label

ASSISTANCE = Article(Instrument.CIVIL_PROCEDURE_LAW, 253)
REPLACED = "单位另有答复，查询结果已经改变"


def settle(
    session: Session,
    inquiry: PropertyInquiry,
    case: EnforcementCase,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Bring an inquiry in line with what counts of the answers to it; the case is locked."""
    asks = inquiry_records.asks_of(session, inquiry)
    result = inquiry_answers.result(
        [inquiry_records.as_rule(each, inquiry_records.words(session, each)) for each in asks]
    )
    on = legal_day(now)
    changed = result != inquiry.result
    # What has changed since is not what the creditor was told.
    inquiry.creditor_told_on = None
    inquiry.version += 1
    if changed:
        inquiry.result = result
        inquiry.answered_on = None if result is InquiryResult.NO_REPLY else on
        session.flush()
        matter = records.matter_of(session, inquiry_records.debtor_of(inquiry))
        _journal(session, inquiry, matter, actor=actor, now=now)
        _withdraw(session, inquiry, matter, actor=actor, now=now)
        _enter(session, inquiry, matter, actor=actor, now=now)
    case_duties.refresh(session, case, on=on)


def _enter(
    session: Session, inquiry: PropertyInquiry, matter: Matter, *, actor: Actor, now: datetime
) -> None:
    result = InquiryResult(inquiry.result)
    if result is InquiryResult.NO_REPLY:
        return
    item = EvidenceItem(
        public_id=uuid4(),
        debtor_id=matter.debtor.id,
        kind=EvidenceKind.NETWORK_INQUIRY,
        source=f"协助查询：{inquiry.asked}",
        dated_on=legal_day(now),
        bearing=inquiry_answers.bearing(result, complete=inquiry.complete),
        description=label(result, "zh"),
        result=result,
        inquiry_id=inquiry.public_id,
        state=EvidenceState.RECORDED,
        recorded_at=now,
        withdrawal="",
        version=1,
    )
    evidence.enter(session, item, matter, actor=actor, now=now)


def _withdraw(
    session: Session, inquiry: PropertyInquiry, matter: Matter, *, actor: Actor, now: datetime
) -> None:
    """Withdraw the evidence of an earlier result: what that has entered by itself, and what a
    clerk has taken from it.
    """
    earlier = session.scalars(
        select(EvidenceItem).where(
            EvidenceItem.inquiry_id == inquiry.public_id,
            EvidenceItem.result != inquiry.result,
            EvidenceItem.state == EvidenceState.RECORDED,
        )
    ).all()
    for item in earlier:
        moves.do(item, Act.WITHDRAW_EVIDENCE)
        item.withdrawn_at, item.withdrawal = now, REPLACED
        evidence.tell_withdrawn(session, item, matter, actor=actor, now=now, reason=REPLACED)


def _journal(
    session: Session, inquiry: PropertyInquiry, matter: Matter, *, actor: Actor, now: datetime
) -> None:
    body = {
        "inquiry": {
            "means": inquiry.means,
            "on": inquiry.made_on.isoformat(),
            "result": inquiry.result,
            "creditor_told_on": None,
        }
    }
    act = case_journal.Act(
        kind=events.INQUIRY_ANSWERED,
        body=body,
        reason="单位答复协助查询",
        basis=str(ASSISTANCE),
        about=matter,
        record_id=inquiry.public_id,
    )
    case_journal.enter(session, matter.case, act, actor=actor, now=now)
