"""What every program of the tests is forked from (已加载的程序): the register, loaded and ready.

Only the process that programs are forked from reads this. What it has loaded stays until the end,
so nobody looks through it for garbage: neither while it loads nor in what is forked from it.
"""

import gc

gc.disable()

from importlib import import_module

from flask import cli
from sqlalchemy.orm import configure_mappers

from partners import component
from registry import app

# The web server has no types.
LOADED = (cli, component, app, import_module("gunicorn.app.wsgiapp"))
# Else each program would do it anew with its first question to the store.
configure_mappers()
gc.freeze()
gc.enable()
