"""Slides into a film: a storyboard of scenes with narration, rendered into an ordinary recording."""
