"""Reading what agencies found (查阅协助查询结果): who may, and what for. What somebody owns is read
by those who work on the case, and every view is recorded.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Finding, Mark, Rule, listed, yes_or_no
from schemas.codes import Role
from schemas.inquiry_codes import ViewPurpose

NEED_TO_KNOW = Rule(
    "inquiry_views.need_to_know",
    Article(Instrument.PROPERTY_RULES, 25),
    "查询结果只供执行法院办案人员为本案查阅，上级法院监督时可以查阅，审计人员只为审计查阅；"
    "知悉的信息应当保密。",
    "What was found is read by those who work on the case, by a court above in supervision, and by "
    "an auditor for an audit; it is kept confidential.",
    mark=Mark.DERIVED,
)
RULES = (NEED_TO_KNOW,)

_OF_THE_CASE = frozenset(ViewPurpose) - {ViewPurpose.SUPERVISION, ViewPurpose.AUDIT}


def purposes(role: Role, *, own_court: bool) -> frozenset[ViewPurpose]:
    """Return what somebody may read an answer for.

    :param own_court: whether his court enforces the case; a court above supervises.
    """
    if role is Role.AUDITOR:
        return frozenset({ViewPurpose.AUDIT})
    return _OF_THE_CASE if own_court else frozenset({ViewPurpose.SUPERVISION})


def findings(purpose: ViewPurpose, role: Role, *, own_court: bool) -> tuple[Finding, ...]:
    """Return whether somebody may read an answer for a purpose."""
    allowed = purposes(role, own_court=own_court)
    return (
        NEED_TO_KNOW.finding(
            purpose in allowed,
            purpose=purpose,
            role=role,
            own_court=yes_or_no(own_court),
            allowed=listed(sorted(allowed)),
        ),
    )
