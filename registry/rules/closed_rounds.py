"""The public list of closed rounds (终本案件公开): whose closed round the public may see, and the
masked item.

It is a list of its own, beside those of the dishonest and of the restricted: who is in it could not
pay, and is blamed for nothing by that. That closed rounds are public, and until when, is said
with what follows a closing (:mod:`registry.rules.after_round`); what the register makes of it is
here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.rules import after_round
from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation
from schemas.amounts import format_amount
from schemas.case_codes import EnforcementState
from schemas.codes import SubjectKind
from schemas.free_text import mask_numbers_in_text
from schemas.masking import DEFAULT_FORM, MaskForm, mask_number

IS_SHOWN = Computation(
    "closed_rounds.is_shown",
    Article(Instrument.REGISTER_RULES, 64),
    "确认的履行款足以清偿的，不待裁定，终本案件即不再公开。",
    "Once the confirmed payments cover the amount a closed round is shown no more, before any "
    "ruling.",
)
IS_KEPT_BACK = Computation(
    "closed_rounds.is_kept_back",
    Article(Instrument.REGISTER_RULES, 61),
    "未成年人、在本案中不宜公布的被执行人，以及终本之后追加的被执行人，不在终本案件中公开。",
    "Minors, debtors who are not suitable for publication in that case, and those who were added "
    "after the closing are not shown among the closed rounds.",
)
PUBLIC_ITEM = Computation(
    "closed_rounds.public_item",
    Article(Instrument.REGISTER_RULES, 62),
    "公开被执行人、案号、执行法院、立案日期、终本日期、执行标的和未履行金额；不公开申请执行人、"
    "性别、年龄和法律文书确定的义务。",
    "What is shown is the debtor, the case, its court, the days of filing and closing, the amount "
    "and what is outstanding; never the creditor, sex, age or the text of the obligation.",
)
COMPUTATIONS = (IS_SHOWN, IS_KEPT_BACK, PUBLIC_ITEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRoundFacts:
    """What the public item of one debtor of a closed round is made of.

    ``number`` is the identity number as held; ``amount`` is what was to be enforced, none where the
    case is not about money; ``confirmed`` is what was paid of it.
    """

    id: str
    kind: SubjectKind
    name: str
    number: str | None
    legal_representative: str | None
    court_code: str
    court_name: str
    province: str
    case_number: str
    filed_on: date
    closed_on: date
    amount: Decimal | None
    confirmed: Decimal


def is_shown(
    state: EnforcementState,
    *,
    performed: bool,
    minor: bool | None,
    withheld: bool,
    added_since: bool = False,
) -> bool:
    """Tell whether the public may see that the round of a case is closed for a debtor.

    :param state: how enforcement stands against the debtor.
    :param performed: whether the confirmed payments cover the amount, whatever was ruled yet.
    :param minor: none where nothing is known of the age, which an organisation has none of.
    :param withheld: whether the debtor is not suitable for publication in this case.
    :param added_since: whether the debtor was added after the closing, which looked into others.
    """
    if minor or withheld or performed or added_since:
        return False
    return after_round.is_shown(state)


def public_item(facts: ClosedRoundFacts, *, form: MaskForm = DEFAULT_FORM) -> dict[str, object]:
    """Return the item that the public sees, ready for JSON, masked.

    ``form`` says how much of an identity number is shown.
    """
    kind, natural = facts.kind, facts.kind is SubjectKind.NATURAL
    represented = None if natural else facts.legal_representative
    amount = facts.amount
    left = None if amount is None else max(amount - facts.confirmed, Decimal(0))
    return {
        "id": facts.id,
        "kind": kind.value,
        "name": mask_numbers_in_text(facts.name, form),
        "id_number_masked": mask_number(facts.number, kind, form) if facts.number else None,
        "legal_representative": mask_numbers_in_text(represented, form) if represented else None,
        "court": {"code": facts.court_code, "name": facts.court_name},
        "province": facts.province,
        "case_number": facts.case_number,
        "filed_on": facts.filed_on.isoformat(),
        "closed_on": facts.closed_on.isoformat(),
        "amount": None if amount is None else format_amount(amount),
        "outstanding": None if left is None else format_amount(left),
    }
