"""Security headers (安全响应头) of every answer; a view that needs another one sets it itself."""

from flask import Flask, Response, request

# Nothing from other hosts, nothing inline, nothing framed.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
EVERYWHERE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
API = "/api/"
ONE_YEAR = "max-age=31536000"


def init_app(app: Flask, *, over_https: bool) -> None:
    """Let every answer of this application carry the headers.

    :param over_https: whether the register is reached by https, and should not be otherwise.
    """

    def add(response: Response) -> Response:
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(API):
            # A copy in a cache would outlive a removal.
            response.headers.setdefault("Cache-Control", "no-store")
        if over_https:
            response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
        return response

    app.after_request(add)
