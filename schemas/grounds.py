"""Grounds as records word them (失信行为具体情形): the labels of the rules of 2017 and of 2013."""

import re
from functools import lru_cache

from schemas.characters import compact
from schemas.codes import Ground
from schemas.import_codes import RejectionReason
from schemas.refusals import RefusedValueError

# Labels are joined by commas or by 、 and hold both themselves, so they are told apart by their
# words, not by the marks between them: all marks are taken out first.
_MARKS = re.compile(r"[^0-9A-Z\u4e00-\u9fff]+")

_JOINTS = "或者|或|以|等|方法|方式|手段"
# 有履行能力 with 其他 before it is item 6 of the 2013 text, which became item 1 of 2017; 高消费 is
# the name that the restriction order had until 2015. Older records also name one of the forms of
# conduct that items 2 and 3 list.
_LABELS = (
    (Ground.REFUSES_THOUGH_ABLE, r"(?:其他)?有履行能力而?拒不履行(?:生效法律文书确定的?义务)?"),
    (
        Ground.OBSTRUCTS,
        rf"以?(?:伪造证据|暴力|威胁)(?:伪造证据|暴力|威胁|{_JOINTS})*(?:妨碍|抗拒)+执行",
    ),
    (
        Ground.EVADES,
        rf"以?(?:虚假诉讼|虚假仲裁|隐匿|转移)(?:虚假诉讼|虚假仲裁|隐匿|转移|财产|{_JOINTS})*规避执行",
    ),
    (Ground.BREACHES_REPORTING, r"违反财产(?:报告|申报)制度"),
    (Ground.BREACHES_RESTRICTION, r"违反限制(?:高消费|消费)令"),
    (Ground.REFUSES_SETTLEMENT, r"(?:被执行人)?无正当理由拒不履行执行和解协议"),
)
_LABEL = re.compile("(?:" + "|".join(f"({words})" for _, words in _LABELS) + ")的?")


class GroundError(RefusedValueError):
    """A text names something that is no ground of Art. 1."""


# Six grounds give 63 combinations, each in a few spellings.
@lru_cache(maxsize=4_096)
def grounds_from_labels(text: str) -> tuple[Ground, ...]:
    """Return the grounds that a text of one or more labels names, each once, in their order.

    :raises GroundError: ``ground_unknown`` where any part of the text is no label; nothing is
        guessed or left out.
    """
    words = _MARKS.sub("", compact(text))
    found: dict[Ground, None] = {}
    position = 0
    while position < len(words):
        label = _LABEL.match(words, position)
        if label is None or label.lastindex is None:
            raise GroundError(RejectionReason.GROUND_UNKNOWN)
        found[_LABELS[label.lastindex - 1][0]] = None
        position = label.end()
    if not found:
        raise GroundError(RejectionReason.GROUND_UNKNOWN)
    return tuple(found)
