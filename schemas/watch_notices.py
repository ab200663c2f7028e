"""Notices of watched lists (持续审查通知): what an agency is told of a list that it watches."""

from marshmallow import fields

from schemas.closed import Closed
from schemas.codes import ListName
from schemas.screening_codes import AlertChange, Match


class AlertSchema(Closed):
    """What changed about a row of a list that the agency watches: ``begun`` where a record that
    goes with it is public, ``ended`` where it is not any more.

    ``watch`` is the screening, ``row`` the number in its list, ``entry`` the public entry. A match
    that is not ``identified`` is for a person to look at, and rests on nothing before that.
    """

    watch = fields.UUID(required=True)
    row = fields.Integer(required=True, strict=True)
    change = fields.Enum(AlertChange, by_value=True, required=True)
    match = fields.Enum(Match, by_value=True, required=True)
    list = fields.Enum(ListName, by_value=True, required=True)
    entry = fields.UUID(required=True)


class ReminderSchema(Closed):
    """That a list is soon watched no more: ``until`` is the last day, ``rows`` how many rows are
    watched.

    Where it was renewed meanwhile, ``until`` is a day of before, and another reminder follows.
    """

    watch = fields.UUID(required=True)
    until = fields.Date(required=True)
    rows = fields.Integer(required=True, strict=True)
