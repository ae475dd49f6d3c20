"""Templates to start from: stewards make one of a module that works, call it otherwise, and retire it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import one_line
from upwell.library.models import Item, Template
from upwell.library.permissions import can_keep_templates
from upwell.people.models import Person

LONGEST_NAME, LONGEST_ABOUT = 80, 200  # characters
MOST = 30  # a longer list is read by nobody who wants to begin


@transaction.atomic
def add_template(item: Item, *, by: Person, name: str, about: str = "") -> Template:
    """Offer what readers see of a module as a template under a name. Stewards may, with a module that is published.

    Again under the same name, of the same module, it takes what the module says now.
    """
    _refuse_others(by)
    name, about = _fitting(name, about)
    version = item.module.version if hasattr(item, "module") else None
    if version is None or not item.is_published:
        raise ValidationError(_("Only what is published can be a template: publish the module first."))
    now = Template.objects.select_for_update().offered().filter(name=name, item=item).first()
    if now is not None and (now.about, now.blocks) == (about, version.blocks):
        return now
    if now is None and Template.objects.offered().count() >= MOST:
        raise ValidationError(
            _("There are %(most)s templates already. Retire one that is used little.") % {"most": MOST}
        )
    template = now or Template(name=name, item=item, by=by, at=clock.now())
    template.about, template.blocks = about, version.blocks
    _save(template)
    journal.record("template.renewed" if now else "template.added", by=by, about=template, item=item.pk)
    return template


@transaction.atomic
def rename_template(template: Template, *, by: Person, name: str, about: str) -> Template:
    """Call a template otherwise, or say anew what it is good for. Stewards may."""
    _refuse_others(by)
    name, about = _fitting(name, about)
    template = Template.objects.select_for_update().get(pk=template.pk)
    if (template.name, template.about) != (name, about):
        template.name, template.about = name, about
        _save(template)
        journal.record("template.renamed", by=by, about=template)
    return template


@transaction.atomic
def retire_template(template: Template, *, by: Person) -> Template:
    """Offer a template no longer. Stewards may; what was started from it stays as it is."""
    _refuse_others(by)
    template = Template.objects.select_for_update().get(pk=template.pk)
    if template.retired_at is None:
        template.retired_at = clock.now()
        template.save(update_fields=["retired_at"])
        journal.record("template.retired", by=by, about=template)
    return template


def _refuse_others(person: Person) -> None:
    if not can_keep_templates(person):
        raise PermissionDenied


def _fitting(name: str, about: str) -> tuple[str, str]:
    name, about = one_line(name), one_line(about)
    if not name:
        raise ValidationError(_("Give the template a name: what does one make with it?"))
    if len(name) > LONGEST_NAME or len(about) > LONGEST_ABOUT:
        raise ValidationError(_("The name or the words below it are too long. Say it shorter."))
    return name, about


def _save(template: Template) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise ValidationError(_("There is a template of this name already. Choose another.")) from error
