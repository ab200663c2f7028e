"""Telling the story (讲述): each step as it happens, with what was observed and where."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape

OBSERVE_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.1


class StoryError(Exception):
    """The story cannot go on: a step that others need did not happen."""


@dataclass
class Telling:
    """Prints steps and observations, and remembers what was not observed.

    :param console: where the story is told.
    """

    console: Console
    missed: list[str] = field(default_factory=list)
    _chapter: int = 0

    def chapter(self, zh: str, en: str) -> None:
        """Begin a new part of the story."""
        self._chapter += 1
        self.console.print(f"\n[bold]{self._chapter}. {zh}[/bold]  [dim]{en}[/dim]")

    def note(self, zh: str, en: str = "") -> None:
        """Tell something that needs no observation."""
        self.console.print(f"   [dim]·[/dim] {escape(zh)}  [dim]{escape(en)}[/dim]")

    def observe(
        self, zh: str, en: str, look: Callable[[], str | None], *, within: float = OBSERVE_SECONDS
    ) -> bool:
        """Look again and again until something is seen or the time is over.

        :param look: returns what was seen, or nothing while it is not there yet.
        :param within: seconds.
        """
        began = time.monotonic()
        seen = look()
        while seen is None and time.monotonic() - began < within:
            # Looking from outside at other processes: there is nothing to wait on but time.
            time.sleep(LOOK_AGAIN_SECONDS)
            seen = look()
        took = time.monotonic() - began
        if seen is None:
            self.missed.append(en)
            self.console.print(
                f"   [red]✗[/red] {escape(zh)}  [dim]{escape(en)}[/dim]  "
                f"[red]{within:.0f} 秒内未见 not seen in {within:.0f} s[/red]"
            )
            return False
        self.console.print(
            f"   [green]✓[/green] {escape(zh)}  [dim]{escape(en)}[/dim]  "
            f"{escape(seen)} [dim]{took:.1f} s[/dim]"
        )
        return True
