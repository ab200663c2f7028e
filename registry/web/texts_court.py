"""Texts of errors of court acts (法院行为错误说明)."""

from registry.web.text import Reader, Text

TEXTS = {
    "court.unknown": Text(
        "法院不存在",
        "No such court",
        "没有代字为此的法院；请核对代字，尚未添加的由运维人员添加。",
        "There is no court of this code. Look at the code again; a court that is missing is added "
        "by "
        "an operator.",
        {
            Reader.COMMAND: (
                "没有代字为此的法院，请先以 flask registry court add 添加。",
                "There is no court of this code. Add it with flask registry court add.",
            ),
        },
    ),
    "court.code_malformed": Text(
        "法院代字有误",
        "Not a court code",
        "法院代字应如 川、川01、川0107 或者 最高法。",
        "A court code is such as 川, 川01, 川0107 or 最高法.",
    ),
    "court.table_malformed": Text(
        "法院表有误",
        "Table of courts malformed",
        "法院表中有一行无法识别，行号见 facts；未写入任何法院。",
        "A row of the table of courts cannot be read; `facts` has its line. No court was written.",
    ),
    "name.unusable": Text(
        "名称不可用",
        "Name not usable",
        "名称、姓名不得为空，不得含有控制字符，最长 255 个字。",
        "A name is not empty, holds no control character and has 255 characters at most.",
    ),
    "reason.unusable": Text(
        "缘由不可用",
        "Reason not usable",
        "缘由不得为空，不得含有控制字符，最长 500 个字。",
        "A reason is not empty, holds no control character and has 500 characters at most.",
    ),
    "staff.login_malformed": Text(
        "登录名格式有误",
        "Login malformed",
        "登录名由字母、数字和 . _ @ - 组成，以字母或者数字开头，最长 64 个字符。",
        "A login has letters, digits and . _ @ -, begins with a letter or digit and has 64 at "
        "most.",
    ),
    "staff.exists": Text(
        "登录名已被使用",
        "Login taken",
        "本院已有使用该登录名的人员。",
        "This court has a member of staff with this login.",
    ),
    "staff.unknown": Text(
        "人员不存在",
        "No such member of staff",
        "本院没有使用该登录名的人员；请核对登录名，尚未添加的由运维人员添加。",
        "This court has nobody with this login. Look at it again; who is missing is added by an "
        "operator.",
        {
            Reader.COMMAND: (
                "本院没有使用该登录名的人员，请先以 flask registry staff add 添加。",
                "This court has nobody with this login. Add the person with flask registry staff "
                "add.",
            ),
        },
    ),
    "key.not_found": Text(
        "密钥不存在",
        "No such access key",
        "没有该前缀的密钥。",
        "There is no key with this prefix.",
    ),
    "act.ineligible": Text(
        "审计人员不得办理",
        "An auditor never acts",
        "审计人员可以查看，不得作出任何行为。",
        "An auditor reads everything and does nothing.",
    ),
    "case.exists": Text(
        "案件已录入",
        "Case known already",
        "该案号的案件已经录入，编号见 facts。",
        "A case of this number has been entered; `facts` has its id.",
    ),
    "case.not_found": Text(
        "案件不存在",
        "No such case",
        "本院没有这个编号的执行案件。",
        "This court has no enforcement case of this id.",
    ),
    "case.ineligible": Text(
        "不得录入该案件",
        "Case not accepted",
        "依据下列规定，不得录入该案件。",
        "The case cannot be entered, for these reasons.",
    ),
    "debtor.exists": Text(
        "被执行人已录入",
        "Debtor known already",
        "该主体已是本案被执行人，编号见 facts。",
        "This subject is a debtor of the case already; `facts` has the id.",
    ),
    "debtor.not_found": Text(
        "被执行人不存在",
        "No such debtor",
        "本院没有这个编号的被执行人。",
        "This court has no debtor of this id.",
    ),
    "debtor.ineligible": Text(
        "不得录入该被执行人",
        "Debtor not accepted",
        "依据下列规定，不得录入该被执行人。",
        "The debtor cannot be entered, for these reasons.",
    ),
    "listing.not_found": Text(
        "失信信息不存在",
        "No such listing",
        "本院没有这个编号的失信信息。",
        "This court has no listing of this id.",
    ),
    "listing.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该纳入行为不能办理。",
        "The law does not allow this act about a listing, for these reasons.",
    ),
    "listing.already_listed": Text(
        "已在名单中",
        "Listed already",
        "该被执行人在本案中已被纳入名单，编号见 facts；删除之后可以再次纳入。",
        "The debtor is listed in this case; `facts` has the id. After a removal, listing again is "
        "possible.",
    ),
    "listing.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "失信信息目前的状态不允许此行为，见 facts。",
        "The listing is in a state that does not allow this act; see `facts`.",
    ),
    "listing.already_served": Text(
        "送达已记录",
        "Service recorded already",
        "决定书的送达已经记录。",
        "The service of the decision has been recorded.",
    ),
    "restriction.not_found": Text(
        "限制消费令不存在",
        "No such order",
        "本院没有这个编号的限制消费令。",
        "This court has no consumption restriction order of this id.",
    ),
    "restriction.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该限制消费行为不能办理。",
        "The law does not allow this act about an order, for these reasons.",
    ),
    "restriction.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "限制消费令目前的状态不允许此行为，见 facts。",
        "The order is in a state that does not allow this act; see `facts`.",
    ),
    "restriction.in_force": Text(
        "已被限制消费",
        "Restricted already",
        "该被执行人在本案中已被限制消费，编号见 facts。",
        "An order against the debtor is in force in this case; `facts` has its id.",
    ),
    "restriction.goes_with_listing": Text(
        "随纳入决定办理",
        "Goes with its listing",
        "该限制消费令随纳入决定一并签发、施行，不单独办理。",
        "This order is signed and imposed with its listing, and not on its own.",
    ),
    "payment.not_found": Text(
        "履行款不存在",
        "No such payment",
        "本院没有这个编号的履行款。",
        "This court has no payment of this id.",
    ),
    "payment.ineligible": Text(
        "不得办理",
        "Not allowed",
        "依据下列规定，该履行款行为不能办理。",
        "This act about a payment is not allowed, for these reasons.",
    ),
    "payment.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "履行款目前的状态不允许此行为，见 facts。",
        "The payment is in a state that does not allow this act; see `facts`.",
    ),
    "payment.exceeds_outstanding": Text(
        "超过未履行金额",
        "More than is outstanding",
        "履行款超过本案未履行的金额，请核对金额；两个数额见 facts。",
        "The payment is more than what is outstanding in the case. Check it; `facts` has both.",
    ),
    "removal.not_found": Text(
        "删除决定不存在",
        "No such removal decision",
        "本院没有这个编号的删除决定。",
        "This court has no removal decision of this id.",
    ),
    "removal.ineligible": Text(
        "依法不予删除",
        "Not allowed by law",
        "依据下列规定，不能以该情形删除。",
        "The law does not allow this act about a removal, for these reasons.",
    ),
    "removal.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "删除决定目前的状态不允许此行为，见 facts。",
        "The removal decision is in a state that does not allow this act; see `facts`.",
    ),
}
