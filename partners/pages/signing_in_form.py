"""The form for signing in (登录表单), with why it is shown and where one goes on from there."""

import re

from flask import Response, make_response, render_template

from partners.pages import sessions
from registry.public import links

LONGEST_BACK = 1_000
# Below which addresses the pages of each kind lie.
_BELOW = {
    sessions.OPERATOR: re.compile(r"/partners(?:/agencies/[^/?#]+)?(?:\?|$)"),
    sessions.AGENCY: re.compile(r"/partners/own(?:/|\?|$)"),
    sessions.COURT: re.compile(r"/partners/court/"),
}
_PLAIN = re.compile(r"[!-\[\]-~]*")


def show(*, refusal: str = "", status: int = 200, back: str = "") -> Response:
    """Return the page.

    :param back: where one goes on; nothing for the first page of whoever signs in.
    """
    page = render_template(
        "partners/sign_in.html",
        refusal=refusal,
        back=back,
        language_links=links.in_other_languages(sessions.SIGN_IN, {"back": back} if back else {}),
    )
    return make_response(page, status)


def leads_to(kind: str, back: str) -> str:
    """Return where somebody goes on who has signed in: where he came from, if that is one of his
    pages, or else his first page.
    """
    is_own = len(back) <= LONGEST_BACK and _PLAIN.fullmatch(back) and _BELOW[kind].match(back)
    return back if is_own else sessions.HOME[kind]
