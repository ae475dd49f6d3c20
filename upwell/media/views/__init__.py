"""Doors to what was uploaded: pictures and files."""
