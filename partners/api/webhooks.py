"""What the register sends to agencies (推送说明), as its API description has it: whoever receives
can have the types of all of it generated.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from marshmallow import Schema

from registry.web.openapi import Api
from schemas.notices import DeliverySchema
from schemas.webhooks import ChallengeAnswer, ChallengeSchema, DeliveryAnswer

_JSON = "application/json"
_HEADERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "webhook-id": (
            "推送编号，重试时不变 The message's id, the same on every retry.",
            r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        ),
        "webhook-timestamp": (
            "发送时的秒数，相差五分钟以上的应当拒绝 Seconds of this attempt; refuse what is more "
            "than five minutes off.",
            "^[0-9]{1,12}$",
        ),
        "webhook-signature": (
            "Standard Webhooks 签名；密钥轮换期间有多个，以空格分隔，一个有效即可 Signatures; "
            "while secrets rotate there are several, and one that is right will do.",
            "^v1,[A-Za-z0-9+/]{43}=( v1,[A-Za-z0-9+/]{43}=)*$",
        ),
    }
)
_RETRY_AFTER = {
    "Retry-After": {
        "description": "至少等待的秒数或者到某时 How long to wait at least.",
        "schema": {"type": "string"},
    }
}
_AGAIN = "未接收，原样再推送，间隔逐次延长 Not accepted: the same delivery comes again, later."
_SMALLER = (
    "拒收，推送对半拆分，直到剩下所拒的一条，将其搁置 Refused: the batch is halved down to the "
    "notice at fault, which is parked."
)


def _sent(
    name: str, summary: str, description: str, body: type[Schema], responses: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "description": description,
        # Nobody shows a key: the signature says who sends.
        "security": [],
        "parameters": [
            {
                "in": "header",
                "name": header,
                "required": True,
                "description": text,
                "schema": {"type": "string", "pattern": pattern},
            }
            for header, (text, pattern) in _HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {_JSON: {"schema": body}}},
        "responses": dict(responses),
    }


def _said(text: str, **more: object) -> dict[str, Any]:
    return {"description": text, **more}


_DELIVERY = _sent(
    "receiveDelivery",
    "推送 A delivery of notices",
    "一次推送整体接收：先存妥，再答复 2xx。应答须注明长度或者分块。 Take a delivery in as a whole: "
    "store it, then answer 2xx. An answer states its length or is chunked.",
    DeliverySchema,
    {
        "200": _said(
            "已接收 Accepted, with receipts.", content={_JSON: {"schema": DeliveryAnswer}}
        ),
        "2XX": _said("已接收 Accepted."),
        "408": _said(_AGAIN, headers=_RETRY_AFTER),
        "429": _said(_AGAIN, headers=_RETRY_AFTER),
        "5XX": _said(_AGAIN, headers=_RETRY_AFTER),
        "400": _said(_SMALLER),
        "413": _said(_SMALLER),
        "422": _said(_SMALLER),
        "409": _said(
            "此前有缺失，或者台账已更换：停止推送并告警 Something is missing before it, or it is "
            "of another stream: the stream halts, and a person is alarmed."
        ),
        "default": _said(
            "停止推送并告警，不时再试 The stream halts, a person is alarmed, and it is tried now "
            "and then."
        ),
    },
)
_CHALLENGE = _sent(
    "proveEndpoint",
    "地址验证 A challenge to an endpoint",
    "首次推送之前验证接收地址，十秒内答复。 Before the first delivery, to the same address; answer "
    "within ten seconds.",
    ChallengeSchema,
    {
        "200": _said("已证明 Proof.", content={_JSON: {"schema": ChallengeAnswer}}),
        "default": _said("未证明，稍后再试 No proof: it is tried again later."),
    },
)


def init_app(api: Api) -> None:
    """Describe what is sent, beside what can be called."""
    api.add_webhook("delivery", _DELIVERY)
    api.add_webhook("challenge", _CHALLENGE)
