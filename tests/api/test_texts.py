"""Texts (错误说明): whatever may go wrong has a text in both languages."""

import ast
import re
from collections.abc import Iterator

import marshmallow
import pytest
from flask import Flask
from marshmallow import fields, validate

from registry.errors import ErrorKind
from registry.i18n import Language
from registry.imports import texts as imports
from registry.services.acts import moves
from registry.web import field_errors, texts
from registry.web.problems import STATUS
from registry.web.text import Reader, Text
from tests.architecture import source

# Which argument says the code, by what is called.
PLACES = {"ServiceError": 1, "require": 0}


def called(call: ast.Call) -> str:
    """Return the last name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def raised() -> Iterator[tuple[str, str]]:
    """Yield every code that is raised as a literal, with the module that raises it."""
    for module in source.under("registry/", "partners/"):
        # What has none of these words need not be parsed.
        if not any(name in module.text for name in PLACES):
            continue
        for call in module.calls():
            place = PLACES.get(called(call))
            if place is None or len(call.args) <= place:
                continue
            argument = call.args[place]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value, module.path


def composed() -> set[str]:
    """Return the codes that are put together from the name of a record."""
    names = set(moves.record_names())
    found = {f"{name}.wrong_state" for name in names}
    return found | {f"{name}.not_found" for name in (*names, "case", "debtor")}


def test_every_code_that_is_raised_has_a_text(app: Flask) -> None:
    codes = list(raised())
    assert len(codes) > 40
    known = texts.codes() | set(imports.TEXTS)
    assert [place for place in codes if place[0] not in known] == []
    assert composed() - texts.codes() == set()


def test_every_text_is_written_in_both_languages(app: Flask) -> None:
    for code in texts.codes():
        for language in Language:
            assert texts.title_of(code, language)
            assert texts.detail_of(code, language).endswith(("。", ".")), code


# Calls and headers, which nobody sees who reads a page or types a command.
CALLS = re.compile(r"/api/|Retry-After|Content-Type|columns 中|`columns`|\b(?:GET|POST) ")
COMMANDS = re.compile(r"\bflask \w|\.venv")


@pytest.mark.parametrize("reader", [Reader.PROGRAM, Reader.PAGE])
def test_no_command_is_named_to_whoever_types_none(app: Flask, reader: Reader) -> None:
    told = {
        code: texts.detail_of(code, language, reader)
        for code in texts.codes()
        for language in Language
    }
    assert {code: detail for code, detail in told.items() if COMMANDS.search(detail)} == {}


@pytest.mark.parametrize(
    "code",
    [
        "agency.not_found",
        "agency.measure_unknown",
        "parked.not_found",
        "endpoint.not_found",
        "replay.not_found",
        "court.unknown",
        "staff.unknown",
    ],
)
def test_what_to_do_fits_whoever_reads_it(app: Flask, code: str) -> None:
    for language in Language:
        assert COMMANDS.search(texts.detail_of(code, language, Reader.COMMAND))
        assert not CALLS.search(texts.detail_of(code, language, Reader.PAGE))


def test_nobody_on_a_page_is_told_to_call_the_register(app: Flask) -> None:
    raised_by_pages = [
        "stream.awaiting_snapshot",
        "replay.before_agency",
        "session.too_many",
        "store.unavailable",
        "screening_list.type_unknown",
        "screening_list.columns_missing",
        "screening_list.columns_ambiguous",
    ]
    for code in raised_by_pages:
        for language in Language:
            assert not CALLS.search(texts.detail_of(code, language, Reader.PAGE))


def test_a_code_without_a_text_speaks_for_itself() -> None:
    assert texts.title_of("no.such", Language.ENGLISH) == "no.such"
    assert texts.detail_of("no.such", Language.CHINESE) == ""


def test_two_areas_cannot_say_different_things_of_one_code() -> None:
    with pytest.raises(ValueError, match=r"route\.unknown"):
        texts.add({"route.unknown": Text("另一", "another", "另一。", "another.")})


def test_every_kind_of_error_has_a_status() -> None:
    assert set(STATUS) == set(ErrorKind)
    assert all(400 <= status < 600 for status in STATUS.values())


class Everything(marshmallow.Schema):
    """One field of each kind that the schemas use."""

    needed = fields.String(required=True)
    text = fields.String()
    number = fields.Integer()
    flag = fields.Boolean()
    id = fields.UUID()
    day = fields.Date()
    many = fields.List(fields.String())
    one = fields.Nested(lambda: Everything())
    choice = fields.Enum(ErrorKind, by_value=True)
    longest = fields.String(validate=validate.Length(max=1))
    shortest = fields.String(validate=validate.Length(min=3))
    length = fields.String(validate=validate.Length(min=3, max=5))
    range = fields.Integer(validate=validate.Range(min=1, max=2))
    form = fields.String(validate=validate.Regexp("a"))
    option = fields.String(validate=validate.OneOf(["a"]))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("text", None, "null"),
        ("text", 1, "not_text"),
        ("number", "x", "not_a_number"),
        ("flag", "x", "not_a_boolean"),
        ("id", "x", "not_an_id"),
        ("day", "x", "not_a_date"),
        ("many", "x", "not_a_list"),
        ("one", "x", "not_an_object"),
        ("choice", "x", "not_in_list"),
        ("longest", "xx", "too_long"),
        ("shortest", "xx", "too_short"),
        ("length", "xx", "wrong_length"),
        ("range", 0, "out_of_range"),
        ("form", "x", "wrong_form"),
        ("option", "x", "not_in_list"),
        ("nothing", "x", "unknown"),
    ],
)
def test_sentences_of_the_library_become_codes_of_ours(
    field: str, value: object, code: str
) -> None:
    errors = Everything().validate({"needed": "x", field: value})
    (error,) = field_errors.of_messages({"json": errors})
    assert (error.code, error.pointer) == (code, f"/{field}")
    for language in Language:
        sentence = error.as_json(language)["message"]
        assert sentence
        assert "{limit}" not in sentence


@pytest.mark.parametrize(
    ("field", "value", "limit"), [("length", "xx", "3–5"), ("range", 0, "1–2")]
)
def test_a_range_has_no_words_of_another_language(field: str, value: object, limit: str) -> None:
    errors = Everything().validate({"needed": "x", field: value})
    (error,) = field_errors.of_messages({"json": errors})
    sentence = error.as_json(Language.CHINESE)["message"]
    assert limit in sentence
    assert not any("a" <= character <= "z" for character in sentence)


def test_a_field_named_by_somebodys_number_is_not_repeated() -> None:
    (error,) = field_errors.of_messages({"json": {"510199198503070013": ["Unknown field."]}})
    assert error.pointer == "/[number withheld]"


def test_a_missing_field_is_named_where_it_should_be() -> None:
    errors = Everything().validate({"one": {}})
    found = {(error.pointer, error.code) for error in field_errors.of_messages({"json": errors})}
    assert found == {("/needed", "required"), ("/one/needed", "required")}


def test_a_wrong_parameter_is_named_and_not_pointed_at() -> None:
    (error,) = field_errors.of_messages({"query": {"per_page": ["not_a_number"]}})
    assert error.as_json(Language.ENGLISH) == {
        "parameter": "per_page",
        "code": "not_a_number",
        "message": "A whole number is needed.",
    }
