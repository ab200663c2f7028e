"""What was done, in words (办理结果说明), for whoever comes back to the page after an act."""

from flask_babel import gettext

from partners.pages.done_once import AGAIN


def told(act: str) -> str:
    """Return that an act was done, as a sentence; nothing for one that has no words."""
    return {
        AGAIN: gettext("这张表单此前已经提交并办理，没有再次办理。"),
        "replay": gettext("已申请补发。"),
        "cancel-replay": gettext("已停止补发。"),
        "snapshot": gettext("已申请快照；单位取得并确认之前停止推送。"),
        "release": gettext("已放行，通知等待再次发送。"),
        "correct": gettext("已更正并放行，通知等待再次发送。"),
        "close": gettext("已终结，通知列在已终结的通知之中。"),
        "pause": gettext("已暂停推送。"),
        "resume": gettext("已恢复推送。"),
        "test": gettext("测试通知已排入推送，结果见推送状态。"),
        "schedule": gettext("已变更推送时间和限量。"),
        "challenge": gettext("即将再次验证接收地址，稍后刷新本页查看结果。"),
        "use": gettext("已启用接收地址。"),
        "give-up": gettext("已停用接收地址。"),
        "revoke-key": gettext("已撤销单位密钥。"),
        "retire": gettext("单位已退出。"),
        "cancel": gettext("已取消资格审查。"),
        "renew": gettext("已变更终止日期。"),
        "amend": gettext("已增减名单行。"),
        "end": gettext("已终止持续审查。"),
        "withdraw": gettext("请求已经撤回，各单位都会收到。"),
    }.get(act, "")
