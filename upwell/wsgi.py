"""The door for pages and the API: one WSGI application, because pages do not wait for anything (docs/decisions)."""

import os

from django.core.wsgi import get_wsgi_application

from upwell.core.memory import SettlingDown
from upwell.core.turns import TakingTurns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
application = TakingTurns(SettlingDown(get_wsgi_application()))
