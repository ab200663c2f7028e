"""Texts of errors of reconciling, sending again and catalogues (对账、补发与目录错误说明)."""

from registry.web.text import Reader, Text

TEXTS = {
    "reconciliation.position": Text(
        "不是已确认的序号",
        "Not the confirmed position",
        "对账以已确认的序号为准，现为 facts.through；请以该序号时的内容比对。",
        "What you hold is compared at the position that you confirmed: facts.through. Compare what "
        "you held there.",
    ),
    "reconciliation.none": Text(
        "没有这次对账",
        "No such reconciliation",
        "没有这次对账，或者已过期；以 POST /api/v1/agency/reconciliation 申请。",
        "There is none, or it has expired. Ask for one with POST /api/v1/agency/reconciliation.",
    ),
    "reconciliation.preparing": Text(
        "对账正在准备",
        "Being prepared",
        "对账正在准备，已核算 facts.records 条记录，请按 Retry-After 稍后再取。",
        "It is being prepared, with facts.records records so far. Come back after the time in "
        "Retry-After.",
    ),
    "reconciliation.too_many": Text(
        "记录过多",
        "Too many records",
        "该段有 facts.records 条记录，逐条比对以 facts.most 条为限；请先比对下一级。",
        "There are facts.records records below this prefix; facts.most at most are compared one by "
        "one. Compare its buckets first.",
    ),
    "reconciliation.outside": Text(
        "不在所述范围",
        "Not below the prefix",
        "所列桶或记录须以 facts.prefix 开头；桶名比前缀长两位十六进制数字。",
        "Buckets and records begin with facts.prefix; a bucket's name is two hexadecimal digits "
        "longer than it.",
    ),
    "resend.too_many": Text(
        "补发任务过多",
        "Too much is being sent again",
        "未完成的补发任务以 facts.most 项为限，请待其完成后再申请。",
        "No more than facts.most works of sending again wait at once. Ask when some are done.",
    ),
    "catalogue.faults": Text(
        "目录有差错",
        "Faults in the catalogue",
        "目录没有生效，各处差错见 facts.faults，按条目和字段列出。",
        "Nothing was changed. facts.faults says what is wrong, by entry and field.",
    ),
    "catalogue.not_confirmed": Text(
        "与所确认的变更不符",
        "Not what was confirmed",
        "目录内容或者现行措施与比较时不同，没有生效；请重新比较（comparisons）后再确认。",
        "The catalogue, or what is in force, is not what was compared. Compare again, then confirm "
        "what is shown.",
    ),
    "replay.from_where": Text(
        "未说明自何处补发",
        "From where?",
        "after（序号）与 since（日期）须填且只填一项。",
        "Say either after, a position, or since, a day.",
    ),
    "replay.beyond": Text(
        "其后没有已发送的通知",
        "Nothing was told above it",
        "本单位已发送至 facts.told_through，所请 facts.after 之后没有可补发的内容；"
        "尚未发送的由推送流照常送达。",
        "The agency was told up to facts.told_through, so nothing above facts.after can be told "
        "again. What is still to come comes in the stream.",
    ),
    "replay.before_agency": Text(
        "早于接入",
        "Before the agency was there",
        "该单位自序号 facts.first 之后才接入；此前的记录请以快照取得："
        "POST /api/v1/agency/snapshot。",
        "The agency was taken in after facts.first. Have what was in force by then as a snapshot: "
        "POST /api/v1/agency/snapshot.",
        {
            Reader.PAGE: (
                "该单位自序号 facts.first 之后才接入；此前的记录请以快照取得：单位通过接口申请，"
                "运维人员可以代为申请。",
                "The agency was taken in after facts.first. Have what was in force by then as a "
                "snapshot: the agency asks for it over the API, operators on its behalf.",
            ),
            Reader.COMMAND: (
                "该单位自序号 facts.first 之后才接入；此前的记录请以快照取得：flask partners "
                "snapshot ask 代为申请。",
                "The agency was taken in after facts.first. Have what was in force by then as a "
                "snapshot: flask partners snapshot ask asks for one on its behalf.",
            ),
        },
    ),
    "replay.not_found": Text(
        "没有这项补发",
        "No such replay",
        "该单位没有这项补发；全部补发见 GET /api/v1/partners/agencies/CODE/replays。",
        "The agency has no such replay. GET /api/v1/partners/agencies/CODE/replays shows them.",
        {
            Reader.PAGE: (
                "该单位没有这项补发，或者已经停止；请在本页列出的补发中选择。",
                "The agency has no such replay, or it was given up. Choose one that the page "
                "shows.",
            ),
            Reader.COMMAND: (
                "该单位没有这项补发；flask partners replay list 列出全部。",
                "The agency has no such replay. flask partners replay list shows them.",
            ),
        },
    ),
    "replay.over": Text(
        "补发已结束",
        "The replay is over",
        "这项补发现处状态见 facts.state，不能再停止。",
        "facts.state says how it ended; it can not be given up any more.",
    ),
}
