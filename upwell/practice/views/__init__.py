"""Doors of practice."""
