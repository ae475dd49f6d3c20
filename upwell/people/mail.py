"""Mail about signing in: one link, in a few plain words."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from upwell.people.links import key_for, key_to_join
from upwell.people.models import Person
from upwell.people.permissions import can_join
from upwell.people.queries import organisation


def send_link(email: str, next_page: str) -> None:
    """Mail a link to sign in to whoever has this address; one to join to whoever may; nothing to anybody else."""
    person = Person.objects.active().filter(email=email).first()
    home = organisation()
    if person:
        link, words = reverse("account_link", args=[key_for(person, next_page)]), "people/mail/sign_in.txt"
    elif can_join(home, email) and not Person.objects.filter(email=email).exists():
        link, words = reverse("account_join", args=[key_to_join(email, next_page)]), "people/mail/join.txt"
    else:
        return
    context = {"person": person, "organisation": home.name, "link": settings.SITE_URL + link}
    subject = _("Your link to sign in to %(organisation)s") % {"organisation": home.name}
    send_mail(subject, render_to_string(words, context), None, [email])
