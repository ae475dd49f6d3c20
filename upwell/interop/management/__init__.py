"""Interop's commands."""
