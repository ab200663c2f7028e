"""Privacy of answers (答复不留存): what names a person stays in no cache and no search engine."""

from flask import Response


def keep_out_of_stores(response: Response) -> Response:
    """Forbid to keep an answer on its way: what is removed is gone at the next request."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
