"""The door for pages and the API: one WSGI application, because pages do not wait for anything (docs/decisions)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
application = get_wsgi_application()
