"""Judicial suggestion letters (司法建议书): drafted about one hit of a court's own screening,
signed by the president with the next number, withdrawn, and answered by whom they are addressed to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import events
from registry.actors import CourtActor
from registry.clock import legal_day
from registry.errors import ErrorKind, ServiceError
from registry.journal import append
from registry.journal.entry import Entry
from registry.models.courts import Staff
from registry.models.publication import PublicEntry
from registry.models.screenings import Screening
from registry.models.suggestion_letters import SuggestionLetter, SuggestionSeries
from registry.rules import authority
from registry.rules import suggestions as law
from registry.rules.clocks_of_lists import ANSWER_SUGGESTION
from registry.rules.policy import Policy
from registry.services.acts import eligibility, series
from registry.services.clocks import deadlines
from registry.services.screening import kept_letters, shared_hits
from registry.vault import Vault
from schemas.codes import DeadlineKind
from schemas.deadline_codes import RecordKind
from schemas.free_text import mask_numbers_in_text
from schemas.screening_codes import Match, SuggestionState

KIND = DeadlineKind.ANSWER_SUGGESTION
_DRAFTED, _SIGNED = SuggestionState.DRAFTED, SuggestionState.SIGNED
_MOVES: Mapping[SuggestionState, frozenset[SuggestionState]] = MappingProxyType(
    {
        SuggestionState.SIGNED: frozenset({_DRAFTED}),
        SuggestionState.ANSWERED: frozenset({_SIGNED}),
        SuggestionState.WITHDRAWN: frozenset({_DRAFTED, _SIGNED}),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLetter:
    """A letter to be drafted: about which hit, to whom, and what is suggested."""

    screening_id: UUID
    row: int
    record_id: UUID
    addressee: str
    request: str


def draft(
    session: Session, order: DraftLetter, *, actor: CourtActor, vault: Vault, now: datetime
) -> SuggestionLetter:
    """Draft a letter about a hit of a court's own list, or of an agency's that is shared with it.

    :raises ServiceError: ``screening.not_found``, ``screening.hit_not_found``,
        ``suggestion.ineligible`` for a hit that is not by number and name or is public no more,
        ``suggestion.exists``.
    """
    on = legal_day(now)
    found = shared_hits.to_write_about(
        session,
        order.screening_id,
        order.row,
        order.record_id,
        court_code=actor.court_code,
        on=on,
        vault=vault,
    )
    screening, hit = found.screening, found.hit
    findings = law.about(hit.how, is_public=_is_public(session, order.record_id, on=on))
    eligibility.require("suggestion.ineligible", findings)
    _require_none(session, screening, order)
    public_id = uuid4()
    sealed = kept_letters.seal(public_id, hit, vault=vault)
    made = SuggestionLetter(
        public_id=public_id,
        court_code=actor.court_code,
        screening_id=screening.id,
        row_number=order.row,
        record_id=order.record_id,
        list_name=hit.list_name,
        state=_DRAFTED,
        addressee=order.addressee,
        request=mask_numbers_in_text(order.request),
        key_id=sealed.key_id,
        ciphertext=sealed.ciphertext,
        drafted_by=actor.staff_id,
        drafted_at=now,
        version=1,
    )
    session.add(made)
    session.flush()
    _enter(session, events.SUGGESTION_DRAFTED, made, "起草", actor=actor, now=now)
    return made


def sign(
    session: Session, letter: SuggestionLetter, *, actor: CourtActor, policy: Policy, now: datetime
) -> SuggestionLetter:
    """Sign a letter: it gets the next number of the court's year, and its answer a day.

    :raises ServiceError: ``suggestion.wrong_state``; ``suggestion.ineligible`` for anybody but the
        president, for who drafted it, and where the record is public no more.
    """
    on = legal_day(now)
    drafter = session.get_one(Staff, letter.drafted_by).public_id
    findings = (
        law.signatory(actor.role),
        authority.drafter_is_not_signer(str(drafter), str(actor.staff_public_id)),
        *law.about(Match.IDENTIFIED, is_public=_is_public(session, letter.record_id, on=on)),
    )
    _require(letter, SuggestionState.SIGNED)
    eligibility.require("suggestion.ineligible", findings)
    serial = series.next_serial(session, SuggestionSeries, letter.court_code, on.year)
    letter.number = law.number(letter.court_code, policy.suggestion_type, serial, on=on)
    letter.signed_by, letter.signed_at = actor.staff_id, now
    duty = deadlines.start(
        session,
        ANSWER_SUGGESTION,
        letter.public_id,
        None,
        on=on,
        length=policy.suggestion_answer_days,
        court_code=letter.court_code,
        record=RecordKind.SUGGESTION_LETTER,
    )
    letter.answer_due_on = duty.due_on
    _move(letter, SuggestionState.SIGNED)
    _enter(session, events.SUGGESTION_SIGNED, letter, "签发", actor=actor, now=now)
    return letter


def withdraw(
    session: Session, letter: SuggestionLetter, *, actor: CourtActor, reason: str, now: datetime
) -> SuggestionLetter:
    """Withdraw a letter, signed or not; its number is not given again.

    :raises ServiceError: ``suggestion.wrong_state``.
    """
    _require(letter, SuggestionState.WITHDRAWN)
    letter.withdrawn_at, letter.withdraw_reason = now, mask_numbers_in_text(reason)
    deadlines.close(session, letter.public_id, KIND, on=legal_day(now))
    _move(letter, SuggestionState.WITHDRAWN)
    why = letter.withdraw_reason
    _enter(session, events.SUGGESTION_WITHDRAWN, letter, why, actor=actor, now=now)
    return letter


def answer(
    session: Session,
    letter: SuggestionLetter,
    *,
    on: date,
    content: str,
    actor: CourtActor,
    now: datetime,
) -> SuggestionLetter:
    """Record what the addressee answered, and when.

    :raises ServiceError: ``suggestion.wrong_state``, ``request.invalid`` for a day before the
        signature or after today.
    """
    _require(letter, SuggestionState.ANSWERED)
    signed_at = letter.signed_at or now
    if on > legal_day(now):
        raise eligibility.invalid("/on", "in_future")
    if on < legal_day(signed_at):
        raise eligibility.invalid("/on", "before_signature")
    letter.answered_on, letter.answer = on, mask_numbers_in_text(content)
    deadlines.close(session, letter.public_id, KIND, on=on)
    _move(letter, SuggestionState.ANSWERED)
    _enter(session, events.SUGGESTION_ANSWERED, letter, "单位答复", actor=actor, now=now)
    return letter


def _is_public(session: Session, record_id: UUID, *, on: date) -> bool:
    chosen = select(PublicEntry.id).where(
        PublicEntry.public_id == record_id, PublicEntry.in_term(on)
    )
    return session.scalars(chosen).first() is not None


def _require_none(session: Session, screening: Screening, order: DraftLetter) -> None:
    chosen = select(SuggestionLetter.public_id).where(
        SuggestionLetter.screening_id == screening.id,
        SuggestionLetter.row_number == order.row,
        SuggestionLetter.record_id == order.record_id,
        SuggestionLetter.state != SuggestionState.WITHDRAWN,
    )
    known = session.scalars(chosen).first()
    if known is not None:
        raise ServiceError(ErrorKind.CONFLICT, "suggestion.exists", {"letter": str(known)})


def _require(letter: SuggestionLetter, to: SuggestionState) -> None:
    if letter.state not in _MOVES[to]:
        facts = {"state": letter.state, "to": to}
        raise ServiceError(ErrorKind.CONFLICT, "suggestion.wrong_state", facts)


def _move(letter: SuggestionLetter, to: SuggestionState) -> None:
    letter.state = to
    letter.version += 1


def _enter(
    session: Session,
    kind: events.Kind,
    letter: SuggestionLetter,
    reason: str,
    *,
    actor: CourtActor,
    now: datetime,
) -> None:
    """Enter what became of a letter in the journal: its number and its record, nobody's name."""
    body: dict[str, object] = {
        "number": letter.number,
        "state": letter.state,
        "row": letter.row_number,
        "record": str(letter.record_id),
        "list": letter.list_name,
        "answer_due_on": letter.answer_due_on and letter.answer_due_on.isoformat(),
        "answered_on": letter.answered_on and letter.answered_on.isoformat(),
    }
    append.record(
        session,
        Entry(
            kind=kind,
            body=body,
            actor=actor.journal,
            reason=reason,
            basis=str(law.PRESIDENT_SIGNS.article),
            occurred_at=now,
            record_id=letter.public_id,
        ),
    )
