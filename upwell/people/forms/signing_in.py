"""What one types to get in."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

EMAIL = {"autocomplete": "username", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
NEW_PASSWORD_HELP = _("At least 10 characters. Three or four words that only you would put together are easy to keep.")


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is not typed
    """Address and password; allauth checks them and counts the attempts."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        address, password = self.fields["login"], self.fields["password"]
        address.label, address.max_length = _("E-mail address"), 254
        address.widget = forms.EmailInput(attrs={**EMAIL, "maxlength": 254})
        password.label, password.help_text = _("Password"), ""
        password.max_length = 200
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "maxlength": 200})


class LinkForm(forms.Form):
    """The address that a link is sent to; called `login` as in the form beside it."""

    login = forms.EmailField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs=EMAIL))


class JoinForm(forms.Form):
    """What a newcomer is called."""

    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class WelcomeForm(forms.Form):
    """What the first person says of the organisation and of themselves."""

    organisation = forms.CharField(
        label=_("What is your organisation called?"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs=EMAIL))
    password = forms.CharField(
        label=_("A password"),
        max_length=200,
        strip=False,
        help_text=NEW_PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PasswordForm(forms.Form):
    """The password one has, where it is asked for, and the one to be."""

    current = forms.CharField(
        label=_("Your password now"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Your new password"),
        max_length=200,
        strip=False,
        help_text=NEW_PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, asks_for_current: bool, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if not asks_for_current:
            del self.fields["current"]
