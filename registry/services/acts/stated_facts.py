"""Stated facts (陈述事实): what a clerk states when a listing is drafted, kept with it as JSON.

The tests of the law are made again at signature and at publication, on the same statements and on
what the register has learnt since.
"""

from dataclasses import asdict, dataclass
from uuid import UUID

import orjson

from registry.rules.assessment import Override
from schemas.codes import Role
from schemas.free_text import mask_numbers_in_text


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFacts:
    """What the rules ask of the debtor's case that the register cannot know by itself.

    :ivar capacity_assessment: the finding of ability that stands for the words of ``ability``.
    :ivar overrides: rules set aside, each by a person's role and with a reason.
    """

    ability: str = ""
    capacity_assessment: UUID | None = None
    adequate_security: bool = False
    adequate_property_controlled: bool = False
    later_in_order: bool = False
    found_unable: bool = False
    creditor_asks_to_hold_off: bool = False
    person_behind_entity: bool = False
    campus_loan_student: bool = False
    serious_violence_or_threats: bool = False
    several_dishonest_acts: bool = False
    conduct_since_removal: bool = False
    bench_reviewed: bool = False
    secrets_found: bool = False
    overrides: tuple[Override, ...] = ()


NOTHING_STATED = StatedFacts()


def write(facts: StatedFacts) -> str:
    """Return facts as they are kept, identity numbers in their texts masked."""
    kept = asdict(facts)
    kept["ability"] = mask_numbers_in_text(facts.ability)
    for override in kept["overrides"]:
        override["reason"] = mask_numbers_in_text(override["reason"])
    return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode()


def read(text: str | None) -> StatedFacts:
    """Return facts that were kept; a record from elsewhere has none."""
    if text is None:
        return StatedFacts()
    kept = orjson.loads(text)
    overrides = tuple(
        Override(given["rule"], Role(given["role"]), given["reason"])
        for given in kept.pop("overrides")
    )
    finding = kept.pop("capacity_assessment", None)
    return StatedFacts(
        **kept,
        capacity_assessment=None if finding is None else UUID(finding),
        overrides=overrides,
    )
