"""Agencies (联合惩戒单位) on the wire: what operators set, and what agencies see and set."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.agency_limits import (
    CODE_FORM,
    EVERY_SECONDS,
    LONGEST_CODE,
    LONGEST_CRON,
    MAX_BYTES,
    MAX_NOTICES,
    OVERLAP_HOURS,
    POSTS_PER_MINUTE,
    Bounds,
)
from schemas.fields import LONGEST_LINE, Flag, Id, WholeNumber, described, no_duplicates, text
from schemas.inquiry_codes import InquiryKind
from schemas.measures import NoticeField

LONGEST_ADDRESS = 2_000
USUAL_OVERLAP_HOURS = 24
USUAL_KEY_DAYS, LONGEST_KEY_DAYS = 90, 3_660
USUAL_EVERY, USUAL_NOTICES, USUAL_BYTES = 60, 500, 1_048_576


_ONCE = described(
    "只显示这一次；以同一 Idempotency-Key 重复请求时为空。",
    "Shown this once; absent where the request is repeated under its Idempotency-Key.",
)


def _measures(*, required: bool) -> fields.List[Any]:
    return fields.List(
        fields.String(validate=validate.Length(min=1, max=64)),
        required=required,
        validate=[validate.Length(max=500), no_duplicates],
        metadata={
            **described(
                "负责的措施代码；只协助查询的单位为空。",
                "Codes of the measures it is responsible for; none where it is only asked.",
            ),
            "uniqueItems": True,
        },
    )


def _fields() -> fields.List[Any]:
    return fields.List(
        fields.Enum(NoticeField, by_value=True),
        data_key="fields",
        validate=[validate.Length(min=1, max=len(NoticeField)), no_duplicates],
        metadata={**described("通知所含字段。", "What its notices carry."), "uniqueItems": True},
    )


def _cron() -> fields.String:
    return fields.String(
        validate=validate.Length(max=LONGEST_CRON),
        allow_none=False,
        metadata={
            **described(
                "五段 cron，北京时间，星期用英文缩写；空文本恢复按间隔。",
                "Cron of five fields in Beijing time, days of the week by name; an empty text goes "
                "back to the interval.",
            ),
            "example": "0 8 * * mon-fri",
        },
    )


def _number(bounds: Bounds, zh: str, en: str, *, least: int | None = None) -> WholeNumber:
    """Return a field that says which numbers are taken; the use case alone refuses others.

    :param least: the least, where a smaller one than all others means something else.
    """
    smallest = bounds.least if least is None else least
    return WholeNumber(metadata={**described(zh, en), "minimum": smallest, "maximum": bounds.most})


class AgencyTerms(Schema):
    """What may be set of an agency, now and later (可设定事项)."""

    fields_ = _fields()
    every_seconds = _number(EVERY_SECONDS, "两次推送的间隔秒数。", "Seconds between deliveries.")
    cron = _cron()
    posts_per_minute = _number(
        POSTS_PER_MINUTE, "每分钟最多请求数，0 为不限。", "Most requests a minute; 0: any.", least=0
    )
    max_notices = _number(MAX_NOTICES, "每批条数。", "Notices a batch.")
    max_bytes = _number(MAX_BYTES, "每批字节数。", "Bytes a batch.")
    endings_at_once = Flag(metadata=described("删除是否即时推送。", "Whether endings go at once."))


class AgencyToChange(AgencyTerms):
    """What is to change of an agency; what is absent stays (变更)."""

    measures = _measures(required=False)


class AgencyToAdd(AgencyTerms):
    """An agency to be taken in (接入)."""

    code = text(
        longest=LONGEST_CODE,
        zh="单位代码：小写字母、数字和中间的连字符。",
        en="Its code: small letters, digits, and hyphens between them.",
        example="housing",
        form=CODE_FORM,
    )
    name_zh = text(longest=LONGEST_LINE, zh="中文名称。", en="Name in Chinese.")
    name_en = text(longest=LONGEST_LINE, zh="英文名称。", en="Name in English.")
    endpoint = text(
        longest=LONGEST_ADDRESS,
        zh="接收地址；没有的，由单位自行拉取。",
        en="Where deliveries are posted; without one the agency pulls.",
        needed=False,
    )
    measures = _measures(required=True)
    begins_now = Flag(
        load_default=False,
        metadata=described(
            "不先取快照，只推送此后的通知。",
            "Without a snapshot of what is in force: only what comes from now on.",
        ),
    )


class EndpointToPropose(Schema):
    """An endpoint that an operator gives an agency (登记接收地址)."""

    address = text(longest=LONGEST_ADDRESS, zh="接收地址。", en="Where deliveries are posted.")
    standby = Flag(
        load_default=False,
        metadata=described("只作备用，不代替现用地址。", "Only to stand by, not to take over."),
    )


class OwnEndpoint(Schema):
    """An endpoint that an agency proposes; an operator puts it to use (自报接收地址)."""

    address = text(longest=LONGEST_ADDRESS, zh="接收地址。", en="Where deliveries are posted.")


class SecretToRotate(Schema):
    """A new signing secret (轮换签名密钥)."""

    MAY_BE_ABSENT = True

    endpoint = Id(load_default=None, metadata=described("接收地址编号。", "Which endpoint."))
    overlap_hours = WholeNumber(
        load_default=USUAL_OVERLAP_HOURS,
        validate=validate.Range(*OVERLAP_HOURS),
        metadata=described(
            "旧密钥再用几小时；泄露时为 0。", "How long the old ones sign; 0 where one has leaked."
        ),
    )


class KeyToIssue(Schema):
    """A key with which an agency calls the register (签发密钥)."""

    MAY_BE_ABSENT = True

    days = WholeNumber(
        load_default=USUAL_KEY_DAYS,
        validate=validate.Range(min=1, max=LONGEST_KEY_DAYS),
        metadata=described("有效天数。", "For how many days."),
    )


class Because(Schema):
    """Why something is done (原因)."""

    reason = text(longest=500, zh="原因。", en="Why.")


class SecretValidity(Schema):
    """From when to when a secret signs (签名密钥有效期)."""

    valid_from = fields.AwareDateTime(format="iso", required=True)
    valid_until = fields.AwareDateTime(format="iso", required=True, allow_none=True)


class EndpointView(Schema):
    """An endpoint as it stands (接收地址)."""

    id = Id(required=True)
    address = fields.String(required=True)
    state = fields.String(required=True)
    takes_over = Flag(required=True)
    added_at = fields.AwareDateTime(format="iso", required=True)
    proven_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    reason = fields.String(required=True)
    failures = fields.Integer(required=True)
    due_at = fields.AwareDateTime(format="iso", required=True)
    secrets = fields.List(fields.Nested(SecretValidity), required=True)


class AgencyKeyView(Schema):
    """A key of an agency by its prefix (单位密钥)."""

    prefix = fields.String(required=True)
    expires_at = fields.AwareDateTime(format="iso", required=True)
    revoked_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)


class AgencyView(Schema):
    """An agency with all that is set for it (单位概况)."""

    code = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    measures = fields.List(fields.String(), required=True)
    inquiry_kinds = fields.List(
        fields.Enum(InquiryKind, by_value=True),
        required=True,
        metadata=described("可以查询的类别。", "What it can be asked about a debtor."),
    )
    fields_ = fields.List(fields.String(), required=True, attribute="fields", data_key="fields")
    every_seconds = fields.Integer(required=True)
    cron = fields.String(required=True, allow_none=True)
    endings_at_once = Flag(required=True)
    posts_per_minute = fields.Integer(required=True, allow_none=True)
    max_notices = fields.Integer(required=True)
    max_bytes = fields.Integer(required=True)
    endpoints = fields.List(fields.Nested(EndpointView), required=True)
    keys = fields.List(fields.Nested(AgencyKeyView), required=True)


class SecretShown(Schema):
    """A signing secret, shown this once (签名密钥)."""

    endpoint = Id(required=True, allow_none=True)
    secret = fields.String(required=True, allow_none=True, metadata=_ONCE)


class AgencyAdded(Schema):
    """An agency as it was taken in, with its signing secret, this once, where it has an endpoint
    (已接入).
    """

    endpoint = Id(required=True, allow_none=True)
    secret = fields.String(required=True, allow_none=True, metadata=_ONCE)
    state = fields.String(required=True)


class KeyShown(Schema):
    """A key, shown this once (密钥)."""

    prefix = fields.String(required=True)
    key = fields.String(required=True, allow_none=True, metadata=_ONCE)
    expires_at = fields.AwareDateTime(format="iso", required=True)


class KeyRevoked(Schema):
    """Whether a key was in use until now (撤销密钥)."""

    was_in_use = Flag(required=True)


class TestPut(Schema):
    """The notice that was put into a stream (测试通知)."""

    notice = Id(required=True)
