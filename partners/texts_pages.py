"""Texts of errors of the pages of the partner side (推送页面错误说明)."""

from registry.web.text import Reader, Text

TEXTS = {
    "session.missing": Text(
        "请先登录",
        "Sign in first",
        "没有登录，或者登录已经到期。",
        "Nobody is signed in, or the session is over.",
    ),
    "session.no_person": Text(
        "须由个人登录",
        "A person signs in",
        "这是法院系统的密钥；页面上的每一次查阅和办理都须有人负责，请用本人的密钥登录。",
        "This key belongs to a court's system. Somebody answers for every view and act on a page: "
        "sign in with a key of your own.",
    ),
    "form.foreign": Text(
        "表单无效",
        "Not a form of this page",
        "表单是从别的网站提交的，没有办理；请返回页面重新提交。",
        "The form was sent from another site, and nothing was done. Go back to the page and send "
        "it from there.",
    ),
    "form.stale": Text(
        "登录已更换",
        "The session has changed",
        "打开表单之后登录更换过，没有办理。填写的内容仍在表单中，请核对后再次提交；"
        "文件须重新选择。",
        "The session has changed since the form was opened, and nothing was done. What was filled "
        "in still stands in the form: look at it and send it again. A file has to be chosen again.",
    ),
    "session.over": Text(
        "登录已到期",
        "The session is over",
        "登录已经到期或者退出，刚才提交的内容没有办理，什么也没有改变。登录后回到原来的页面，"
        "请重新填写。",
        "The session is over: what you sent was not done, and nothing has changed. Sign in to go "
        "back to the page that you were on, and fill the form in again.",
    ),
    "form.incomplete": Text(
        "没有填全",
        "Something is missing",
        "有一栏没有填写或者填写有误，见 facts；请补正后再提交。",
        "A field is empty or wrong: see `facts`. Fill it in and send the form again.",
    ),
    "form.too_long": Text(
        "填写的内容过长",
        "Too long",
        "填写的内容过长：原因最长 500 字，其他各项最长 2000 字，不得含有不可见的控制字符。",
        "Too much was filled in. A reason has 500 characters at most, anything else 2,000, and no "
        "control characters.",
    ),
    "session.too_many": Text(
        "尝试次数过多",
        "Too many attempts",
        "密钥多次不符，请稍后再试；等待的秒数见 Retry-After。正确的密钥不受影响。",
        "Too many keys did not fit. Wait as long as Retry-After says; a right key need not wait.",
        {
            Reader.PAGE: (
                "密钥多次不符，请稍后再试，等待的时间见 facts。正确的密钥不受影响。",
                "Too many keys did not fit; how long to wait stands in facts. A right key need "
                "not wait.",
            ),
        },
    ),
    "reason.missing": Text(
        "未写明原因",
        "Reason missing",
        "请写明原因，原因记入台账。",
        "State the reason; it is entered in the journal.",
    ),
}
