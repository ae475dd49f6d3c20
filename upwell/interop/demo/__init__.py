"""Tells the demo's history through the real actions, each at its own moment, so that everything that follows is real."""
