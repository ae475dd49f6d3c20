"""What somebody meant when they typed a name or part of a title: the one thing it can be, or those to choose from."""

from django.utils.translation import gettext as _

from upwell.core.text import one_line
from upwell.needs.forms import PersonForm
from upwell.needs.queries.choosing import colleagues_named
from upwell.people.models import Person


def chosen_person(form: PersonForm, by: Person) -> tuple[Person | None, list[Person]]:
    """The colleague chosen or typed in full; else those of a like name to choose from, and the form asks which."""
    chosen: Person | None = form.cleaned_data.get("person")
    typed = one_line(form.cleaned_data.get("name", ""))
    if chosen is not None or not typed:
        return chosen, []
    alike = colleagues_named(typed, besides=by)
    exact = [one for one in alike if typed.casefold() in {one.name.casefold(), one.email.casefold()}]
    if len(exact) == 1:
        return exact[0], []
    form.add_error("name", _("Whom do you mean?") if alike else _("Nobody here is called that. Try part of the name."))
    return None, alike
