"""Triggers (触发条件): which measures a record sets in motion, by what a catalogue says of them.

Pure, and asked of every record for every agency: what decides is few values.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from schemas.codes import RestrictedAct, SubjectKind
from schemas.measures import Binding, Trigger

_BINDS = {
    Binding.NATURAL: frozenset({SubjectKind.NATURAL}),
    Binding.ORGANISATION: frozenset({SubjectKind.ORGANISATION}),
    Binding.BOTH: frozenset(SubjectKind),
}
_BY_LISTING = frozenset({Trigger.LISTING, Trigger.EITHER})
_BY_RESTRICTION = frozenset({Trigger.RESTRICTION, Trigger.EITHER})


@dataclass(frozen=True, slots=True)
class MeasureText:
    """What agencies are told of a measure, whoever it is applied to.

    :ivar valid_to: its last legal day, if it has one.
    """

    name_zh: str = ""
    name_en: str = ""
    mode: str = ""
    basis: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureTerms:
    """What a catalogue says of a measure that an agency is responsible for.

    :ivar acts: the restricted acts that it carries out; empty means that any order triggers it.
    :ivar responsible: whether it binds the persons responsible for an organisation with it.
    :ivar least_owed: what must be outstanding at least, in CNY, where the law asks for a large debt
        besides the listing.
    """

    code: str
    binds: Binding
    trigger: Trigger
    acts: frozenset[RestrictedAct] = frozenset()
    responsible: bool = True
    least_owed: Decimal | None = None
    text: MeasureText = MeasureText()


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What of a listing or an order decides on measures.

    :ivar restriction: whether it is a consumption restriction order.
    :ivar acts: the acts that the order restricts.
    :ivar identified: whether the subject has a full number.
    :ivar for_entity: whether the subject is a person bound by the order of an entity.
    :ivar own: the trigger that a decision of its own kind is, such as an exit restriction; it sets
        in motion what waits for that, and nothing else.
    :ivar owed: what is outstanding in CNY; absent where the record does not say. Not compared:
        amounts are as many as records, and only the thresholds between them matter.
    """

    restriction: bool
    subject_kind: SubjectKind
    identified: bool
    acts: frozenset[RestrictedAct] = frozenset()
    for_entity: bool = False
    own: Trigger | None = None
    owed: Decimal | None = field(default=None, compare=False)


def triggered(measures: Iterable[MeasureTerms], facts: RecordFacts) -> tuple[str, ...]:
    """Return the codes of the measures that a record sets in motion, in the order given.

    A measure that cannot bind this kind of subject is never among them, and a subject without a
    full number sets nothing in motion.
    """
    if not facts.identified:
        return ()
    return tuple(
        measure.code
        for measure in measures
        if facts.subject_kind in _BINDS[measure.binds] and _is_triggered(measure, facts)
    )


def _is_triggered(measure: MeasureTerms, facts: RecordFacts) -> bool:
    if facts.own is not None:
        return measure.trigger is facts.own
    least = measure.least_owed
    if least is not None and (facts.owed is None or facts.owed < least):
        return False
    if not facts.restriction:
        return measure.trigger in _BY_LISTING
    if measure.trigger not in _BY_RESTRICTION:
        return False
    if facts.for_entity and not measure.responsible:
        return False
    return not measure.acts or not measure.acts.isdisjoint(facts.acts)
