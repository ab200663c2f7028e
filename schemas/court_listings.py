"""Shapes of what courts send about listings that exist (法院接口：纳入后的行为)."""

from schemas.court import Strict
from schemas.fields import text


class ListingToDrop(Strict):
    """A decision to be dropped before its publication (不予公布)."""

    reason = text(zh="理由。", en="The reason.")
