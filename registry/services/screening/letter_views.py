"""What a judicial suggestion letter shows (司法建议书内容): on paper and on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.clock import legal_day
from registry.models.courts import Court, Staff
from registry.models.screenings import Screening
from registry.models.suggestion_letters import SuggestionLetter
from registry.rules.articles import Article, Instrument
from registry.services.acts import records
from registry.services.screening import kept_letters
from registry.vault import Vault
from schemas.codes import ListName
from schemas.screening_codes import ScreeningPurpose, SuggestionState

# Courts tell other bodies of listings so that these act on them, and have them help with orders.
_BASIS = {
    ListName.DISHONEST: Article(Instrument.LISTING_RULES, 8),
    ListName.RESTRICTED: Article(Instrument.CONSUMPTION_RULES, 6),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A letter as it is printed; of the number what the list's own rows show.

    :ivar is_own_list: whether the court had the list screened itself, or an agency shared it.
    :ivar record: the public entry as it was when the letter was drafted.
    """

    state: SuggestionState
    number: str | None
    court_name: str
    addressee: str
    purpose: ScreeningPurpose
    stated_basis: str
    is_own_list: bool
    list_name: ListName
    name: str
    number_masked: str
    record: Mapping[str, Any]
    basis: Article
    request: str
    answer_due_on: date | None
    signatory: str | None
    signed_on: date | None


def shown(session: Session, letter: SuggestionLetter, *, vault: Vault) -> Shown:
    """Return what a letter shows."""
    court: Court = records.court(session, letter.court_code)
    screening = session.get_one(Screening, letter.screening_id)
    content = kept_letters.content_of(letter, vault=vault)
    list_name, signed_at = ListName(letter.list_name), letter.signed_at
    signatory = None if letter.signed_by is None else session.get_one(Staff, letter.signed_by)
    return Shown(
        state=SuggestionState(letter.state),
        number=letter.number,
        court_name=court.name,
        addressee=letter.addressee,
        purpose=ScreeningPurpose(screening.purpose),
        stated_basis=screening.basis,
        list_name=list_name,
        name=content.name,
        number_masked=content.number_masked,
        is_own_list=screening.asker == f"court:{letter.court_code}",
        record=content.record,
        basis=_BASIS[list_name],
        request=letter.request,
        answer_due_on=letter.answer_due_on,
        signatory=None if signatory is None else signatory.name,
        signed_on=None if signed_at is None else legal_day(signed_at),
    )
