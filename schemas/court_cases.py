"""Shapes of cases and debtors (法院接口：执行案件、被执行人): what a court sends."""

from marshmallow import fields, validate

from schemas.codes import DocumentType, Sex, SubjectKind
from schemas.court import LONGEST_NUMBER, Strict
from schemas.fields import LONGEST_LINE, Day, amount, described, text


class CaseBasis(Strict):
    """What is being enforced (执行依据)."""

    number = text(
        longest=LONGEST_LINE,
        zh="执行依据文号。",
        en="Its number.",
        example="(2025)川0107民初567号",
    )
    body = text(
        longest=LONGEST_LINE,
        zh="作出执行依据的单位。",
        en="The body that issued it.",
        example="成都市武侯区人民法院",
    )


class CaseToOpen(Strict):
    """An enforcement case to be entered (录入执行案件)."""

    number = text(
        longest=LONGEST_NUMBER,
        zh="执行案号，由案号确定执行法院。",
        en="The case number; it says which court has the case.",
        example="(2025)川0107执1234号",
    )
    filed_on = Day(required=True, metadata=described("立案日期。", "The day of filing."))
    basis = fields.Nested(CaseBasis, required=True)
    obligation = text(zh="生效法律文书确定的义务。", en="What the debtor has to do.")
    amount = amount(
        required=False,
        zh="执行标的金额（元，含利息、费用）；非金钱义务为空。",
        en="The amount in CNY, interest and costs included; null where it is no money.",
    )


class DocumentStated(Strict):
    """An identity document with its full number (证件)."""

    type = fields.Enum(DocumentType, by_value=True, required=True)
    number = text(
        longest=LONGEST_NUMBER,
        zh="完整号码。",
        en="The full number.",
        example="110199199001010010",
    )


class IdentityStated(Strict):
    """By what a person or an entity is known (身份信息)."""

    documents = fields.List(
        fields.Nested(DocumentStated), required=True, validate=validate.Length(min=1, max=4)
    )
    sex = fields.Enum(Sex, by_value=True, load_default=None, allow_none=True)
    birth_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "出生日期；居民身份证号码已载明。", "The day of birth; a resident number says it."
        ),
    )


class DebtorToAdd(IdentityStated):
    """A debtor to be entered in a case (录入被执行人)."""

    kind = fields.Enum(SubjectKind, by_value=True, required=True)
    name = text(longest=LONGEST_LINE, zh="姓名或者名称。", en="The full name.")
    sex = fields.Enum(
        Sex,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata=described(
            "性别；自然人没有居民身份证号码的，必填。",
            "The sex; needed of a person without a resident number.",
        ),
    )
    birth_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described(
            "出生日期；自然人没有居民身份证号码的，必填。",
            "The day of birth; needed of a person without a resident number.",
        ),
    )
    legal_representative = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(min=1, max=LONGEST_LINE),
        metadata=described(
            "法定代表人或者负责人，单位必填。",
            "Legal representative or principal; needed for an organisation.",
        ),
    )
    performance_due_on = Day(
        load_default=None,
        allow_none=True,
        metadata=described("执行通知指定的履行期限。", "By when the enforcement notice wanted it."),
    )
