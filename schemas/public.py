"""Shapes of the public search (公开查询): what may be asked, and what is answered.

Answers are stored ready and only described here; a test holds the two together.
"""

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from schemas.codes import Ground, ListName, Performance, RestrictedAct, Sex, SubjectKind
from schemas.fields import described
from schemas.pages import Envelope
from schemas.provinces import COURT_CODE_FORM, PROVINCES, is_court_code
from schemas.restriction_codes import BoundPerson

LONGEST_NAME = 255
ENTRIES_PER_PAGE = 20
MOST_PER_PAGE = 100
LONGEST_CURSOR = 200
# 川, 四川 and 四川省 are one province, whichever a reader or a program writes.
PROVINCE_NAMES = tuple(
    name
    for province in PROVINCES
    for name in (province.character, province.short_name, province.full_name)
)


def _is_court_code(text: str) -> None:
    if not is_court_code(text):
        raise ValidationError("court_code_form")


class NameSearch(Schema):
    """What every public search by name may ask (查询条件)."""

    class Meta:
        """A misspelt filter must not silently widen the search."""

        unknown = RAISE

    name = fields.String(
        required=True,
        validate=validate.Length(min=1, max=LONGEST_NAME),
        metadata={
            "description": "姓名或名称全称，至少两个字，整名一致才算查到；繁简、全半角、空格、"
            "间隔号的写法不影响结果。不得填写证件号码。 The whole name, two characters at least; "
            "script, width, blanks and kinds of dots do not matter. Never an identity number.",
            "example": "张伟",
        },
    )
    kind = fields.Enum(
        SubjectKind, by_value=True, metadata={"description": "主体类别 Person or organisation."}
    )
    province = fields.String(
        validate=validate.OneOf(PROVINCE_NAMES),
        metadata={"description": "执行法院所在省份 The province of the enforcing court."},
    )
    court_code = fields.String(
        validate=_is_court_code,
        metadata={
            "description": "法院代字 The code of the enforcing court.",
            "example": "川0107",
            "pattern": f"^(?:{COURT_CODE_FORM})$",
        },
    )
    after = fields.String(
        validate=validate.Length(min=1, max=LONGEST_CURSOR),
        metadata={
            "description": "上一页答复中的 next，查询条件须与上一页相同。 "
            "`next` of the page before; the rest of the question stays the same."
        },
    )
    per_page = fields.Integer(
        load_default=ENTRIES_PER_PAGE,
        validate=validate.Range(min=1, max=MOST_PER_PAGE),
        metadata={"description": "每页条数 Entries on a page."},
    )


class EntriesQuery(NameSearch):
    """What the search of the two lists may ask (名单查询条件)."""

    list = fields.Enum(ListName, by_value=True, metadata={"description": "名单 The list."})


class EntryCourt(Schema):
    """The enforcing court (执行法院)."""

    code = fields.String(required=True, metadata={"example": "川0107"})
    name = fields.String(required=True, metadata={"example": "成都市武侯区人民法院"})


class EntryBasis(Schema):
    """What is being enforced (执行依据): its number and the body that issued it."""

    number = fields.String(required=True, allow_none=True)
    body = fields.String(required=True, allow_none=True)


class EntryPerformance(Schema):
    """How far the obligation was performed (履行情况)."""

    state = fields.Enum(Performance, by_value=True, required=True, allow_none=True)
    performed = fields.String(required=True, allow_none=True)
    outstanding = fields.String(required=True, allow_none=True)


class EntryBoundFor(Schema):
    """The organisation for which a person is restricted, and as what (所属单位)."""

    name = fields.String(required=True)
    capacity = fields.Enum(BoundPerson, by_value=True, required=True)


class EntryLabels(Schema):
    """The codes of an entry in words (代码释义), in the language of the answer and in the order of
    the codes.
    """

    list = fields.String(required=True, metadata={"example": "失信被执行人"})
    kind = fields.String(required=True)
    sex = fields.String(required=True, allow_none=True)
    province = fields.String(required=True, allow_none=True, metadata={"example": "四川"})
    grounds = fields.List(fields.String(), required=True)
    acts = fields.List(fields.String(), required=True)
    capacity = fields.String(required=True, allow_none=True)
    performance = fields.String(required=True, allow_none=True)


class Entry(Schema):
    """One public entry (公布信息): what Listing Rules Art. 6 lists, numbers masked."""

    id = fields.UUID(required=True)
    list = fields.Enum(ListName, by_value=True, required=True)
    kind = fields.Enum(SubjectKind, by_value=True, required=True)
    name = fields.String(required=True)
    sex = fields.Enum(Sex, by_value=True, required=True, allow_none=True)
    age = fields.Integer(
        required=True, allow_none=True, metadata={"description": "公布时的年龄 Age at publication."}
    )
    id_number_masked = fields.String(
        required=True, allow_none=True, metadata={"example": "110199***********1"}
    )
    legal_representative = fields.String(required=True, allow_none=True)
    court = fields.Nested(EntryCourt, required=True)
    province = fields.String(
        required=True,
        metadata={
            "description": "省份，最高人民法院的为空 The province; empty for the Supreme Court.",
            "example": "四川",
        },
    )
    case_number = fields.String(required=True, metadata={"example": "(2025)川0107执1234号"})
    filed_on = fields.Date(required=True)
    published_on = fields.Date(required=True)
    ends_on = fields.Date(
        required=True,
        allow_none=True,
        metadata={
            "description": "期限的最后一日，无固定期限的为空。 The last day of the term, if any."
        },
    )
    grounds = fields.List(fields.Enum(Ground, by_value=True), required=True)
    acts = fields.List(fields.Enum(RestrictedAct, by_value=True), required=True)
    bound_for = fields.Nested(EntryBoundFor, required=True, allow_none=True)
    conduct = fields.String(required=True, allow_none=True)
    basis = fields.Nested(EntryBasis, required=True)
    obligation = fields.String(required=True, allow_none=True)
    performance = fields.Nested(EntryPerformance, required=True)
    labels = fields.Nested(EntryLabels, required=True)


class PublicPage(Envelope):
    """What every page of the public search carries (分页信息)."""

    total = fields.Integer(
        required=True, metadata=described("符合条件的条数。", "How many match in all.")
    )


class EntryPage(PublicPage):
    """One page of entries (查询结果), newest first."""

    items = fields.List(fields.Nested(Entry), required=True)
