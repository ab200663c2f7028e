"""Troubles in words (故障说明): why a stream or an endpoint does not run, as its reader speaks."""

import re
from collections.abc import Mapping

from flask_babel import gettext

from partners.endpoints import challenges
from partners.endpoints.attempts import Trouble

_STATUS = re.compile(r"status (\d{3})")


def trouble(said: str) -> str:
    """Return why something does not run, in words; what a person wrote stands as it is.

    :param said: a person's reason, a label of :class:`partners.endpoints.attempts.Answer` or a
        fault that :func:`partners.endpoints.challenges.fault_of` found, the last two with more
        after a colon or without.
    """
    name, _, more = said.partition(": ")
    status = _STATUS.fullmatch(name)
    words = gettext("答复的状态是 %(status)s", status=status[1]) if status else _known().get(name)
    if words is None:
        return said
    return gettext("%(words)s（%(more)s）", words=words, more=more) if more else words


def _known() -> Mapping[str, str]:
    return {
        Trouble.UNREACHABLE.label: gettext("连接不上接收地址"),
        Trouble.TIMEOUT.label: gettext("没有在时限内答复"),
        Trouble.CUT.label: gettext("答复没有完整收到"),
        Trouble.TLS.label: gettext("加密连接没有建立：证书不可信，或者对方没有使用 TLS"),
        Trouble.ADDRESS.label: gettext("接收地址不在允许连接的范围内"),
        challenges.UNREADABLE: gettext("验证的答复无法读取"),
        challenges.NOT_REPEATED: gettext("验证的答复没有重复收到的内容"),
        challenges.WRONG_SIGNATURE: gettext("验证的答复签名不符"),
        challenges.NO_KEY: gettext("没有有效的签名密钥"),
        "internal": gettext("名单库内部出错，请查看日志"),
    }
