"""Every write about people, in one file for each noun; other apps take the verbs from here."""

from upwell.people.actions.accounts import (
    add_person,
    deactivate_person,
    found_organisation,
    reactivate_person,
    set_role,
)
from upwell.people.actions.organisation import edit_organisation
from upwell.people.actions.profile import edit_profile
from upwell.people.actions.signing_in import ask_for_link, change_password, join_organisation, take_link
from upwell.people.actions.skills import (
    confirm_skill,
    find_or_add_skill,
    remove_skill,
    set_skill,
    withdraw_confirmation,
)
from upwell.people.actions.teams import add_team, move_team, rename_team, set_team_lead
from upwell.people.actions.tokens import issue_token, revoke_token
from upwell.people.queries import organisation

__all__ = [
    "add_person",
    "add_team",
    "ask_for_link",
    "change_password",
    "confirm_skill",
    "deactivate_person",
    "edit_organisation",
    "edit_profile",
    "find_or_add_skill",
    "found_organisation",
    "issue_token",
    "join_organisation",
    "move_team",
    "organisation",
    "reactivate_person",
    "remove_skill",
    "rename_team",
    "revoke_token",
    "set_role",
    "set_skill",
    "set_team_lead",
    "take_link",
    "withdraw_confirmation",
]
