"""Texts of errors of parked notices (搁置通知错误说明)."""

from registry.web.text import Reader, Text

TEXTS = {
    "parked.not_found": Text(
        "没有搁置这条通知",
        "No such parked notice",
        "该单位没有搁置这条通知；全部搁置的通知见 GET /api/v1/partners/agencies/CODE/parked。",
        "Nothing is parked under this id for the agency. GET "
        "/api/v1/partners/agencies/CODE/parked shows what is.",
        {
            Reader.PAGE: (
                "该单位没有搁置这条通知；请在本页列出的通知中选择。",
                "Nothing is parked under this id for the agency. Choose one that the page shows.",
            ),
            Reader.COMMAND: (
                "该单位没有搁置这条通知；flask partners parked list 列出全部搁置的通知。",
                "Nothing is parked under this id for the agency. flask partners parked list shows "
                "what is.",
            ),
        },
    ),
    "parked.not_parked": Text(
        "通知不在可办理的状态",
        "Not open to this",
        "该通知现处状态见 facts.state；单位拒收的和已经终结的通知可以放行或更正，"
        "单位拒收的可以终结；同一记录的后续通知随之发送。",
        "How the notice stands is in facts.state. One that the agency refused, or that was closed, "
        "is released or corrected; later ones of its record follow by themselves.",
    ),
    "parked.in_flight": Text(
        "通知正在发送",
        "Being sent right now",
        "该通知已在一次推送之中，请待其结果后再办理。",
        "The notice is in a delivery that is under way. Wait for its outcome.",
    ),
    "parked.no_fields": Text(
        "没有保留任何字段",
        "No field left",
        "更正后的通知至少保留一个字段；单位不应收到的，请终结。",
        "A corrected notice keeps one field at least. Where the agency is to get none, close it.",
    ),
    "parked.fields_not_allowed": Text(
        "字段超出单位的字段清单",
        "Fields beyond the agency's list",
        "更正只能减少字段；facts.fields 所列字段不在该单位的字段清单中。",
        "A correction leaves fields out. Those in facts.fields are not in the agency's list.",
    ),
}
