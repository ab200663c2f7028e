"""Assessment (综合审查): many findings combined into "may we, and why not?"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.rules.findings import Finding
from schemas.codes import Role

# A president may set aside what a judge may; an auditor never decides anything.
_RANK: Mapping[Role, int] = {
    Role.AUDITOR: 0,
    Role.CLERK: 1,
    Role.JUDGE: 2,
    Role.PRESIDENT: 3,
}


@dataclass(frozen=True, slots=True)
class Override:
    """A rule set aside by a person with a reason, where the text allows it."""

    rule: str
    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings on one planned act, whether it is allowed, and which findings bar it."""

    findings: tuple[Finding, ...]
    allowed: bool
    barred_by: tuple[Finding, ...]


def assess(findings: Iterable[Finding], *, overrides: Iterable[Override] = ()) -> Assessment:
    """Combine findings: allowed if each is satisfied or validly set aside; the order of the
    findings is kept.
    """
    found = tuple(findings)
    given = {override.rule: override for override in overrides}
    barred = tuple(
        finding
        for finding in found
        if not finding.satisfied and not _is_set_aside(finding, given.get(finding.rule))
    )
    return Assessment(found, not barred, barred)


def _is_set_aside(finding: Finding, override: Override | None) -> bool:
    if override is None or finding.overridable_by is None or not override.reason.strip():
        return False
    return _RANK[override.role] >= _RANK[finding.overridable_by]
