"""What the public may see (公布内容), Listing Rules Art. 6: when an entry is public, and its masked
item.

A listing shows the debtor, the obligation and its performance, the conduct, the basis and the case.
Identity numbers of persons are masked, those inside free text too. Labels are added at the edge, in
the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation
from registry.rules.term import has_ended
from schemas.codes import (
    Ground,
    ListingState,
    ListName,
    OrderState,
    Performance,
    RestrictedAct,
    Sex,
    SubjectKind,
)
from schemas.free_text import mask_numbers_in_text
from schemas.masking import DEFAULT_FORM, MaskForm, mask_number
from schemas.restriction_codes import BoundPerson

IS_PUBLIC = Computation(
    "publication.is_public",
    Article(Instrument.LISTING_RULES, 7),
    "只有已公布且期限未届满的失信信息和生效中的限制消费令可以公开查询；暂时解除中的限制消费令仍可查询。",
    "The public sees a listing that is published and whose term is not over, and an order in "
    "force, suspended for a while or not; nothing else.",
)
PUBLIC_ITEM = Computation(
    "publication.public_item",
    Article(Instrument.LISTING_RULES, 6),
    "公布第六条所列各项；自然人的证件号码以及文字中的证件号码隐去部分数字。",
    "What Art. 6 lists is published, with the identity numbers of persons masked, those inside "
    "texts too.",
)
IS_KEPT_BACK = Computation(
    "publication.is_kept_back",
    Article(Instrument.REGISTER_RULES, 99),
    "在本案中不宜公布的被执行人，本案的限制消费令不予公开；该纳入删除或者撤销之后仍不公开，"
    "直至在本案中公布其失信信息。",
    "Who was listed in a case without publication is not shown by an order of that case either, "
    "and the end of that listing changes nothing: only the publication of a later one does.",
)
COMPUTATIONS = (IS_PUBLIC, PUBLIC_ITEM, IS_KEPT_BACK)
_TOOK_EFFECT = frozenset({ListingState.PUBLISHED, ListingState.SUSPENDED, ListingState.REMOVED})
_TOOK_EFFECT_UNSEEN = _TOOK_EFFECT | {ListingState.UNPUBLISHED, ListingState.REVOKED}


@dataclass(frozen=True, slots=True)
class PublishedFacts:
    """What a public item is made of, for a listing or a restriction order.

    ``number`` is the identity number as held, in full or as its source masked it. ``age`` is the
    age at publication. Texts may be as long and untidy as their source gave them. An order has
    ``acts`` and no ``grounds``; that of a person bound by an entity's order names the entity in
    ``bound_for``.
    """

    id: str
    list: ListName
    kind: SubjectKind
    name: str
    sex: Sex | None
    age: int | None
    number: str | None
    legal_representative: str | None
    court_code: str
    court_name: str
    province: str
    case_number: str
    filed_on: date
    published_on: date
    ends_on: date | None
    grounds: tuple[Ground, ...]
    conduct: str | None
    basis_number: str | None
    basis_body: str | None
    obligation: str | None
    performance: Performance | None
    performed: str | None
    outstanding: str | None
    acts: tuple[RestrictedAct, ...] = ()
    bound_for: str | None = None
    capacity: BoundPerson | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A listing of a debtor in a case; ``withheld`` says that publication was not suitable."""

    state: ListingState
    withheld: bool


def is_kept_back(listings: Iterable[Decided]) -> bool:
    """Tell whether a debtor is not shown to the public in a case, whatever stands against him.

    :param listings: all of this debtor in this case, first to last. The last that took effect says
        whether publication is suitable; one whose publication was revoked says nothing any more.
    """
    kept_back = False
    for listing in listings:
        if listing.state in (_TOOK_EFFECT_UNSEEN if listing.withheld else _TOOK_EFFECT):
            kept_back = listing.withheld
    return kept_back


def is_public(state: ListingState | OrderState, ends_on: date | None, *, on: date) -> bool:
    """Tell whether the public may see an entry on a day: in force, and its term not over, whatever
    a job did or missed.
    """
    # Not by equality: a suspended listing and a suspended order are the same text, and only the
    # order stays visible (its suspension is for a few journeys, and nobody's business).
    visible = (
        state is ListingState.PUBLISHED
        or state is OrderState.IN_FORCE
        or state is OrderState.SUSPENDED
    )
    return visible and not has_ended(ends_on, on=on)


def public_item(facts: PublishedFacts, *, form: MaskForm = DEFAULT_FORM) -> dict[str, object]:
    """Return the item that the public sees, ready for JSON: what Art. 6 lists, masked, no more.

    Sex and age are stated of persons alone (Art. 6(2)), a legal representative of entities alone
    (Art. 6(1)). ``form`` says how much of an identity number is shown.
    """
    kind, natural = facts.kind, facts.kind is SubjectKind.NATURAL
    sex, performance, ends_on = facts.sex, facts.performance, facts.ends_on
    return {
        "id": facts.id,
        "list": facts.list.value,
        "kind": kind.value,
        # Records carry numbers even in names: "张三（身份证号…）".
        "name": mask_numbers_in_text(facts.name, form),
        "sex": sex.value if natural and sex else None,
        "age": facts.age if natural else None,
        "id_number_masked": mask_number(facts.number, kind, form) if facts.number else None,
        "legal_representative": None if natural else _text(facts.legal_representative, form),
        "court": {"code": facts.court_code, "name": facts.court_name},
        "province": facts.province,
        "case_number": facts.case_number,
        "filed_on": facts.filed_on.isoformat(),
        "published_on": facts.published_on.isoformat(),
        "ends_on": ends_on.isoformat() if ends_on else None,
        "grounds": [ground.value for ground in facts.grounds],
        "acts": [act.value for act in facts.acts],
        "bound_for": _bound_for(facts, form),
        "conduct": _text(facts.conduct, form),
        "basis": {
            "number": _text(facts.basis_number, form),
            "body": _text(facts.basis_body, form),
        },
        "obligation": _text(facts.obligation, form),
        "performance": {
            "state": performance.value if performance else None,
            "performed": _text(facts.performed, form),
            "outstanding": _text(facts.outstanding, form),
        },
    }


def _bound_for(facts: PublishedFacts, form: MaskForm) -> dict[str, object] | None:
    if facts.bound_for is None or facts.capacity is None:
        return None
    return {
        "name": mask_numbers_in_text(facts.bound_for, form),
        "capacity": facts.capacity.value,
    }


def _text(text: str | None, form: MaskForm) -> str | None:
    return mask_numbers_in_text(text, form) if text else None
