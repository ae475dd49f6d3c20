"""The door for pages and the API: one WSGI application, because pages do not wait for anything (docs/decisions)."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from upwell.core.memory import SettlingDown
from upwell.core.sharing import share_out
from upwell.core.turns import TakingTurns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
application = share_out(TakingTurns(SettlingDown(get_wsgi_application())), Path(settings.DATA) / "run" / "desks")
