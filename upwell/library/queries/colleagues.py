"""Choosing a colleague by what one calls them, as everywhere (people/queries/colleagues.py)."""

from upwell.people.queries.colleagues import CHOICES, colleague, colleagues_named

__all__ = ["CHOICES", "colleague", "colleagues_named"]
