"""`upwell token EMAIL`: a new API token, and nothing else, on the output."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from upwell.people.actions import issue_token
from upwell.people.models import Person


class Command(BaseCommand):
    """Makes a token for whoever has an address."""

    help = "Prints a new API token for the person with this e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, and what the token is for."""
        parser.add_argument("email", help="of somebody who is here")
        parser.add_argument("--name", default="", help="what the token is for, as it stands in their settings")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the token; say in one line why there is none."""
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        try:
            secret = issue_token(person, by=None, name=options["name"] or _("Made on the command line"))[1]
        except PermissionDenied as refusal:
            raise CommandError(f"{person.name} has left, so there is no token for them.") from refusal
        self.stdout.write(secret)
