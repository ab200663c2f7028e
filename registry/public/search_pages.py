"""Search pages (查询页面): a form by name, and below it what was found, or why nothing was asked;
the lists of persons and the closed rounds have one each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request
from marshmallow import EXCLUDE, ValidationError

from registry.errors import ErrorKind, ServiceError
from registry.i18n import asked_language, current_language
from registry.public import links, wording
from registry.public.answers import Answer
from registry.public.entries import answered
from registry.public.questions import looks_like_number
from registry.runtime import current_runtime
from registry.search.query import Shelf
from registry.web import texts
from registry.web.problems import STATUS
from schemas.public import ENTRIES_PER_PAGE, NameSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A search page: where it is, what shows it, where it looks, and what may be asked there."""

    path: str
    template: str
    shelf: Shelf
    query: type[NameSearch]
    asked: tuple[str, ...]

    def show(self) -> Response:
        """Answer the request in hand."""
        if "name" not in request.args:
            return self._page({})
        given = {name: request.args[name] for name in self.asked if name in request.args}
        asked = {name: value for name, value in given.items() if value.strip()}
        twice = [name for name in self.asked if len(request.args.getlist(name)) > 1]
        if twice:
            return self._refusal(asked, dict.fromkeys(twice, "field.repeated"), ErrorKind.INVALID)
        try:
            arguments = self.query().load(asked, unknown=EXCLUDE)
            return self._page(asked, answer=answered(arguments, self.shelf, size=ENTRIES_PER_PAGE))
        except ValidationError as refused:
            codes = {field: _code_of(field, asked) for field in refused.messages_dict}
            return self._refusal(asked, codes, ErrorKind.INVALID)
        except ServiceError as refused:
            return self._refusal(asked, {str(refused.facts["field"]): refused.code}, refused.kind)

    def _refusal(
        self, asked: Mapping[str, str], codes: dict[str, str], kind: ErrorKind
    ) -> Response:
        """Say beside each field what is wrong with it, and keep what is not.

        A number goes neither back into the page nor into its links, whatever else is wrong; another
        name stays, to be mended.
        """
        is_number = looks_like_number(asked.get("name", ""))
        if is_number:
            codes["name"] = "name.looks_like_number"
        kept = {
            field: value
            for field, value in asked.items()
            if field not in codes or (field == "name" and not is_number)
        }
        language = current_language()
        errors = {field: texts.detail_of(code, language) for field, code in codes.items()}
        return self._page(kept, errors=errors, status=STATUS[kind])

    def _page(
        self,
        asked: Mapping[str, str],
        *,
        answer: Answer | None = None,
        errors: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> Response:
        shown: dict[str, Any] = {
            "path": self.path,
            "offered": self.asked,
            "asked": asked,
            "answer": answer,
            "errors": errors or {},
            "choices": wording.choices(),
            "kept_language": asked_language(request.args),
            "asked_at": wording.moment(current_runtime().now()),
            "links": links.around(asked, answer, path=self.path),
            "language_links": links.in_other_languages(self.path, asked),
        }
        return make_response(render_template(self.template, **shown), status)


def _code_of(field: str, asked: Mapping[str, str]) -> str:
    if field == "name":
        return "name.too_long" if "name" in asked else "name.missing"
    return "cursor.invalid" if field == "after" else "choice.unknown"
