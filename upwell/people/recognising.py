"""Who is behind a session: allauth's backend, which each page asks for the person and their team in one question."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from upwell.core.prepared import prepared
from upwell.people.models import Person


@prepared
def _person(pk: int) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.with_team().filter(pk=pk)
    return found


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth says nothing of its types
    """Lets in whoever allauth lets in, as long as they work here."""

    def get_user(self, user_id: int) -> Person | None:
        found = _person(int(user_id))
        return found[0] if found and self.user_can_authenticate(found[0]) else None
