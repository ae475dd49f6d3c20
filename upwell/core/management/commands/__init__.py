"""Doors for whoever runs or measures an installation."""
