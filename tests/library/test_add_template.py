"""Stewards offer a module as a template, call it otherwise, retire it; others start from it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at, read
from tests.cast import Cast
from tests.library.sheets import draft, published
from upwell.core.models import Line
from upwell.library.actions.templating import add_template, rename_template, retire_template
from upwell.library.models import Item, Module, Template


def verbs() -> list[str]:
    return list(Line.objects.filter(verb__startswith="template.").order_by("at", "id").values_list("verb", flat=True))


def test_a_module_becomes_a_template_that_others_start_from(cast: Cast) -> None:
    item = published(cast.author)
    template = add_template(item, by=cast.steward, name="Letter", about="For letters")
    at(cast.newcomer).post("/make/", {"title": "Mine", "start_from": f"own-{template.pk}"})
    mine = Item.objects.get(title="Mine")
    assert Module.objects.get(pk=mine.pk).draft == template.blocks
    assert mine.owner == cast.newcomer
    assert "Letter" in read(at(cast.newcomer).get("/make/"))


def test_only_stewards_may_and_only_with_what_is_published(cast: Cast) -> None:
    item = published(cast.author)
    template = add_template(item, by=cast.steward, name="Letter")
    for person in (cast.author, cast.lead, cast.leaver):
        with pytest.raises(PermissionDenied):
            add_template(item, by=person, name="Other")
        with pytest.raises(PermissionDenied):
            rename_template(template, by=person, name="Other", about="")
        with pytest.raises(PermissionDenied):
            retire_template(template, by=person)
    with pytest.raises(ValidationError, match="published"):
        add_template(draft(cast.author), by=cast.steward, name="Draft")
    assert verbs() == ["template.added"]


def test_twice_is_harmless_and_a_name_is_used_once(cast: Cast) -> None:
    item, other = published(cast.author), published(cast.author, title="Other")
    first = add_template(item, by=cast.steward, name="Letter")
    assert add_template(item, by=cast.steward, name=" Letter ") == first
    with pytest.raises(ValidationError, match="this name already"):
        add_template(other, by=cast.steward, name="Letter")
    with pytest.raises(ValidationError, match="name"):
        add_template(item, by=cast.steward, name="  ")
    assert (Template.objects.count(), verbs()) == (1, ["template.added"])


def test_a_retired_one_is_offered_no_longer_and_frees_its_name(cast: Cast) -> None:
    item = published(cast.author)
    template = add_template(item, by=cast.steward, name="Letter")
    for _twice in range(2):
        retire_template(template, by=cast.steward)
    assert at(cast.newcomer).post("/make/", {"start_from": f"own-{template.pk}"}).status_code == 422
    assert add_template(item, by=cast.steward, name="Letter") != template
    assert verbs() == ["template.added", "template.retired", "template.added"]


def test_its_name_and_what_it_is_good_for_change(cast: Cast) -> None:
    template = add_template(published(cast.author), by=cast.steward, name="Letter")
    for _twice in range(2):
        template = rename_template(template, by=cast.steward, name="Short letter", about="For short ones")
    assert (template.name, template.about, verbs()) == (
        "Short letter",
        "For short ones",
        ["template.added", "template.renamed"],
    )


def test_a_steward_does_it_all_by_its_pages(cast: Cast) -> None:
    item = published(cast.author)
    steward = at(cast.steward)
    assert f"/modules/{item.pk}/as-template/" in read(steward.get(f"/modules/{item.pk}/care/"))
    assert item.title in read(steward.get(f"/modules/{item.pk}/as-template/"))
    assert steward.post(f"/modules/{item.pk}/add-template/", {"name": "", "about": "kept"}).status_code == 422
    assert steward.post(f"/modules/{item.pk}/add-template/", {"name": "Letter", "about": ""}).status_code == 302
    template = Template.objects.get()
    assert "Letter" in read(steward.get("/learn/templates/"))
    wrong = steward.post(f"/learn/templates/{template.pk}/rename/", {"name": "x" * 81, "about": "typed"})
    assert wrong.status_code == 422 and "typed" in read(wrong)
    assert steward.post(f"/learn/templates/{template.pk}/rename/", {"name": "Note", "about": ""}).status_code == 302
    assert steward.post(f"/learn/templates/{template.pk}/retire/").status_code == 302
    assert steward.post("/learn/templates/99999999999999999999/retire/").status_code == 404
    for person in (cast.author, cast.newcomer):
        assert at(person).get("/learn/templates/").status_code == 403
        assert at(person).post(f"/modules/{item.pk}/add-template/", {"name": "Mine"}).status_code == 403
