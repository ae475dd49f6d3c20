"""A name or a title that is one long word breaks on a phone, and never makes the page wider than the screen."""

import pytest

from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.library.sheets import published
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import voice_need
from upwell.people.actions import set_skill
from upwell.people.models import Person

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
PHONE = 390


def test_no_long_word_widens_a_page_on_a_phone(everybody: Cast, sign_in: SignIn) -> None:
    Person.objects.filter(pk=everybody.author.pk).update(name=f"{LONG} {LONG}", title=LONG)
    author = Person.objects.get(pk=everybody.author.pk)
    set_skill(author, by=author, name=LONG, level=3)
    item = published(author, title=f"{LONG}?")
    need = declare_need(f"{LONG}?", by=author, why=LONG, skills=[LONG])
    voice_need(need, by=everybody.helper, why=LONG)
    page = sign_in(everybody.author)
    page.set_viewport_size({"width": PHONE, "height": 844})
    places = ["/", "/needs/", "/learn/", "/people/", author.get_absolute_url(), item.get_absolute_url()]
    places += [f"/needs/{need.pk}/", f"/needs/{need.pk}/voices/", f"/needs/{need.pk}/edit/"]
    host = page.url.rstrip("/")
    wide = [
        place
        for place in places
        if page.goto(f"{host}{place}") and page.evaluate("document.documentElement.scrollWidth") > PHONE
    ]
    assert wide == []
