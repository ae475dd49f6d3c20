"""Talking about a need."""

from django.db import transaction

from upwell.discussion.actions import add_comment
from upwell.discussion.models import Comment
from upwell.needs.actions.holding import hold
from upwell.needs.actions.voicing import keep_following, signature
from upwell.needs.models import Need
from upwell.people.models import Person


@transaction.atomic
def comment_need(need: Need, *, by: Person, text: str) -> Comment:
    """Say something about a need; whoever sees it may. Whoever asked without their name speaks without it, too."""
    need = hold(need, by)
    keep_following(need, by)
    return add_comment(need.thread, by=by, text=text, about=need, nameless=signature(need, by) is None)
