"""Who is told of a listing (通报), Listing Rules Art. 7 and 8: agencies and credit-reporting bodies
of every listing, units and superiors of some, and the unit alone where publication is not suitable.
"""

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, yes_or_no
from schemas.remedy_codes import Addressee, Standing

_ARTICLE_8 = Article(Instrument.LISTING_RULES, 8)

SUITABLE_FOR_PUBLICATION = Rule(
    "notification.suitable_for_publication",
    _ARTICLE_8,
    "不宜公布的，不予公布，通报其所在单位。",
    "Who is not suitable for publication is not published; the unit is told instead.",
)
RULES = (SUITABLE_FOR_PUBLICATION,)

ADDRESSEES = Computation(
    "notification.addressees",
    _ARTICLE_8,
    "失信信息向联合惩戒单位和征信机构通报；国家工作人员、人大代表、政协委员还向其所在单位和主管部门，"
    "国家机关、事业单位、国有企业还向其上级单位、主管部门或者履行出资人职责的机构通报。",
    "Agencies and credit-reporting bodies are told of every listing; of state personnel, deputies "
    "and political advisers also unit and department, of state bodies and enterprises their "
    "superior, department or capital contributor.",
    mark=Mark.LIKELY,
)
COMPUTATIONS = (ADDRESSEES,)

_PERSONS = frozenset({Standing.STATE_PERSONNEL, Standing.DEPUTY, Standing.POLITICAL_ADVISER})
_BODIES = frozenset({Standing.STATE_ORGAN, Standing.PUBLIC_INSTITUTION})


def addressees(standing: Standing, *, suitable: bool = True) -> tuple[Addressee, ...]:
    """Return who is told of the listing of a debtor of this standing."""
    if not suitable:
        return (Addressee.OWN_UNIT,)
    everybody = (Addressee.AGENCIES, Addressee.CREDIT_REPORTING)
    if standing in _PERSONS:
        return (*everybody, Addressee.OWN_UNIT, Addressee.COMPETENT_DEPARTMENT)
    if standing in _BODIES:
        return (*everybody, Addressee.SUPERIOR, Addressee.COMPETENT_DEPARTMENT)
    if standing is Standing.STATE_OWNED_ENTERPRISE:
        return (*everybody, Addressee.COMPETENT_DEPARTMENT, Addressee.CAPITAL_CONTRIBUTOR)
    return everybody


def publication_findings(*, suitable: bool) -> tuple[Finding, ...]:
    """Return whether a listing may be published, or is told to the unit alone."""
    return (
        SUITABLE_FOR_PUBLICATION.finding(
            suitable,
            suitable=yes_or_no(suitable),
            instead="none" if suitable else Addressee.OWN_UNIT.value,
        ),
    )
