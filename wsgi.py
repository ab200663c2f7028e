"""The entry point (入口) of every process: ``flask`` commands, the web server and the scheduler
start from here.
"""

import os

from config import Settings
from partners import component
from registry import logs
from registry.app import create_app

settings = Settings.from_env(os.environ)
logs.configure(settings.log_level)
app = create_app(settings, component.init_app)
