"""Texts of errors of the partner side (推送错误说明)."""

from registry.web.text import Reader, Text

TEXTS = {
    "agency.not_found": Text(
        "单位不存在",
        "No such agency",
        "没有使用该代码的单位；全部单位见 GET /api/v1/partners/agencies。",
        "No agency has this code. GET /api/v1/partners/agencies shows them all.",
        {
            Reader.PAGE: (
                "没有使用该代码的单位；请在全部单位中选择。",
                "No agency has this code. Choose one among all agencies.",
            ),
            Reader.COMMAND: (
                "没有使用该代码的单位；flask partners agency list 列出全部单位。",
                "No agency has this code. flask partners agency list shows them all.",
            ),
        },
    ),
    "agency.exists": Text(
        "单位已接入",
        "Agency taken in already",
        "已有使用该代码的单位。",
        "An agency has this code already.",
    ),
    "agency.code_malformed": Text(
        "单位代码有误",
        "Not an agency code",
        "单位代码由小写字母、数字和连字符组成，最长 64 个字符。",
        "An agency's code has small letters, digits and hyphens, 64 at most.",
    ),
    "agency.endpoint_unusable": Text(
        "接收地址不可用",
        "Endpoint unusable",
        "接收地址须为完整的 https 地址（开发和测试环境可用 http），不含账号、片段、空格、网卡后缀"
        "和 ASCII 以外的字符；中文域名写作 xn-- 形式。",
        "The endpoint is a whole https address (http in development and test), without account, "
        "fragment, spaces, zone or characters beyond ASCII; write other names as xn--.",
    ),
    "agency.measure_unknown": Text(
        "措施不在现行目录中",
        "No such measure in force",
        "所列措施不在现行目录中；现行的见 GET /api/v1/partners/catalogue/measures。",
        "No catalogue in force has these measures. GET /api/v1/partners/catalogue/measures shows "
        "those that "
        "are.",
        {
            Reader.PAGE: (
                "所列措施不在现行目录中；请先请运维人员装载目录。",
                "No catalogue in force has these measures. Have an operator load it first.",
            ),
            Reader.COMMAND: (
                "所列措施不在现行目录中；先以 flask partners catalogue load 装载目录。",
                "No catalogue in force has these measures. Load one first with flask partners "
                "catalogue load.",
            ),
        },
    ),
    "agency.limits": Text(
        "推送参数超出范围",
        "Out of bounds",
        "间隔、条数、字节数、限速、时长或者字段超出范围：是哪一项、上下限各是多少，见 facts。",
        "An interval, count, number of bytes, pace, length or list of fields is out of bounds: "
        "which, and the least and the most, is in facts.",
    ),
    "stream.paused": Text(
        "推送流已暂停",
        "The stream is paused",
        "推送流已由运维人员暂停，原因见 facts.reason；恢复后再试。",
        "An operator has paused the stream; facts.reason says why. Try again when it is resumed.",
    ),
    "stream.changed": Text(
        "台账已更换",
        "The journal has begun anew",
        "台账由备份恢复，原有序号不再有效；请先对账或者取得快照。",
        "The journal was restored from a backup and positions mean something else now. Reconcile, "
        "or take a snapshot, first.",
    ),
    "stream.awaiting_snapshot": Text(
        "等待快照",
        "A snapshot comes first",
        "推送流在等待本单位取得并确认快照：尚未申请的，以 POST /api/v1/agency/snapshot 申请，"
        "以 GET 取得。",
        "The stream waits until you have taken and confirmed a snapshot: ask for one with POST "
        "/api/v1/agency/snapshot, take it with GET.",
        {
            Reader.PAGE: (
                "推送流在等待单位取得并确认快照，此前不能办理；快照由单位通过接口取得，"
                "也可以由运维人员代为申请。",
                "The stream waits until the agency has taken and confirmed a snapshot; until then "
                "this cannot be done. The agency takes it over the API; operators can ask for one "
                "on its behalf.",
            ),
            Reader.COMMAND: (
                "推送流在等待单位取得并确认快照；尚未申请的，以 flask partners snapshot ask "
                "代为申请。",
                "The stream waits until the agency has taken and confirmed a snapshot. Ask for "
                "one on its behalf with flask partners snapshot ask.",
            ),
        },
    ),
    "snapshot.none": Text(
        "没有快照",
        "No snapshot",
        "没有可取的快照，或者快照已过期；以 POST /api/v1/agency/snapshot 申请。",
        "There is none, or it has expired. Ask for one with POST /api/v1/agency/snapshot.",
    ),
    "snapshot.preparing": Text(
        "快照正在准备",
        "Being prepared",
        "快照正在准备，已写入 facts.records 条记录，请按 Retry-After 稍后再取。",
        "It is being prepared, with facts.records records so far. Come back after the time in "
        "Retry-After.",
    ),
    "snapshot.another": Text(
        "不是现行快照",
        "Another snapshot",
        "现行快照见 facts.snapshot；请重新取得后再确认。",
        "facts.snapshot is the present one. Take that and confirm it.",
    ),
    "snapshot.differs": Text(
        "快照摘要不符",
        "The digest differs",
        "摘要与快照末行不符，内容可能不完整；请重新取得后再确认。",
        "The digest is not the one in the snapshot's last line: yours may be incomplete. Take it "
        "again.",
    ),
    "stream.busy": Text(
        "推送正在进行",
        "A delivery is under way",
        "本单位的推送流正在发送，请按 Retry-After 稍后再试。",
        "The stream is being moved right now. Try again after the time in Retry-After.",
    ),
    "pull.after": Text(
        "序号与推送流不符",
        "Not where the stream stands",
        "推送流已确认至 facts.through；请以该序号为 after。序号在此之前的通知须申请补发。",
        "The stream was confirmed up to facts.through: ask with that as after. What lies before it "
        "is had by a replay.",
    ),
    "pull.stream": Text(
        "推送流编号不符",
        "Another stream",
        "现行推送流编号见 facts.stream；不同编号的序号不可混用。",
        "facts.stream is the present stream. Positions of different streams do not mix.",
    ),
    "pull.backwards": Text(
        "确认序号后退",
        "Backwards",
        "推送流早已确认至 facts.through，不能后退；需要以前的通知时请申请补发。",
        "The stream was confirmed up to facts.through and never goes back. Ask for a replay of "
        "what was before.",
    ),
    "pull.ahead": Text(
        "确认序号超出已发送范围",
        "Ahead of what was handed out",
        "已发出的通知至 facts.handed_out 为止，不能确认尚未发出的通知。",
        "Nothing above facts.handed_out was handed out; what was not cannot be confirmed.",
    ),
    "pull.within": Text(
        "确认序号在推送中间",
        "In the middle of a delivery",
        "推送整体确认：请确认至 facts.handed_out，或者以较小的 limit 重新拉取。",
        "A delivery is confirmed as a whole: confirm up to facts.handed_out, or take a smaller one "
        "with limit.",
    ),
    "pull.superseded": Text(
        "推送已被替换",
        "Superseded",
        "该推送已被新的推送替换，请重新拉取；通知编号不变。",
        "Another delivery has taken its place. Pull again; the notices keep their ids.",
    ),
    "agency.schedule": Text(
        "推送时间有误",
        "Not a schedule",
        "时间为五段的 cron：分、时、日、月、星期（北京时间）；星期用英文缩写，如 0 8 * * mon-fri，"
        "并且将来至少有一次。",
        "A schedule is a cron line of five fields: minute, hour, day, month, day of the week, in "
        "Beijing time; days of the week by name, such as 0 8 * * mon-fri, and some time to come.",
    ),
    "agency.retired": Text(
        "单位已退出",
        "Agency retired",
        "该单位已经退出，不再变更；重新参加的，以新的代码接入。",
        "This agency has retired and is not changed any more. Take it in anew under another code.",
    ),
    "endpoint.not_found": Text(
        "没有这个接收地址",
        "No such endpoint",
        "没有这个接收地址，或者有几个而没有写明哪一个：单位见 GET /api/v1/agency/settings，"
        "运维人员见 GET /api/v1/partners/agencies/CODE。",
        "The agency has no such endpoint, or several and none was named. GET "
        "/api/v1/agency/settings shows them to the agency, GET /api/v1/partners/agencies/CODE to "
        "operators.",
        {
            Reader.PAGE: (
                "没有这个接收地址，它可能已经停用，或者有几个而没有一个在使用；"
                "单位的接收地址都列在页面上。",
                "There is no such endpoint: it may have been retired, or there are several and "
                "none is in use. The page lists the agency's endpoints.",
            ),
            Reader.COMMAND: (
                "没有这个接收地址，或者有几个而没有写明哪一个；见 flask partners endpoint list。",
                "The agency has no such endpoint, or several and none was named. flask partners "
                "endpoint list shows them.",
            ),
        },
    ),
    "endpoint.exists": Text(
        "接收地址已登记",
        "Endpoint known",
        "该单位已经登记了这个地址。",
        "The agency has this address already.",
    ),
    "endpoint.too_many": Text(
        "接收地址过多",
        "Too many endpoints",
        "请先停用不再需要的接收地址，数目上限见 facts.most。",
        "Retire an endpoint that is not needed any more first; facts.most says how many there may "
        "be.",
    ),
    "endpoint.proven": Text(
        "接收地址已通过验证",
        "Endpoint proven",
        "这个接收地址已经通过验证，无需再次验证。",
        "This endpoint has been proven; nothing is left to prove.",
    ),
    "endpoint.unproven": Text(
        "接收地址未通过验证",
        "Endpoint unproven",
        "接收地址没有应答验证请求之前，不能启用。",
        "An endpoint can be used once it has answered its challenge.",
    ),
    "endpoint.in_use": Text(
        "接收地址正在使用",
        "Endpoint in use",
        "请先启用另一个通过验证的接收地址，再停用这一个。",
        "Put another proven endpoint to use first, then retire this one.",
    ),
    "operator.malformed": Text(
        "运维人员登录名有误",
        "Not a login",
        "登录名由字母、数字和下划线组成，不以数字开头。",
        "A login has letters, digits and underscores, and does not begin with a digit.",
    ),
    "receipt.notice_unknown": Text(
        "反馈所指的通知不存在",
        "No such notice",
        "有反馈指向从未发送的通知，条数见 facts.unknown；全部反馈均未收录。",
        "Some receipts are of notices that were never sent; facts.unknown says how many. None of "
        "the receipts was kept.",
    ),
    "receipt.measure_unnamed": Text(
        "反馈所指的措施不属于该通知",
        "The notice does not name that measure",
        "有反馈所指的措施不属于其通知，条数见 facts.unnamed；第一条的通知见 facts.notice，"
        "该通知所载的措施见 facts.named。全部反馈均未收录。",
        "Some receipts are on measures that their notices do not name; facts.unnamed says how "
        "many. facts.notice is the first such notice, facts.named what it names. None of the "
        "receipts was kept.",
    ),
}
