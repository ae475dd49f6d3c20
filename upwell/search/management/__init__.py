"""Search's commands."""
