"""Good morning, at the time of day it is for the person."""

from datetime import datetime

from django.utils.translation import gettext as _

from upwell.people.local_time import zone_of
from upwell.people.models import Person


def greeting(person: Person, moment: datetime) -> str:
    """'Good morning, Amara.' in the person's own time zone, else the organisation's."""
    hour = moment.astimezone(zone_of(person)).hour
    words = {"name": person.first_name}
    if 4 <= hour < 12:
        return _("Good morning, %(name)s.") % words
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s.") % words
    return _("Good evening, %(name)s.") % words
