"""Settings (措施设置): how the measures of one agency differ before and after an entry.

Pure: versions come in as values.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from partners.measures.histories import InForce
from partners.measures.triggers import MeasureTerms


@dataclass(frozen=True, slots=True)
class ChangedMeasures:
    """What an agency is to do differently from now on.

    :ivar begun: measures that it has and had not.
    :ivar changed: measures of which the catalogue says something else now.
    :ivar ended: codes of measures that it has no more.
    """

    begun: tuple[MeasureTerms, ...]
    changed: tuple[MeasureTerms, ...]
    ended: tuple[str, ...]


def changed_measures(
    in_force: InForce, position: int, expired: Collection[str] = ()
) -> ChangedMeasures | None:
    """Return how an agency's measures changed at a position, or nothing where they did not.

    :param expired: measures whose last day was over before the entry that says so.
    """
    if not expired:
        return difference(in_force(position - 1), in_force(position))
    had = {terms.code for terms in chain.from_iterable(in_force.versions(0, position - 1))}
    ended = tuple(sorted(had.intersection(expired)))
    return ChangedMeasures((), (), ended) if ended else None


def difference(
    before: Sequence[MeasureTerms], after: Sequence[MeasureTerms]
) -> ChangedMeasures | None:
    """Return what lies between two sets of measures, in the order of their codes."""
    if before == after:
        return None
    past = {terms.code: terms for terms in before}
    codes = {terms.code for terms in after}
    return ChangedMeasures(
        begun=tuple(terms for terms in after if terms.code not in past),
        changed=tuple(terms for terms in after if terms.code in past and past[terms.code] != terms),
        ended=tuple(code for code in past if code not in codes),
    )


def as_wire(changed: ChangedMeasures) -> dict[str, object]:
    """Return what changed as notices say it."""
    return {
        "begun": [_terms(terms) for terms in changed.begun],
        "changed": [_terms(terms) for terms in changed.changed],
        "ended": list(changed.ended),
    }


def _terms(terms: MeasureTerms) -> dict[str, object]:
    return {
        "code": terms.code,
        "name_zh": terms.text.name_zh,
        "name_en": terms.text.name_en,
        "binds": terms.binds.value,
        "responsible": terms.responsible,
        "triggers": terms.trigger.value,
        "acts": sorted(act.value for act in terms.acts),
        "least_owed": None if terms.least_owed is None else f"{terms.least_owed:.2f}",
        "mode": terms.text.mode,
        "basis": terms.text.basis,
        "valid_to": terms.text.valid_to,
    }
