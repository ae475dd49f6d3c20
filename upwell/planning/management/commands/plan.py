"""`upwell plan EMAIL`: what somebody's week is chosen from, the rules, and the choice, so that it can be checked from outside."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from upwell.people.models import Person
from upwell.planning.queries.choice import Choice, choice_of, laid_open


class Command(BaseCommand):
    """Lays a choice open. Nothing is kept of it: a plan is made by whose it is, and on Monday by itself."""

    help = "Prints what a plan of this moment would be chosen from, by which rules, and what is chosen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose week, and how it is printed."""
        parser.add_argument("email", help="of somebody who is here")
        parser.add_argument("--json", action="store_true", help="everything, for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        here = Person.objects.active().with_team()
        person = here.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        choice = choice_of(person)
        self.stdout.write(json.dumps(laid_open(choice), indent=2) if options["json"] else in_lines(choice))


def in_lines(choice: Choice) -> str:
    """The choice for people: a line for each candidate, a star before those that are chosen."""
    head = f"The week of {choice.week:%Y-%m-%d}: {choice.rules.minutes} of {choice.minutes} minutes to plan"
    rows = [
        f"{'*' if one.key in choice.chosen_keys else ' '} {one.minutes:3} min {one.worth:4} points  {one.title}"
        f"\n                         {one.reason}"
        for one in choice.candidates
    ]
    return "\n".join([head, *rows])
