"""The entry point (入口) of every process: ``flask`` commands, the web server and the scheduler
start from here.
"""

import os

from config import Settings
from partners import component
from registry.app import create_app

app = create_app(Settings.from_env(os.environ), component.init_app)
