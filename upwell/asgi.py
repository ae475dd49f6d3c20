"""The door for what must stay open: a small ASGI process that tells open pages that something new has come."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
settings.ROOT_URLCONF = "upwell.web.live_urls"  # pages are the WSGI process's; this one serves streams alone
application = get_asgi_application()
