"""The description of the API as tests read it (测试所读的接口说明): written once a process, for all
who ask about every operation.
"""

from typing import Any

from partners import component
from registry.app import create_app
from registry.web import openapi
from tests.engines.migrated import settings_for

APP = create_app(settings_for("sqlite://"), component.init_app)
with APP.app_context():
    DESCRIPTION: dict[str, Any] = openapi.api_of(APP).spec.to_dict()
METHODS = ("get", "post", "put", "patch", "delete")
OPERATIONS = [
    f"{method.upper()} {path}"
    for path, described in DESCRIPTION["paths"].items()
    for method in described
    if method in METHODS
]
