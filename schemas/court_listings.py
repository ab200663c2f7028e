"""Shapes of later acts about listings (法院接口：纳入后的行为): what a court sends."""

from marshmallow import fields, validate

from schemas.codes import ChangeKind, ChangeState, Performance
from schemas.court import (
    LONGEST_EXTENSION_YEARS,
    LONGEST_NUMBER,
    ListingFactsStated,
    ServiceToRecord,
    Strict,
)
from schemas.court_queries import CourtQuery
from schemas.fields import LONGEST_TEXT, Day, Flag, Id, WholeNumber, described, not_blank, text
from schemas.remedy_codes import GraceOutcome

SHORTEST_MONTHS, LONGEST_MONTHS = 1, 3


def _text(zh: str, en: str, *, needed: bool = False) -> fields.String:
    """Return a field that may be left out, and then stays as it is.

    :param needed: whether it says something wherever it stands.
    """
    length = validate.Length(min=1 if needed else 0, max=LONGEST_TEXT)
    metadata = {**described(zh, en), **({"pattern": r"\S"} if needed else {})}
    return fields.String(validate=[length, not_blank] if needed else [length], metadata=metadata)


class ListingToDrop(Strict):
    """A decision to be dropped before its publication (不予公布)."""

    reason = text(zh="理由。", en="The reason.")


class DraftToWithdraw(Strict):
    """A draft to be withdrawn (撤回草案)."""

    reason = text(zh="理由。", en="The reason.")


class ListingChangesQuery(CourtQuery):
    """Which later decisions about listings (后续决定)."""

    listing = Id(load_default=None, metadata=described("失信信息编号。", "The id of the listing."))
    kind = fields.Enum(ChangeKind, by_value=True, load_default=None)
    state = fields.Enum(ChangeState, by_value=True, load_default=None)


class RevocationToDraft(Strict):
    """A revocation to be drafted (起草撤销决定)."""

    listing = Id(required=True)
    reason = text(zh="理由。", en="The reason.")
    wrong_since = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "撤销原因自何日存在，应当不晚于公布之日。",
            "Since when the cause was there: on the day of publication at the latest.",
        ),
    )
    ordered_by = fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(min=1, max=LONGEST_NUMBER), not_blank],
        metadata={
            **described(
                "上级法院决定撤销的文号。", "The number of the decision of a court above to revoke."
            ),
            "pattern": r"\S",
        },
    )
    facts = fields.Nested(
        ListingFactsStated,
        load_default=lambda: ListingFactsStated().load({}),
        metadata=described(
            "现已查明的、纳入时即存在的情形。", "What is known by now to have been so at the time."
        ),
    )
    order_too = Flag(
        load_default=False,
        metadata=described(
            "限制消费令一并撤销；未选的，自身仍合法的限制消费令继续有效。",
            "Whether the order falls too; if not, it stays where it is lawful by itself.",
        ),
    )


class Corrected(Strict):
    """What a listing is to say, in the fields that are wrong (更正内容)."""

    conduct = _text("失信行为具体情形。", "The conduct.", needed=True)
    obligation = _text("生效法律文书确定的义务。", "What the debtor has to do.", needed=True)
    basis_number = _text("执行依据文号。", "The number of the basis.", needed=True)
    basis_body = _text("作出执行依据的单位。", "The body that issued it.", needed=True)
    performance = fields.Enum(Performance, by_value=True)
    performed = _text("已履行部分。", "What was performed.")
    outstanding = _text("未履行部分。", "What is outstanding.")


class AmendmentToDraft(Strict):
    """An amendment to be drafted (起草更正决定)."""

    listing = Id(required=True)
    reason = text(zh="何以证明不准确。", en="What shows that the record is wrong.")
    after = fields.Nested(Corrected, required=True)


class GraceToGrant(Strict):
    """A grace period to be granted (给予宽限期)."""

    months = WholeNumber(
        required=True,
        validate=validate.Range(min=SHORTEST_MONTHS, max=LONGEST_MONTHS),
        metadata=described("宽限期月数。", "How many months."),
    )
    reason = text(zh="理由。", en="The reason.")


class GraceOutcomeToRecord(Strict):
    """What a person finds performed in grace (认定履行情况)."""

    outcome = fields.Enum(GraceOutcome, by_value=True, required=True)
    reason = text(zh="认定依据。", en="What shows it.")


class ExtensionToDraft(Strict):
    """An extension of the term to be drafted (起草延长决定)."""

    listing = Id(required=True)
    reason = text(zh="理由。", en="The reason.")
    years = WholeNumber(
        required=True,
        validate=validate.Range(min=1, max=LONGEST_EXTENSION_YEARS),
        metadata=described("延长年数。", "By how many years."),
    )
    serious_violence_or_threats = Flag(load_default=False)
    several_dishonest_acts = Flag(load_default=False)


class ListingServiceToRecord(ServiceToRecord):
    """How and when a decision to list was served, and that the ways of repair went with it
    (记录送达).
    """

    repair_explained = Flag(
        required=True,
        metadata=described(
            "是否一并送达信用修复告知书（两书同达）。",
            "Whether the ways of credit repair were explained in the same service.",
        ),
    )
