"""The API description (接口说明), OpenAPI 3.1, written from the views themselves.

Every answer a view may give is stated, errors included: an error that is not in the description is
a fault that the tests find.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import partial
from http import HTTPStatus
from threading import RLock
from typing import Any, NoReturn, TypeVar, cast

import flask_smorest
from apispec import APISpec
from flask import Flask, Request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser

from registry.errors import ErrorKind, ServiceError
from registry.web import bodies, described_fields, field_errors
from registry.web.auth import ACTING_STAFF
from registry.web.idempotency import HEADER as IDEMPOTENCY_KEY
from registry.web.idempotency import LONGEST, REPLAYED
from registry.web.problems import MEDIA_TYPE, STATUS
from schemas.problem import Problem

View = TypeVar("View", bound=Callable[..., Any])
EXTENSION = "registry.api"
COURT_KEY = "courtKey"
TITLE = "失信被执行人名单库 Register of dishonest judgment debtors"
DESCRIPTION = (
    "法院办理纳入、限制消费、履行能力认定、终本、信用修复和救济；公众查询、核验证明书；单位反馈。"
    "错误以 problem document（RFC 9457）答复，语言随 Accept-Language。\n\n"
    "Courts list, restrict, assess capacity, close rounds, repair credit and hear remedies; the "
    "public searches and verifies certificates; agencies hand in receipts. Errors are problem "
    "documents (RFC 9457) in the language of Accept-Language."
)
_TEXT = {"type": "string"}
_HEADERS: dict[str, dict[str, Any]] = {
    "ETag": {"description": "版本 The version of the record.", "schema": _TEXT},
    "Location": {"description": "新记录的地址 Where the new record is.", "schema": _TEXT},
    REPLAYED: {
        "descr"
        "iption": "重复请求，答复与首次相同 The request was repeated; this is its first answer.",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
_PROBLEM_HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"required": True, "schema": _TEXT}},
    405: {"Allow": {"required": True, "schema": _TEXT}},
    429: {"Retry-After": {"required": True, "schema": _TEXT}},
    503: {"Retry-After": {"required": True, "schema": _TEXT}},
}
_ACTING_STAFF = {
    "in": "header",
    "name": ACTING_STAFF,
    "description": "经办人登录名，使用法院系统密钥时必填 "
    "Login of the acting person; needed with the key of a court's system.",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,64}$"},
}
_IDEMPOTENCY_KEY = {
    "in": "header",
    "name": IDEMPOTENCY_KEY,
    "description": "自定的唯一编号，重试时使用同一编号 "
    "A unique key of your own choice, the same one on a retry.",
    "required": True,
    "schema": {"type": "string", "pattern": f"^[!-~]{{1,{LONGEST}}}$"},
}
_IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "所见记录的 ETag The ETag of the record as you saw it.",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}


class Parser(FlaskParser):
    """Reads requests: bodies by :mod:`registry.web.bodies`, nothing unknown anywhere."""

    # Declared by the library as it stands here, and changed by nobody.
    DEFAULT_UNKNOWN_BY_LOCATION = {"json": RAISE, "query": RAISE, "path": RAISE}  # noqa: RUF012

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Return the object in the body; an empty one where the act may come without a body."""
        if getattr(schema, "MAY_BE_ABSENT", False) and not bodies.whole().strip():
            return {}
        return bodies.read_json()

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """Return the parameters of the address; one that is stated twice counts for neither."""
        twice = [name for name, values in req.args.lists() if len(values) > 1]
        if twice:
            raise ValidationError({name: ["duplicate"] for name in twice})
        return super().load_querystring(req, schema)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Refuse a request whose fields are not acceptable."""
        messages = error.normalized_messages()
        facts = {"errors": field_errors.of_messages(messages)}
        raise ServiceError(ErrorKind.INVALID, "request.invalid", facts)


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # not annotated
    """A blueprint whose views stand in the API description."""

    ARGUMENTS_PARSER = Parser()

    @staticmethod
    def _make_doc_response_schema(schema: Any) -> Any:
        """Describe an answer by the class of its shape.

        The library copies all that describes a view once a decorator, an instance with all of its
        fields: a third of the time that a process of ours took to start.
        """
        is_whole = isinstance(schema, Schema) and not (
            schema.many or schema.only or schema.exclude or schema.partial
        )
        return type(schema) if is_whole else schema

    def arguments(
        self, schema: type[Schema], *, location: str = "json", **how: Any
    ) -> Callable[[View], View]:
        """Take what a schema says, in a body that is needed unless the schema lets it be absent."""
        how.setdefault("required", not getattr(schema, "MAY_BE_ABSENT", False))
        return cast("Callable[[View], View]", super().arguments(schema, location=location, **how))

    def problems(self, *statuses: int) -> Callable[[View], View]:
        """State which errors a view may answer with."""

        first, *others = statuses

        def decorate(view: View) -> View:
            described: Any = self.alt_response(first, HTTPStatus(first).name)(view)
            # Where the library keeps them; it would wrap the view, and copy all of it, for each.
            stated = described._apidoc["response"]["responses"]
            for status in others:
                stated.setdefault(status, []).append(HTTPStatus(status).name)
            return cast(View, described)

        return decorate

    def reading(self) -> Callable[[View], View]:
        """State what every view has that courts read by."""

        def decorate(view: View) -> View:
            described = self.doc(security=[{COURT_KEY: []}])(view)
            return cast(View, self.problems(401, 403, 503)(described))

        return decorate

    def acting(self, *, changes: bool) -> Callable[[View], View]:
        """State what every view has that courts act by.

        :param changes: whether the act changes a record that was there, in the version seen.
        """
        return self._acting([{COURT_KEY: []}], [_ACTING_STAFF], changes=changes)

    def acting_by(self, key: str, *, changes: bool) -> Callable[[View], View]:
        """State what every view has that holders of another kind of key act by; otherwise as
        :meth:`acting`.

        :param key: the kind of key, as :meth:`Api.add_key` has described it.
        """
        return self._acting([{key: []}], [], changes=changes)

    def _acting(
        self,
        security: list[dict[str, list[str]]],
        headers: list[dict[str, Any]],
        *,
        changes: bool,
    ) -> Callable[[View], View]:
        headers = [*headers, _IDEMPOTENCY_KEY, *([_IF_MATCH] if changes else [])]
        stale = (412, 428) if changes else ()

        def decorate(view: View) -> View:
            described = self.doc(security=security, parameters=headers)(view)
            statuses = (400, 401, 403, 404, 409, 413, 415, 422, 503, *stale)
            return cast(View, self.problems(*statuses)(described))

        return decorate


class Api(flask_smorest.Api):  # type: ignore[misc]  # not annotated
    """The API with its description, which is written when somebody first asks for it: a command
    that lives for a second has no use for it.
    """

    ERROR_SCHEMA = Problem
    # Every error is stated by its status: a description that allows anything says nothing.
    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        self._writing = RLock()
        self._unwritten: list[Callable[[], None]] = []
        super().__init__(app)

    @property
    def spec(self) -> APISpec:
        """Return the description, with all that was added until now."""
        with self._writing:
            while self._unwritten:
                self._unwritten.pop(0)()
            return self._spec

    @spec.setter
    def spec(self, spec: APISpec) -> None:
        self._spec = spec

    @property
    def is_written(self) -> bool:
        """Tell whether somebody has asked for the description of all that was added."""
        return not self._unwritten

    def register_blueprint(self, blp: Blueprint) -> None:
        """Add a blueprint, its views and their description."""
        by_name = self._app.extensions["flask-smorest"]["blp_name_to_api"]
        by_name[blp.name] = self
        self._app.register_blueprint(blp)
        self._unwritten.append(partial(self._write, blp))

    def _write(self, blueprint: Blueprint) -> None:
        name = blueprint.name
        blueprint.register_views_in_doc(self, self._app, self._spec, name=name, parameters=None)
        self._spec.tag({"name": name, "description": blueprint.description})

    def add_webhook(self, name: str, operation: Mapping[str, Any]) -> None:
        """Describe a request that the register itself sends, and what may be answered to it.

        :param operation: as OpenAPI has it, with our own shapes where it has schemas.
        """
        self._unwritten.append(partial(self._write_webhook, name, operation))

    def _write_webhook(self, name: str, operation: Mapping[str, Any]) -> None:
        described = {"post": deepcopy(dict(operation))}
        self.ma_plugin.resolver.resolve_operations(described)
        self._spec.options.setdefault("webhooks", {})[name] = described

    def add_key(self, name: str) -> None:
        """Describe a kind of key that callers show; nothing else is written for that."""
        scheme = {"type": "http", "scheme": "bearer", "description": "drk_<prefix>_<secret>"}
        self._spec.components.security_scheme(name, scheme)

    def _register_error_handlers(self) -> None:
        """Leave errors to :mod:`registry.web.problems`."""

    def _register_responses(self) -> None:
        """Describe errors as what they are, problem documents with the headers that they carry."""
        for status in sorted({*STATUS.values()}):
            response: dict[str, Any] = {
                "description": HTTPStatus(status).phrase,
                "content": {MEDIA_TYPE: {"schema": Problem}},
            }
            if status in _PROBLEM_HEADERS:
                response["headers"] = _PROBLEM_HEADERS[status]
            name = HTTPStatus(status).name
            self.spec.components.response(name, response, lazy=True)


def headers(*names: str) -> dict[str, dict[str, Any]]:
    """Return the descriptions of headers that an answer carries."""
    return {name: _HEADERS[name] for name in names}


def init_app(app: Flask) -> Api:
    """Give an application its API, to which blueprints are added by ``register_blueprint``."""
    app.config.update(
        API_TITLE=TITLE,
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION, "license": _LICENSE}},
    )
    api = Api(app)
    for describe in described_fields.FUNCTIONS:
        api.ma_plugin.converter.add_attribute_function(describe)
    app.extensions[EXTENSION] = api
    api.add_key(COURT_KEY)
    return api


def api_of(app: Flask) -> Api:
    """Return the API of an application, for a component that adds to it."""
    found: Api = app.extensions[EXTENSION]
    return found


_LICENSE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
