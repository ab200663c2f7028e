"""Candidates (候选记录): a published record as read and understood, or the reason to refuse it.

The reasons are looked for in the order of :class:`schemas.codes.RejectionReason`; those that follow
from dates, grounds and age are the law's (:mod:`registry.rules.import_rules`).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from registry.imports import debtors, vocabulary
from registry.imports.cautions import Caution
from registry.imports.courts import Courts
from registry.imports.debtors import StatedDebtor
from registry.imports.fields import Fields, RejectedError, Rejection, day, prose, texts, tidy
from registry.imports.statements import StatedCase, StatedListing, Statement
from registry.rules import import_rules
from registry.rules.import_rules import ImportedFacts
from registry.rules.minors import age_on
from registry.vault import Vault
from schemas.amounts import amount_in_text, parse_amount
from schemas.case_numbers import CaseNumber, is_enforcement_case, parse_case_number
from schemas.characters import compact
from schemas.codes import Ground, Performance
from schemas.grounds import GroundError, grounds_from_labels
from schemas.import_codes import RejectionReason
from schemas.refusals import RefusedValueError

NOT_AN_OBJECT = Rejection(RejectionReason.NOT_AN_OBJECT, "")

# No court enforces more than this, and no store keeps more in whole fen.
_MOST_YUAN = Decimal(10) ** 15


class Candidate(NamedTuple):
    """A record that the law does not object to.

    :ivar entry_key: equal for equal name, number as given and case number: one entry.
    :ivar digest: equal where all the rest is equal too: one version of that entry.
    """

    entry_key: bytes
    digest: bytes
    statement: Statement
    cautions: tuple[Caution, ...]


class CandidateReader:
    """Reads records as of one day.

    :param courts: by which a record's court is judged.
    :param on: the day on which the law is applied.
    """

    def __init__(self, vault: Vault, courts: Courts, *, on: date) -> None:
        self._vault = vault
        self._courts = courts
        self._on = on

    def read(self, record: Mapping[str, object] | None) -> Candidate | Rejection:
        """Return the candidate that a record is, or why it is refused."""
        if record is None:
            return NOT_AN_OBJECT
        try:
            return self._read(texts(record))
        except RejectedError as error:
            return error.rejection

    def _read(self, fields: Fields) -> Candidate:
        cautions: list[Caution] = []
        name = debtors.read_name(fields, cautions)
        number = _case_number(fields)
        court_name = self._court_name(fields, number, cautions)
        debtor = debtors.read_debtor(fields, name, on=self._on, cautions=cautions)
        case = _case(fields, number, court_name)
        listing = self._listing(fields, debtor, case, cautions)
        entry_key = self._vault.blind_index(
            "entry", debtor.name_key, debtor.number.shown, case.number
        )
        return Candidate(
            entry_key,
            self._vault.blind_index("version", entry_key.hex(), *_content(debtor, case, listing)),
            Statement(
                debtor.identity,
                debtor.name_key,
                _age(debtor, listing.published_on),
                case,
                listing,
            ),
            tuple(cautions),
        )

    def _court_name(self, fields: Fields, number: CaseNumber, cautions: list[Caution]) -> str:
        given = fields.get("courtName", "").strip()
        court = self._courts.find(number.court_code)
        if court is None:
            cautions.append(Caution.COURT_UNCONFIRMED)
        elif self._courts.contradicts(court, given):
            if court.confirmed:
                raise RejectedError(RejectionReason.COURT_MISMATCH)
            cautions.append(Caution.COURT_NAME_DIFFERS)
        return given

    def _listing(
        self, fields: Fields, debtor: StatedDebtor, case: StatedCase, cautions: list[Caution]
    ) -> StatedListing:
        published_on = day(fields, "publishDate")
        grounds = _grounds(fields)
        performance = _performance(fields, cautions)
        self._object(debtor, case, published_on, grounds, performance)
        state = import_rules.imported_state(
            grounds, published_on=published_on, performance=performance, on=self._on
        )
        outstanding = prose(fields, "unperformPart")
        return StatedListing(
            grounds,
            tidy(fields.get("disruptTypeName", "")),
            published_on,
            state.ends_on,
            state.state,
            performance,
            prose(fields, "performedPart"),
            outstanding,
            _amount_outstanding(performance, outstanding, case.amount),
        )

    def _object(
        self,
        debtor: StatedDebtor,
        case: StatedCase,
        published_on: date,
        grounds: tuple[Ground, ...],
        performance: Performance,
    ) -> None:
        reason = import_rules.objection(
            ImportedFacts(
                debtor.identity.kind,
                case.filed_on,
                published_on,
                grounds,
                performance,
                debtor.number.birth_on,
                debtor.age,
                debtor.number.birth_year,
            ),
            on=self._on,
        )
        if reason is not None:
            by_number = debtor.number.birth_on and reason is RejectionReason.MINOR_NEVER_LISTED
            raise RejectedError(reason, "cardNum" if by_number else "")


def _case_number(fields: Fields) -> CaseNumber:
    try:
        number = parse_case_number(fields.get("caseCode", ""))
    except RefusedValueError as error:
        raise RejectedError(error.code) from None
    if not is_enforcement_case(number):
        raise RejectedError(RejectionReason.CASE_TYPE_NOT_ENFORCEMENT)
    return number


def _case(fields: Fields, number: CaseNumber, court_name: str) -> StatedCase:
    filed_on = day(fields, "regDate")
    obligation = prose(fields, "duty")
    return StatedCase(
        number.normal,
        number.court_code,
        court_name,
        filed_on,
        prose(fields, "gistId"),
        tidy(fields.get("gistUnit", "")),
        obligation,
        _storable(amount_in_text(obligation)),
    )


def _grounds(fields: Fields) -> tuple[Ground, ...]:
    """Return the grounds; none where any label is unknown, which the law then objects to."""
    try:
        return _in_order(grounds_from_labels(fields.get("disruptTypeName", "")))
    except GroundError:
        return ()


@lru_cache(maxsize=256)
def _in_order(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    return tuple(sorted(grounds))


@lru_cache(maxsize=4_096)
def _spelled(conduct: str) -> str:
    """Return labels in one spelling of commas and blanks."""
    return compact(conduct)


def _performance(fields: Fields, cautions: list[Caution]) -> Performance:
    found = vocabulary.performance(fields.get("performance", ""))
    if found is None:
        cautions.append(Caution.PERFORMANCE_UNKNOWN)
        return Performance.NONE
    return found


def _amount_outstanding(
    performance: Performance, outstanding: str, owed: Decimal | None
) -> Decimal | None:
    """Return what is still owed: as stated, else the whole where nothing was performed."""
    if performance is Performance.FULL:
        return Decimal(0)
    stated = _storable(parse_amount(outstanding))
    if stated is None and performance is Performance.NONE:
        return owed
    return stated


def _storable(amount: Decimal | None) -> Decimal | None:
    if amount is None or amount >= _MOST_YUAN:
        return None
    return amount.quantize(Decimal("0.01"))


def _age(debtor: StatedDebtor, published_on: date) -> int | None:
    birth_on = debtor.identity.birth_on
    return age_on(birth_on, on=published_on) if birth_on else debtor.age


def _content(debtor: StatedDebtor, case: StatedCase, listing: StatedListing) -> tuple[str, ...]:
    """Return what makes one version of an entry differ from another, however it is spelled."""
    identity = debtor.identity
    return (
        identity.kind,
        identity.sex or "",
        identity.legal_representative or "",
        # Others have a date of birth, so a record that is a year older says nothing new.
        str(debtor.age) if debtor.number.masked else "",
        case.filed_on.isoformat(),
        case.basis_number,
        case.basis_body,
        case.obligation,
        listing.published_on.isoformat(),
        _spelled(listing.conduct),
        listing.performance,
        listing.performed,
        listing.outstanding,
    )
