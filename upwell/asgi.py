"""The door for what must stay open: a small ASGI process that tells open pages that something new has come."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
application = get_asgi_application()
