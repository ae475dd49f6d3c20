"""Every write of a discussion, by noun: talking, reacting, the places in a text one speaks of, suggesting, fixing."""

from upwell.discussion.actions.reacting import react, unreact
from upwell.discussion.actions.talking import add_comment, edit_comment, remove_comment

__all__ = ["add_comment", "edit_comment", "react", "remove_comment", "unreact"]
