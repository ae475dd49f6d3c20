"""Doors of planning: a week's plan, its pieces, and recall."""
