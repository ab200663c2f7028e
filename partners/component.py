"""The partner side as a component (推送组件): hands its tables, commands, jobs and pages to the
application.
"""

from flask import Flask

from partners.models import agencies, streams

#  Importing a family of tables is what makes it part of the one metadata and the one migration
# history.
TABLES = (agencies, streams)


def init_app(app: Flask) -> None:
    """Add the partner side to an application."""
