"""Answers on streams (推送状态答复): how a stream stands, and what was wrong with receipts."""

from collections.abc import Mapping
from dataclasses import fields

from partners.oversight.receipt_faults import ReceiptFaults
from partners.oversight.status import StreamReport
from registry.i18n import current_language
from registry.web import texts


def stream(found: StreamReport) -> Mapping[str, object]:
    """Return how a stream stands, in the reader's language where it has words."""
    faults = found.receipt_faults
    known = {each.name: getattr(found, each.name) for each in fields(found)}
    return {**known, "receipt_faults": None if faults is None else _receipt_faults(faults)}


def _receipt_faults(faults: ReceiptFaults) -> Mapping[str, object]:
    told = {"count": faults.count, "at": faults.at}
    if faults.fault is None:
        return {**told, "code": None, "title": None, "detail": faults.sentence, "facts": {}}
    code, language = faults.fault.code, current_language()
    return {
        **told,
        "code": code,
        "title": texts.title_of(code, language),
        "detail": texts.detail_of(code, language),
        "facts": faults.fault.facts,
    }
