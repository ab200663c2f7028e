"""Error pages (错误页面): a problem as readers of pages see it, in their language."""

from flask import Response, make_response, render_template

from registry.i18n import remember_choice
from registry.public.privacy import keep_out_of_stores
from registry.web.problems import Problem


def render(problem: Problem, *, back: str = "") -> Response:
    """Return the page that says what went wrong, and where to go on.

    :param back: the page that the reader was on; where nobody knows, the search is offered.
    """
    page = make_response(render_template("problem.html", problem=problem, back=back))
    return remember_choice(keep_out_of_stores(page))
