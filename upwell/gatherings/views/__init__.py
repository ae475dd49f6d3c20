"""Doors to gatherings, split by what they are about."""
