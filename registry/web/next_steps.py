"""What to do next (下一步): sentences that end a refusal, so that nobody has to look up codes."""

from collections.abc import Mapping
from typing import Any

from registry.i18n import Language
from registry.rules.authority import JOB_ACTS
from registry.rules.states import ACT_FITS_STATE
from schemas.act_codes import Act
from schemas.codes import Role
from schemas.labels import LABELS

NOTHING = "none"


def after_state(facts: Mapping[str, Any], language: Language) -> str:
    """Return what can be done in the present state, where that does not allow what was asked;
    empty where the facts are no such refusal.

    :param facts: those of a refusal, with ``rule`` and the acts ``instead``.
    """
    if facts.get("rule") != ACT_FITS_STATE.name:
        return ""
    listed = str(facts.get("instead", NOTHING)).split(",")
    acts = [Act(code) for code in listed if code != NOTHING]
    words = [_words(act, language) for act in acts if act not in JOB_ACTS]
    if language is Language.CHINESE:
        return f"目前可以办理：{'、'.join(words)}。" if words else "该记录已经终结，不能再办理。"
    if not words:
        return "Nothing more can be done about it."
    return f"What can be done now: {'; '.join(words)}."


def by_exception(overridable_by: Role | None, language: Language) -> str:
    """Return who may set a rule aside and how; empty where nobody may."""
    if overridable_by is None:
        return ""
    who = _words(Role(overridable_by), language)
    if language is Language.CHINESE:
        return f"（例外由{who}在 overrides 中写明理由后适用。）"
    return f" (An exception is stated in `overrides` with its reason; by a {who.lower()} at least.)"


def _words(code: Act | Role, language: Language) -> str:
    words = LABELS[type(code)][code]
    return words.zh if language is Language.CHINESE else words.en
