"""Certificates in words (证明书用语): what its lines are called, in the reader's language."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from registry.i18n import Language, current_language
from registry.services.repairs.certificate_views import Shown
from schemas.codes import RemovalGround
from schemas.labels import label
from schemas.remedy_codes import CertificateKind, PerformanceManner

DAY = {Language.CHINESE: "y年M月d日", Language.ENGLISH: "d MMMM y"}
REVOKED = "LR9"
Line = tuple[str, str]


def kind(shown: Shown) -> str:
    """Return what kind of certificate it is."""
    return label(CertificateKind(shown.kind), current_language())


def day(on: date | str) -> str:
    """Return a legal day as people write it."""
    given = date.fromisoformat(on) if isinstance(on, str) else on
    written: str = format_date(given, DAY[current_language()])
    return written


def lines(shown: Shown) -> list[Line]:
    """Return what a certificate says, line by line."""
    found = [
        (_("姓名或者名称"), shown.name),
        (_("证件号码"), shown.number_masked),
        (_("案号"), shown.case_number),
    ]
    content = shown.content
    if shown.kind == CertificateKind.CREDIT_REPAIR:
        found += [
            (_("公布日期"), day(content["published_on"])),
            (_("失信信息终止日期"), day(content["ended_on"])),
            (_("终止情形"), _ground(content["end_ground"])),
        ]
    else:
        manner = PerformanceManner(content["manner"])
        found += [
            (_("生效法律文书确定的义务"), content["obligation"]),
            *([(_("金额（元）"), content["amount"])] if content["amount"] else []),
            (_("履行日期"), day(content["performed_on"])),
            (_("履行方式"), label(manner, current_language())),
        ]
    return [
        *found,
        (_("出具法院"), shown.court_name),
        (_("签发人"), shown.signatory),
        (_("签发日期"), day(shown.issued_on)),
    ]


def _ground(code: str) -> str:
    if code == REVOKED:
        said: str = _("已撤销（第九条）")
        return said
    return label(RemovalGround(code), current_language())
