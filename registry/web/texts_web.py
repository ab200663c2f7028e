"""Texts of errors that every front end shares (通用错误说明): routes, bodies, keys, versions."""

from registry.web.text import Reader, Text

TEXTS = {
    "access.undecided": Text(
        "接口未开放",
        "Route not opened",
        "该接口没有准入规定，因此不予开放。请联系系统管理员。",
        "Nobody has decided who may call this route, so it is shut. Tell the operator.",
    ),
    "internal.error": Text(
        "系统内部错误",
        "Internal error",
        "系统未能处理本次请求，未作任何更改。请稍后重试；仍不成功的，请将 instance "
        "中的编号告知系统管理员。",
        "The request failed and changed nothing. Try again later; if it fails again, tell the "
        "operator the id in `instance`.",
    ),
    "store.unavailable": Text(
        "系统繁忙",
        "Store busy",
        "数据库暂时无法处理本次请求，未作任何更改。请按 Retry-After 所示时间后重试。",
        "The store could not take the request, and nothing was changed. Try again after the time "
        "in Retry-After.",
        {
            Reader.PAGE: (
                "数据库暂时无法处理本次请求，未作任何更改，请稍后重试。",
                "The database could not deal with this request for now, and nothing was changed. "
                "Try again shortly.",
            ),
        },
    ),
    "store.other_version": Text(
        "数据库与程序版本不符",
        "Database and program do not fit",
        "数据库的版本（facts.found）不是本程序所需的（facts.needed）。请停止网站和调度，安装同一版本的"
        "程序，升级数据库之后再启动。",
        "The database is of version `facts.found`, and this program needs `facts.needed`. Stop "
        "web service and scheduler, install one version everywhere, upgrade the database, and "
        "start them again.",
        {
            Reader.COMMAND: (
                "数据库的版本（facts.found）不是本程序所需的（facts.needed）。请停止网站和调度，安装同一"
                "版本的程序，运行 flask db upgrade 之后再启动。",
                "The database is of version `facts.found`, and this program needs `facts.needed`. "
                "Stop web service and scheduler, install one version everywhere, run flask db "
                "upgrade, and start them again.",
            ),
        },
    ),
    "scheduler.late": Text(
        "定时任务未按时运行",
        "Jobs are late",
        "facts.jobs 所列任务未按时运行完毕，推送、期限提醒等可能停滞。请确认调度进程正在运行，"
        "并查看其状态和日志。",
        "The jobs in `facts.jobs` have not run to their end when they should have, so that notices "
        "and reminders may stand still. See that a scheduler runs, and look at its status and its "
        "log.",
    ),
    "record.concurrent_change": Text(
        "与他人同时办理冲突",
        "Somebody else was faster",
        "另一请求刚刚写入了相同的记录，本次请求未作任何更改。请重新读取后再办理。",
        "Another request has just written the same record; this one changed nothing. Read again, "
        "then decide.",
    ),
    "route.unknown": Text(
        "地址不存在",
        "No such address",
        "没有这个地址。请检查网址是否完整；接口的地址见接口说明。",
        "There is nothing at this address. Check that it is complete; the API description lists "
        "every route.",
    ),
    "method.not_allowed": Text(
        "不支持该请求方法",
        "Method not allowed",
        "该地址不支持此请求方法，可用的方法见 Allow 响应头。",
        "This address does not take the method; the header Allow names those it takes.",
    ),
    "request.malformed": Text(
        "请求无法识别",
        "Request not understood",
        "请求的格式有误，未作任何更改。",
        "The request is malformed; nothing was changed.",
    ),
    "request.invalid": Text(
        "填写内容有误",
        "Invalid content",
        "有字段填写不符合要求，逐项说明见 errors。",
        "Some fields are not acceptable; `errors` says which and why.",
    ),
    "body.too_large": Text(
        "请求正文过大",
        "Body too large",
        "请求正文超过允许的大小，未予读取。",
        "The body is larger than allowed and was not read.",
    ),
    "body.wrong_type": Text(
        "内容类型有误",
        "Wrong content type",
        "请以 Content-Type: application/json 提交 UTF-8 编码的 JSON。",
        "Send JSON in UTF-8 with Content-Type: application/json.",
    ),
    "body.not_json": Text(
        "正文不是 JSON",
        "Body is not JSON",
        "正文不是有效的 UTF-8 编码 JSON，出错位置见 facts。",
        "The body is not valid JSON in UTF-8; `facts` says where it goes wrong.",
    ),
    "body.not_an_object": Text(
        "正文不是 JSON 对象",
        "Body is no object",
        "正文应当是一个 JSON 对象（以花括号包围的字段）。",
        "The body has to be a JSON object, that is fields in braces.",
    ),
    "body.too_deep": Text(
        "正文嵌套过深",
        "Body nested too deeply",
        "正文的嵌套层数超过允许的层数，未予处理。",
        "The body is nested more deeply than is read.",
    ),
    "body.nul_character": Text(
        "含有空字符",
        "NUL character",
        "正文中含有空字符（U+0000），无法保存，请删除后重新提交。",
        "The body holds a NUL character (U+0000), which cannot be stored. Take it out and send "
        "again.",
    ),
    "body.duplicate_key": Text(
        "字段重复",
        "Field stated twice",
        "正文中同一字段出现了两次，无法判断以哪一个为准。",
        "A field is stated twice in one object, so nobody can tell which one counts.",
    ),
    "body.unexpected": Text(
        "不应有正文",
        "No body expected",
        "该行为没有需要填写的内容，请不要提交正文。",
        "This act takes no content; send no body.",
    ),
    "cursor.invalid": Text(
        "翻页标记无效",
        "Cursor not valid",
        "翻页标记无效，请从第一页重新开始。",
        "The cursor is not one of ours. Begin again with the first page.",
    ),
    "version.missing": Text(
        "缺少版本号",
        "Version missing",
        "更改记录须以 If-Match 写明所见记录的版本（读取时的 ETag）。",
        "A change states in If-Match the version of the record that you saw, which is the ETag of "
        "your last reading.",
    ),
    "version.malformed": Text(
        "版本号格式有误",
        "Version malformed",
        'If-Match 应为读取时所得的 ETag，连同引号，例如 "3"。',
        'If-Match holds the ETag of your last reading with its quotes, such as "3".',
    ),
    "record.stale": Text(
        "记录已被更改",
        "Record has changed",
        "您读取之后，记录已被更改。请重新读取，核对后再办理。",
        "The record changed after you read it. Read it again, look, and then decide.",
    ),
    "idempotency.key_missing": Text(
        "缺少幂等键",
        "Idempotency-Key missing",
        "每个 POST 请求须以 Idempotency-Key 写明自定的唯一编号；重试时使用同一编号，不会重复办理。",
        "Every POST states an Idempotency-Key of your own choice; a retry with the same key acts "
        "only once.",
    ),
    "idempotency.key_malformed": Text(
        "幂等键格式有误",
        "Idempotency-Key malformed",
        "Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符。",
        "An Idempotency-Key has 1 to 200 visible ASCII characters.",
    ),
    "idempotency.key_reused": Text(
        "幂等键已被使用",
        "Idempotency-Key used before",
        "该 Idempotency-Key 已用于另一个内容不同的请求。新的请求请使用新的编号。",
        "This Idempotency-Key was used for a different request. Take a new key for a new request.",
    ),
    "key.missing": Text(
        "缺少密钥",
        "Access key missing",
        "请以 Authorization: Bearer 提交密钥。",
        "Send your access key as Authorization: Bearer.",
    ),
    "key.malformed": Text(
        "密钥格式有误",
        "Access key malformed",
        "Authorization 的写法应为 Bearer drk_前缀_密文。",
        "Authorization has the form Bearer drk_<prefix>_<secret>.",
    ),
    "key.unknown": Text(
        "密钥无效",
        "Access key unknown",
        "没有这个密钥，请检查是否完整，或者向系统管理员申领。",
        "There is no such key. Check that it is complete, or ask the operator for one.",
    ),
    "key.expired": Text(
        "密钥已过期",
        "Access key expired",
        "密钥已过有效期，请向系统管理员申领新的密钥。",
        "The key is past its last day. Ask the operator for a new one.",
    ),
    "key.revoked": Text(
        "密钥已撤销",
        "Access key revoked",
        "密钥已被撤销，请向系统管理员申领新的密钥。",
        "The key was revoked. Ask the operator for a new one.",
    ),
    "key.scope": Text(
        "密钥权限不足",
        "Access key not wide enough",
        "该密钥没有此项权限，所需权限见 facts。",
        "The key does not open this; `facts` names the scope that does.",
    ),
    "acting_staff.missing": Text(
        "未写明经办人",
        "Acting person missing",
        "以法院系统的密钥办理时，须以 X-Acting-Staff 写明经办人的登录名。",
        "With the key of a court's system, name the acting person's login in X-Acting-Staff.",
    ),
    "acting_staff.unknown": Text(
        "经办人无效",
        "Acting person unknown",
        "X-Acting-Staff 所写的人员不是本院在职人员。",
        "The person named in X-Acting-Staff does not act for this court.",
    ),
    "acting_staff.other_person": Text(
        "经办人与密钥不符",
        "Another person's key",
        "个人密钥只能由本人使用，X-Acting-Staff 写明了他人。",
        "A personal key is for its owner alone; X-Acting-Staff names somebody else.",
    ),
}
