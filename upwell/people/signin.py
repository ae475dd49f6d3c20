"""How people sign in, where allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from upwell.people.models import Organisation


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Accounts come from an import or an invitation; sign-up is open only where an admin opened it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether somebody may make an account for themselves."""
        return Organisation.objects.filter(may_sign_up=True).exists()
