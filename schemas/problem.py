"""Shape of problem documents (错误文档), RFC 9457."""

from marshmallow import Schema, fields

from schemas.fields import described


class ProblemError(Schema):
    """One field that is wrong (字段错误)."""

    pointer = fields.String(
        metadata=described("正文中的位置（JSON Pointer）。", "Where in the body, as JSON pointer.")
    )
    parameter = fields.String(metadata=described("参数名称。", "Name of the parameter."))
    code = fields.String(required=True)
    message = fields.String(required=True)


class Problem(Schema):
    """An error (错误): what went wrong, in the reader's language, and what to do."""

    type = fields.String(required=True, metadata={"format": "uri-reference"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(
        required=True, metadata=described("稳定的错误代码。", "The stable code of the error.")
    )
    instance = fields.String(
        required=True, metadata=described("请求编号。", "The id of the request.")
    )
    facts = fields.Dict(keys=fields.String())
    errors = fields.List(fields.Nested(ProblemError))
