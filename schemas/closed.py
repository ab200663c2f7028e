"""Shapes (结构) that take nothing that is not described."""

from marshmallow import RAISE, Schema


class Closed(Schema):
    """A shape with nothing in it that is not described."""

    class Meta:
        """What is not described is an error."""

        unknown = RAISE
