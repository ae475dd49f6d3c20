"""What people say about a need or an item; each noun has its own file."""

from upwell.discussion.models.anchor import LONGEST_CONTEXT, LONGEST_QUOTE, Anchor
from upwell.discussion.models.comment import Comment, CommentQuerySet
from upwell.discussion.models.fix import Fix
from upwell.discussion.models.reaction import FLAGS, HELPED, LONGEST_WORDS, Kind, Reaction, ReactionQuerySet
from upwell.discussion.models.suggestion import Suggestion, SuggestionQuerySet, SuggestionState
from upwell.discussion.models.thread import Thread

__all__ = [
    "FLAGS",
    "HELPED",
    "LONGEST_CONTEXT",
    "LONGEST_QUOTE",
    "LONGEST_WORDS",
    "Anchor",
    "Comment",
    "CommentQuerySet",
    "Fix",
    "Kind",
    "Reaction",
    "ReactionQuerySet",
    "Suggestion",
    "SuggestionQuerySet",
    "SuggestionState",
    "Thread",
]
