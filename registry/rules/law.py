"""The law as one table (规则总表): every rule of every subject by name, for documents and answers
that cite it.
"""

from dataclasses import dataclass
from types import MappingProxyType

from registry.rules import (
    authority,
    bars,
    calendar,
    grounds,
    identification,
    import_rules,
    minors,
    procedure,
    publication,
    removal,
    restriction,
    term,
)
from registry.rules.findings import Computation, Rule


@dataclass(frozen=True, slots=True)
class Subject:
    """One file of the law: its module name, its titles, its rules and its computations."""

    module: str
    zh: str
    en: str
    rules: tuple[Rule, ...] = ()
    computations: tuple[Computation, ...] = ()


# In the order in which a case meets them, which is the order of the reference.
SUBJECTS = (
    Subject("grounds", "纳入情形", "Grounds for a listing", grounds.RULES),
    Subject("bars", "不得纳入的情形", "Bars to a listing", bars.RULES),
    Subject("minors", "未成年人", "Minors", computations=minors.COMPUTATIONS),
    Subject("identification", "身份认定", "Identification", identification.RULES),
    Subject("authority", "权限", "Authority", authority.RULES),
    Subject("procedure", "程序", "The order of acts", procedure.RULES, procedure.COMPUTATIONS),
    Subject("term", "纳入期限", "The term of a listing", term.RULES, term.COMPUTATIONS),
    Subject(
        "restriction",
        "限制消费令",
        "The consumption restriction order",
        restriction.RULES,
        restriction.COMPUTATIONS,
    ),
    Subject("removal", "删除失信信息", "Removal of a listing", removal.RULES, removal.COMPUTATIONS),
    Subject(
        "publication", "公布内容", "What the public sees", computations=publication.COMPUTATIONS
    ),
    Subject(
        "import_rules", "导入审查", "Records of other sites", computations=import_rules.COMPUTATIONS
    ),
    Subject("calendar", "工作日历", "The calendar", computations=calendar.COMPUTATIONS),
)
RULES = MappingProxyType({rule.name: rule for subject in SUBJECTS for rule in subject.rules})
COMPUTATIONS = MappingProxyType(
    {computation.name: computation for subject in SUBJECTS for computation in subject.computations}
)


def rule(name: str) -> Rule:
    """Return the rule of this name, as findings carry it; raises KeyError where there is none."""
    return RULES[name]
