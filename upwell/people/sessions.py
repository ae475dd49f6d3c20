"""Sessions in the database, where each page looks for its own: Django's, read by a question worked out once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from upwell.core.prepared import prepared


@prepared
def _open_session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """Django's own store in every other way."""

    def _get_session_from_db(self) -> Session | None:
        found = _open_session(self.session_key or "", timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None
