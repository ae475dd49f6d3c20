"""Core’s commands."""
