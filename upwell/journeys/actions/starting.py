"""Starting a path from one that comes with Upwell."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.journeys.actions.making import start_path
from upwell.journeys.actions.stepping import add_section, add_step
from upwell.journeys.models import Path
from upwell.journeys.starters import starters
from upwell.people.models import Person


@transaction.atomic
def start_from(name: str, *, by: Person) -> Path:
    """Start a path of one's own with the line of the starter of this name; everybody may. It is nobody else's until it is
    published. Refused in words: a name that there is none of."""
    if name not in starters():
        raise ValidationError(_("There is no such path to start from."))
    starter = starters()[name]
    path = start_path(starter.details, by=by)
    for each in starter.line:
        if isinstance(each, str):
            add_section(path, by=by, title=each)
        else:
            add_step(path, by=by, details=each)
    return path
