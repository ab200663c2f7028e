"""Refused values (拒收的值): what is raised when a text is not what it claims to be."""

from schemas.import_codes import RejectionReason


class RefusedValueError(ValueError):
    """A text could not be read; the message holds the code alone, since the text may be a number.

    :param code: the reason, whose sentences for people stand in :mod:`schemas.rejections`.
    """

    def __init__(self, code: RejectionReason) -> None:
        super().__init__(code.value)
        self.code = code


class IdentifierError(RefusedValueError):
    """A number is malformed, or its check character does not fit."""
