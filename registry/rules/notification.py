"""Who is told of a listing (通报), Listing Rules Art. 7 and 8: agencies and credit-reporting bodies
of every listing, units and superiors of some, and the unit alone where publication is not suitable.
"""

from collections.abc import Collection
from datetime import date

from registry.rules.articles import Article, Instrument
from registry.rules.findings import Computation, Finding, Mark, Rule, listed, stated, yes_or_no
from schemas.codes import SubjectKind
from schemas.remedy_codes import Addressee, Standing, WithheldFor

_ARTICLE_8 = Article(Instrument.LISTING_RULES, 8)

SUITABLE_FOR_PUBLICATION = Rule(
    "notification.suitable_for_publication",
    _ARTICLE_8,
    "不宜公布的，不予公布，通报其所在单位。",
    "Who is not suitable for publication is not published; the unit is told instead.",
)
WITHHELD_FOR_A_CAUSE = Rule(
    "notification.withheld_for_a_cause",
    Article(Instrument.LISTING_RULES, 6, item=6),
    "涉及国家秘密、商业秘密、个人隐私，不宜公布的，应当载明原因和理由，方可不予公布。",
    "Only state secrets, trade secrets or privacy keep a listing from publication, with the cause "
    "and the reason stated.",
)
STANDING_FITS_SUBJECT = Rule(
    "notification.standing_fits_subject",
    _ARTICLE_8,
    "国家工作人员、人大代表、政协委员为自然人；国家机关、事业单位、国有企业为单位。",
    "State personnel, deputies and political advisers are persons; organs, public institutions "
    "and state-owned enterprises are organisations.",
)
ADDRESSEE_IS_TOLD = Rule(
    "notification.addressee_is_told",
    _ARTICLE_8,
    "只向依法应当通报的单位通报；删除或者撤销后，只向此前已通报的单位通报。",
    "Only whom the rules name is notified and, of the end of a listing, only who was notified of "
    "it.",
)
NOTIFIED_SINCE = Rule(
    "notification.notified_since",
    Article(Instrument.REGISTER_RULES, 40),
    "向单位通报不得早于纳入、删除或者撤销之日。",
    "A unit is not notified before the day of what it is notified of.",
)
RULES = (
    SUITABLE_FOR_PUBLICATION,
    WITHHELD_FOR_A_CAUSE,
    STANDING_FITS_SUBJECT,
    ADDRESSEE_IS_TOLD,
    NOTIFIED_SINCE,
)

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
UNITS = Computation(
    "notification.units",
    _ARTICLE_8,
    "由法院直接通报的单位：联合惩戒单位和征信机构经推送知悉，其余通报对象由法院通报并记录。",
    "Whom the court notifies itself: agencies and credit-reporting bodies learn by the push, the "
    "others from the court, which records it.",
)
COMPUTATIONS = (ADDRESSEES, UNITS)

_PUSHED = frozenset({Addressee.AGENCIES, Addressee.CREDIT_REPORTING})

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


def units(standing: Standing, *, suitable: bool = True) -> tuple[Addressee, ...]:
    """Return whom the court notifies itself of the listing of a debtor of this standing."""
    told = addressees(standing, suitable=suitable)
    return tuple(addressee for addressee in told if addressee not in _PUSHED)


def standing_findings(standing: Standing, kind: SubjectKind) -> tuple[Finding, ...]:
    """Return whether a debtor of this kind can have this standing."""
    natural = standing in _PERSONS
    fits = standing is Standing.NONE or natural is (kind is SubjectKind.NATURAL)
    return (STANDING_FITS_SUBJECT.finding(fits, standing=standing, subject=kind),)


def withholding_findings(cause: WithheldFor | None, reason: str) -> tuple[Finding, ...]:
    """Return whether a listing may be kept from publication."""
    return (
        WITHHELD_FOR_A_CAUSE.finding(
            cause is not None and stated(reason),
            cause=cause or "none",
            reason_stated=yes_or_no(stated(reason)),
        ),
    )


def unit_findings(
    addressee: Addressee, due: Collection[Addressee], *, since: date, notified_on: date
) -> tuple[Finding, ...]:
    """Return whether a unit may be recorded as notified on a day.

    :param due: who is to be notified.
    :param since: the day of what it is notified of.
    """
    return (
        ADDRESSEE_IS_TOLD.finding(
            addressee in due, addressee=addressee, told=listed(sorted(due)) or "none"
        ),
        NOTIFIED_SINCE.finding(
            notified_on >= since, since=since.isoformat(), notified_on=notified_on.isoformat()
        ),
    )
