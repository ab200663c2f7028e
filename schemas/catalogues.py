"""Catalogues of measures (措施目录) on the wire: shown, compared, imported."""

from typing import Any

from marshmallow import Schema, fields, validate

from schemas.fields import LONGEST_TEXT, described

MOST_MEASURES = 1_000


class CatalogueToCompare(Schema):
    """A local catalogue as a JSON file of it reads (地方目录)."""

    measures = fields.List(
        fields.Dict(keys=fields.String(validate=validate.Length(max=64)), values=fields.Raw()),
        required=True,
        validate=validate.Length(min=1, max=MOST_MEASURES),
        metadata=described(
            "措施，各项含义同目录文件的列。", "Measures, with the columns of a catalogue file."
        ),
    )


class CatalogueToImport(CatalogueToCompare):
    """A local catalogue, and what it was shown to change (确认导入)."""

    digest = fields.String(
        required=True,
        validate=validate.Regexp(r"\A[0-9a-f]{64}\Z"),
        metadata=described("比较结果中的 digest。", "The digest that the comparison showed."),
    )


class MeasuresQuery(Schema):
    """Which catalogue is asked after, if not all (目录名称)."""

    catalogue = fields.String(validate=validate.Length(max=64))


class MeasureView(Schema):
    """A measure in force (现行措施)."""

    code = fields.String(required=True)
    category = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    binds = fields.String(required=True)
    responsible = fields.Boolean(required=True)
    triggers = fields.String(required=True)
    acts = fields.List(fields.String(), required=True)
    least_owed = fields.String(required=True, allow_none=True)
    mode = fields.String(required=True)
    basis = fields.String(required=True, validate=validate.Length(max=LONGEST_TEXT))
    agencies = fields.List(fields.String(), required=True)
    valid_from = fields.Date(required=True, allow_none=True)
    valid_to = fields.Date(required=True, allow_none=True)
    source = fields.String(required=True)


class MeasureList(Schema):
    """The measures in force (现行措施列表)."""

    items = fields.List(fields.Nested(MeasureView), required=True)


class EffectView(Schema):
    """For how many agencies and records a measure means something else (影响)."""

    code = fields.String(required=True)
    agencies = fields.Integer(required=True)
    applies = fields.Integer(required=True)
    lifts = fields.Integer(required=True)


def _codes() -> fields.List[Any]:
    return fields.List(fields.String(), required=True)


class CatalogueChanged(Schema):
    """Which measures began, changed or ended (变更)."""

    begun = _codes()
    changed = _codes()
    ended = _codes()


class CatalogueCompared(CatalogueChanged):
    """What a catalogue would change, and for whom (比较结果)."""

    catalogue = fields.String(required=True)
    digest = fields.String(required=True)
    effects = fields.List(fields.Nested(EffectView), required=True)
