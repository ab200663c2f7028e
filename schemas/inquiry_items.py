"""Items of what an agency found (查询结果明细): one shape for each kind.

Amounts are decimal strings in CNY unless a currency is named; days are dates in Asia/Shanghai.
Nothing is taken that is not described: what the case does not need is not to be sent.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, fields, validate

from schemas.characters import has_control_character
from schemas.court import Strict
from schemas.fields import AMOUNT_PATTERN, LONGEST_LINE, Day, Flag, described
from schemas.inquiry_codes import InquiryKind

_DECIMAL = r"^[0-9]{1,13}(\.[0-9]{1,4})?$"
_PERCENT = r"^(100(\.0{1,4})?|[0-9]{1,2}(\.[0-9]{1,4})?)$"
_CURRENCY = "^[A-Z]{3}$"
_VISIBLE = r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$"


def _line(zh: str, en: str, *, needed: bool = False) -> fields.String:
    metadata = {**described(zh, en), "pattern": _VISIBLE}
    checks: list[Callable[[str], object]] = [validate.Length(min=1, max=LONGEST_LINE), is_visible]
    if needed:
        return fields.String(required=True, validate=checks, metadata=metadata)
    return fields.String(load_default=None, allow_none=True, validate=checks, metadata=metadata)


def is_visible(value: str) -> None:
    """Refuse a text that nobody can see, or that no store takes."""
    if has_control_character(value):
        raise ValidationError("control_character")
    if not value.strip():
        raise ValidationError("blank")


def _decimal(
    zh: str,
    en: str,
    *,
    pattern: str = AMOUNT_PATTERN,
    wrong: str = "not_an_amount",
    needed: bool = False,
) -> fields.String:
    settings: dict[str, Any] = {
        "validate": validate.Regexp(pattern, error=wrong),
        "error_messages": {"invalid": wrong},
        "metadata": described(zh, en),
    }
    if needed:
        return fields.String(required=True, **settings)
    return fields.String(load_default=None, allow_none=True, **settings)


def _flag(zh: str, en: str) -> Flag:
    return Flag(load_default=None, allow_none=True, metadata=described(zh, en))


def _day(zh: str, en: str) -> Day:
    return Day(load_default=None, allow_none=True, metadata=described(zh, en))


class _Seizable(Strict):
    """What is mortgaged or seized already, and by whom (抵押、查封)."""

    mortgaged = _flag("是否抵押。", "Whether it is mortgaged.")
    seized = _flag("是否查封、冻结。", "Whether it is seized or frozen.")
    seized_by = _line("查封、冻结的单位和文书。", "Who seized it, by which document.")


class AccountItem(Strict):
    """A bank account (银行账户)."""

    institution = _line("开户网点。", "The branch.", needed=True)
    number = _line("账号。", "The number of the account.", needed=True)
    currency = fields.String(
        load_default="CNY",
        validate=validate.Regexp(_CURRENCY),
        metadata=described("币种。", "The currency, by ISO 4217."),
    )
    balance = _decimal("余额。", "The balance.", needed=True)
    available = _decimal("可用余额。", "What of it can be used.")
    state = _line("账户状态。", "Its state.")
    frozen_by = _line("冻结的单位和文书。", "Who froze it, by which document.")


class NetworkFundsItem(Strict):
    """Funds in an account on a network (网络资金)."""

    provider = _line("支付机构。", "The provider.", needed=True)
    account = _line("账户。", "The account.", needed=True)
    balance = _decimal("余额。", "The balance.", needed=True)
    frozen_by = _line("冻结的单位和文书。", "Who froze it, by which document.")


class RealPropertyItem(_Seizable):
    """Land or a house (不动产)."""

    certificate = _line("权证号。", "The number of the title.", needed=True)
    location = _line("坐落。", "Where it is.", needed=True)
    area = _decimal(
        "面积，平方米。", "The area in square metres.", pattern=_DECIMAL, wrong="not_a_decimal"
    )
    usage = _line("用途。", "What it is used for.")
    share = _line("共有情况。", "How it is shared.")


class VehicleItem(_Seizable):
    """A motor vehicle (机动车)."""

    plate = _line("号牌。", "The plate.", needed=True)
    make = _line("品牌型号。", "Brand and model.")
    type = _line("车辆类型。", "The type of vehicle.")
    vin = _line("车辆识别代号。", "The VIN.")
    registered_at = _line("登记机关。", "Where it is registered.")
    registered_on = _day("登记日期。", "When it was registered.")


class CraftItem(_Seizable):
    """A vessel or an aircraft (船舶、航空器)."""

    name = _line("名称。", "Its name.", needed=True)
    registration = _line("登记号。", "Its registration.", needed=True)
    registered_at = _line("登记机关。", "Where it is registered.")


class ShareholdingItem(Strict):
    """A company, or a share in one (企业登记和股权)."""

    company = _line("企业名称。", "The company.", needed=True)
    credit_code = _line("统一社会信用代码。", "Its unified code.")
    percent = _decimal(
        "持股比例。", "The share in per cent.", pattern=_PERCENT, wrong="not_a_percentage"
    )
    subscribed = _decimal("认缴出资。", "What is subscribed.")
    paid = _decimal("实缴出资。", "What is paid of it.")
    company_state = _line("企业状态。", "How the company stands.")
    pledged = _flag("是否出质。", "Whether it is pledged.")
    frozen_by = _line("冻结的单位和文书。", "Who froze it, by which document.")


class SecurityItem(Strict):
    """A holding of a security (证券)."""

    institution = _line("托管单位。", "Who holds it.", needed=True)
    account = _line("证券账户。", "The account.", needed=True)
    code = _line("证券代码。", "The code of the security.", needed=True)
    quantity = _decimal("数量。", "How many.", pattern=_DECIMAL, wrong="not_a_decimal", needed=True)
    market_value = _decimal("市值。", "What it is worth on the market.")
    pledged = _flag("是否质押。", "Whether it is pledged.")
    frozen_by = _line("冻结的单位和文书。", "Who froze it, by which document.")


class PolicyItem(Strict):
    """An insurance policy (保险单)."""

    insurer = _line("保险人。", "The insurer.", needed=True)
    number = _line("保单号。", "The number of the policy.", needed=True)
    product = _line("险种。", "What is insured.")
    role = _line("被执行人在保单中的地位。", "What the debtor is in it.")
    cash_value = _decimal("现金价值。", "Its cash value.", needed=True)


class ProvidentFundItem(Strict):
    """An account of the housing provident fund (住房公积金)."""

    centre = _line("公积金中心。", "The centre.", needed=True)
    account = _line("账户。", "The account.", needed=True)
    balance = _decimal("余额。", "The balance.", needed=True)
    state = _line("账户状态。", "Its state.")


class IncomeItem(Strict):
    """Income, tax or contributions of a period (收入、纳税、社会保险缴费)."""

    payer = _line("支付或者扣缴单位。", "Who pays or withholds.", needed=True)
    type = _line("项目。", "What it is.")
    period_from = _day("起始日。", "The first day of the period.")
    period_to = _day("截止日。", "Its last day.")
    amount = _decimal("金额。", "The amount.", needed=True)


class IdentityItem(Strict):
    """Household and former names (户籍、曾用名)."""

    name = _line("姓名。", "The name.", needed=True)
    former_name = _line("曾用名。", "A former name.")
    household = _line("户籍地址。", "Where the household is registered.")
    address = _line("现住址。", "Where he lives.")
    phone = _line("联系电话。", "A telephone.")


class MarriageItem(Strict):
    """A registered marriage (婚姻登记)."""

    state = _line("婚姻状况。", "How it stands.", needed=True)
    spouse = _line("配偶姓名。", "The name of the spouse.")
    registered_on = _day("登记日期。", "When it was registered.")
    registered_at = _line("登记机关。", "Where.")


class CrossingItem(Strict):
    """A travel document, or a crossing of the border with it (出入境证件、记录)."""

    document_type = _line("证件种类。", "The type of document.", needed=True)
    document_number = _line("证件号码。", "Its number.")
    direction = _line("出境或者入境。", "Out or in.")
    port = _line("口岸。", "Where.")
    crossed_on = _day("日期。", "When.")


class LodgingItem(Strict):
    """A stay in a hotel (住宿)."""

    hotel = _line("旅馆名称。", "The hotel.", needed=True)
    address = _line("地址。", "Where it is.")
    from_day = _day("入住日期。", "The first day.")
    to_day = _day("退房日期。", "The last day.")


ITEMS: Mapping[InquiryKind, type[Strict]] = MappingProxyType(
    {
        InquiryKind.ACCOUNTS: AccountItem,
        InquiryKind.NETWORK_FUNDS: NetworkFundsItem,
        InquiryKind.REAL_PROPERTY: RealPropertyItem,
        InquiryKind.VEHICLES: VehicleItem,
        InquiryKind.CRAFT: CraftItem,
        InquiryKind.SHAREHOLDINGS: ShareholdingItem,
        InquiryKind.SECURITIES: SecurityItem,
        InquiryKind.INSURANCE: PolicyItem,
        InquiryKind.PROVIDENT_FUND: ProvidentFundItem,
        InquiryKind.INCOME: IncomeItem,
        InquiryKind.IDENTITY: IdentityItem,
        InquiryKind.MARRIAGE: MarriageItem,
        InquiryKind.BORDER_CROSSINGS: CrossingItem,
        InquiryKind.LODGING: LodgingItem,
    }
)
