"""The request of somebody signed in: what `members_only` and its kin hand to a view, for the type checker's sake."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from upwell.people.models import Person


class MemberRequest(HttpRequest):
    """A request whose `user` is a person; views behind an access decorator take this type."""

    user: Person
    htmx: HtmxDetails
