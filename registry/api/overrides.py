"""Exceptions as they are stated (例外): rules that somebody sets aside, by their names."""

from collections.abc import Mapping, Sequence

from registry.rules import law
from registry.rules.assessment import Override
from registry.services.acts import eligibility
from schemas.codes import Role


def of(stated: Sequence[Mapping[str, str]], role: Role) -> tuple[Override, ...]:
    """Return the rules that a person sets aside; whether he may is for the law to say.

    :param stated: mappings with ``rule`` and ``reason``, as a request has them.
    :raises ServiceError: ``request.invalid`` for a rule that there is not: who misspells one would
        believe that an exception stands on record.
    """
    for place, one in enumerate(stated):
        if one["rule"] not in law.RULES:
            raise eligibility.invalid(f"/overrides/{place}/rule", "rule_unknown")
    return tuple(Override(one["rule"], role, one["reason"]) for one in stated)
