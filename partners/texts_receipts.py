"""Texts of what was wrong with receipts in answers to deliveries (反馈问题说明).

Pages show the facts behind them, answers beside them.
"""

from registry.web.text import Text

TEXTS = {
    "receipt_fault.too_long": Text(
        "应答过长",
        "Too long an answer",
        "应答过长，没有读取；反馈请分次以 POST /api/v1/agency/receipts 提交。",
        "The answer is too long to be read. Hand the receipts in with POST "
        "/api/v1/agency/receipts, several at a time.",
    ),
    "receipt_fault.no_json": Text(
        "应答不是 JSON",
        "No JSON",
        "应答不是 JSON，其中的反馈没有收录；没有反馈的，应答 204 或者空内容。",
        "The answer is not JSON, and no receipt in it was kept. Where there is nothing to say, "
        "answer 204, or nothing.",
    ),
    "receipt_fault.no_object": Text(
        "应答不是对象",
        "No object",
        '应答是 JSON 而不是对象，其中的反馈没有收录；应当为 {"receipts": […]}。',
        "The answer is JSON, but no object, and no receipt in it was kept. It should be "
        '{"receipts": […]}.',
    ),
    "receipt_fault.no_list": Text(
        "反馈不是列表或者过多",
        "No list of receipts, or too long a one",
        "应答的 receipts 不是列表，或者超过上限，没有收录。",
        "`receipts` of the answer is no list, or longer than allowed; nothing in it was kept.",
    ),
    "receipt_fault.unreadable": Text(
        "反馈不能读取",
        "A receipt that cannot be read",
        "反馈的字段有误，没有收录；请改正后重新反馈。",
        "Fields of a receipt are wrong, and it was not kept. Mend it and hand it in again.",
    ),
    "receipt_fault.notice_unknown": Text(
        "反馈所指的通知没有发送过",
        "No such notice",
        "反馈所指的通知没有发送过，没有收录；请核对通知编号。",
        "The receipt is of a notice that was never sent, and was not kept. Look at the id of the "
        "notice.",
    ),
    "receipt_fault.measure_unnamed": Text(
        "反馈所指的措施不属于该通知",
        "The notice does not name that measure",
        "反馈所指的措施不属于该通知，没有收录；请只就该通知所载的措施反馈。",
        "The receipt is on a measure that its notice does not name, and was not kept. Hand in "
        "receipts on what the notice names.",
    ),
    "receipt_fault.reason_missing": Text(
        "不予采取而没有说明理由",
        "Rejected without a reason",
        "不予采取而没有说明理由，已收录并告知法院；请补报理由。",
        "Something is rejected without a reason. That was kept, and the court is told; say why.",
    ),
}
