"""Texts of errors of the public search (公开查询错误说明); the pages show their details beside the
field.
"""

from registry.web.text import Text

TEXTS = {
    "name.missing": Text(
        "未填写名称",
        "Name missing",
        "请填写姓名或者单位名称。",
        "Enter the name of a person or an organisation.",
    ),
    "name.too_short": Text(
        "名称过短",
        "Name too short",
        "请至少填写两个字，空格不算。",
        "Enter two characters at least; blanks do not count.",
    ),
    "name.too_long": Text(
        "名称过长",
        "Name too long",
        "名称最多 255 个字。",
        "A name has 255 characters at most.",
    ),
    "name.unreadable": Text(
        "名称无法识别",
        "Name not readable",
        "名称中含有控制字符，请重新输入。",
        "The name holds control characters. Type it again.",
    ),
    "name.looks_like_number": Text(
        "请勿填写证件号码",
        "Not a name but a number",
        "这里不能填写证件号码，因为网址会留在浏览记录中。请改按姓名或者单位名称查询。"
        "按完整号码的核对将由 POST /api/v1/public/entries/query 办理（尚未开放），"
        "号码与姓名一并放在请求正文里。",
        "Do not enter an identity number here: addresses stay in the history of a browser. Search "
        "by name instead. Queries by full number will be answered by "
        "POST /api/v1/public/entries/query (not open yet), with number and name in the body.",
    ),
    "choice.unknown": Text(
        "选项无效",
        "No such choice",
        "没有这个选项，请重新选择。",
        "There is no such choice. Choose again.",
    ),
    "field.repeated": Text(
        "重复填写",
        "Stated twice",
        "网址中同一项出现了两次，无法判断以哪一个为准，请重新填写。",
        "The address states this twice, so nobody can tell which one counts. Enter it again.",
    ),
    "entry.not_found": Text(
        "没有这条信息",
        "No such entry",
        "没有公布这条信息。已经删除、撤销或者期限届满的信息不再公布，与从未有过的一样。",
        "No such entry is public. One that was removed or revoked, or whose term is over, is not "
        "shown any more, as if it had never been.",
    ),
}
