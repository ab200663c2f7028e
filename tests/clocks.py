"""A clock that stands still (测试时钟) until a test moves it."""

from datetime import datetime, timedelta

from registry.clock import SHANGHAI

# A Monday morning in court, far from the ends of months and years.
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


class SetClock:
    """Answers the moment it was set to, as the application's clock does."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Set the clock to a moment."""
        self.moment = moment

    def forward(self, span: timedelta) -> None:
        """Put the clock forward."""
        self.moment += span
