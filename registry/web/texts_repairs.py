"""Texts of errors of credit repair (信用修复错误说明)."""

from registry.web.text import Text

TEXTS = {
    "repair.not_found": Text(
        "信用修复申请不存在",
        "No such application",
        "本院没有这个编号的信用修复申请。",
        "This court has no application for repair of this id.",
    ),
    "repair.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "该申请目前的状态不允许此行为，见 facts。",
        "The application is in a state that does not allow this act; see `facts`.",
    ),
    "repair.already_open": Text(
        "已有申请在办",
        "An application is open",
        "该失信信息已有信用修复申请尚未办结，编号见 facts；补交的材料请记入该申请。",
        "An application for this listing is not decided on yet; `facts` has its id. Documents that "
        "come later belong there.",
    ),
    "repair.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，不能这样办理信用修复。",
        "The law does not allow this act about a repair, for these reasons.",
    ),
    "certificate.not_found": Text(
        "证明书不存在",
        "No such certificate",
        "本院没有这个编号的证明书。",
        "This court has no certificate of this id.",
    ),
    "certificate.wrong_state": Text(
        "状态不符",
        "Not in this state",
        "证明书目前的状态不允许此行为，见 facts。",
        "The certificate is in a state that does not allow this act; see `facts`.",
    ),
    "certificate.ineligible": Text(
        "依法不予办理",
        "Not allowed by law",
        "依据下列规定，该证明书行为不能办理。",
        "The law does not allow this act about a certificate, for these reasons.",
    ),
    "certificate.wrong_code": Text(
        "核验码不符",
        "The code does not fit",
        "核验码与这份证明书不符。",
        "The code does not fit this certificate.",
    ),
    "own_code.ineligible": Text(
        "不能发给",
        "Not allowed",
        "依据下列规定，不能发给本人查询码。",
        "The code may not be issued, for these reasons.",
    ),
    "own_records.no_match": Text(
        "核对不符",
        "No match",
        "案号、证件号码和本人查询码不相符。请对照决定书重新填写；查询码遗失的，向执行法院申请补发。",
        "Case number, identity number and code do not fit together. Compare them with the decision "
        "and enter them again; ask the enforcing court for another code where it was lost.",
    ),
    "own_claim.ineligible": Text(
        "不能申报",
        "Not allowed",
        "依据下列规定，不能这样申报履行款。",
        "This payment may not be claimed, for these reasons.",
    ),
    "verification.too_many": Text(
        "尝试次数过多",
        "Too many attempts",
        "核验码或者查询码多次不符，请稍后再试；等待的秒数见 Retry-After。",
        "Too many codes did not fit. Wait as long as `Retry-After` says.",
    ),
}
