"""Routes of catalogues (措施目录接口) for operators: shown, compared, imported as shown."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from partners.api import acts, guards
from partners.measures.catalogue import CatalogueItem
from partners.measures.catalogue_files import CatalogueFile
from partners.services import catalogue, catalogue_imports
from registry.db import db
from registry.runtime import current_runtime
from schemas.catalogues import (
    CatalogueChanged,
    CatalogueCompared,
    CatalogueToCompare,
    CatalogueToImport,
    MeasureList,
    MeasuresQuery,
)

blueprint = guards.for_operators("catalogue", "措施目录 Catalogues of measures")


@blueprint.route("/catalogue/measures", methods=["GET"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(401, 403, 422, 503)
@blueprint.arguments(MeasuresQuery, location="query")
@blueprint.response(200, MeasureList)
def show(arguments: Mapping[str, Any]) -> Mapping[str, object]:
    """现行措施 Show the measures in force, of all catalogues or of one."""
    names = [arguments["catalogue"]] if "catalogue" in arguments else None
    return {"items": list(_shown(names))}


@blueprint.route("/catalogue/comparisons", methods=["POST"])
@blueprint.doc(security=guards.BY_OPERATORS)
@blueprint.problems(400, 401, 403, 413, 415, 422, 503)
@blueprint.arguments(CatalogueToCompare)
@blueprint.response(200, CatalogueCompared)
def compare(arguments: Mapping[str, Any]) -> Mapping[str, object]:
    """比较目录 Show what a local catalogue would change, and for how many agencies and records."""
    given = _given(arguments)
    found = catalogue_imports.compare(db.session(), given, now=current_runtime().now())
    return {
        "catalogue": found.name,
        "digest": found.digest,
        "begun": found.change.begun,
        "changed": found.change.changed,
        "ended": found.change.ended,
        "effects": found.effects.values(),
    }


@blueprint.route("/catalogue/imports", methods=["POST"])
@blueprint.acting_by(guards.OPERATOR_KEY, changes=False)
@blueprint.arguments(CatalogueToImport)
@acts.once()
@blueprint.response(200, CatalogueChanged)
def import_catalogue(arguments: Mapping[str, Any]) -> object:
    """导入目录 Let a catalogue take effect, if it still changes just what was shown.

    各单位随后逐条收到应当执行或者解除的措施。 Agencies are told record by record afterwards.
    """
    given = _given(arguments)
    session = db.session()
    return catalogue_imports.confirm(
        session,
        given,
        arguments["digest"],
        actor=guards.operator(),
        now=current_runtime().now(),
    )


def _given(arguments: Mapping[str, Any]) -> CatalogueFile:
    return catalogue_imports.read(orjson.dumps({"measures": arguments["measures"]}))


def _shown(names: list[str] | None) -> Iterator[Mapping[str, object]]:
    session = db.session()
    for name in catalogue.names(session) if names is None else names:
        yield from (_view(item) for item in catalogue.in_force(session, name))


def _view(item: CatalogueItem) -> Mapping[str, object]:
    return {
        "code": item.code,
        "category": item.category,
        "name_zh": item.name_zh,
        "name_en": item.name_en,
        "binds": item.binds.value,
        "responsible": item.responsible,
        "triggers": item.trigger.value,
        "acts": [act.value for act in item.acts],
        "least_owed": None if item.least_owed is None else f"{item.least_owed:.2f}",
        "mode": item.mode.value,
        "basis": item.basis,
        "agencies": [body.code for body in item.agencies],
        "valid_from": item.valid_from,
        "valid_to": item.valid_to,
        "source": item.source.value,
    }
