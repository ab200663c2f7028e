"""The entry point (入口) of every process: ``flask`` commands, the web server and the scheduler
start from here.
"""

import gc
import os
import sys

# What a process loads stays until it ends; looking through it for garbage again and again while it
# loads took a quarter of the start.
gc.disable()

from config import ConfigurationError, Settings
from partners import component
from registry import logs
from registry.app import create_app

# The status by which gunicorn tells a worker that cannot start from one that fell: it gives up
# instead of starting another one for ever.
CANNOT_START = 3

try:
    settings = Settings.from_env(os.environ)
    logs.configure(settings.log_level)
    app = create_app(settings, component.init_app)
except ConfigurationError as error:
    sys.stderr.write(f"设置有误，未能启动。Not started, a setting is wrong: {error}\n")
    sys.exit(CANNOT_START)
gc.freeze()
gc.enable()
