"""Addresses whose writers are made late (迟编译的路由规则): most processes write few of them."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule that compiles what writes its address when an address is first written.

    The library compiles two functions a rule at once, which was three quarters of what it takes to
    build the application: every command, worker and scheduler waited for it.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(partial(super()._compile_builder, append_unknown))

        def build(*rule: Rule, **values: Any) -> tuple[str, str]:
            return compiled()(*rule, **values)

        return build
