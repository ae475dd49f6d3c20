"""Template tags: `{% load upwell %}`."""
