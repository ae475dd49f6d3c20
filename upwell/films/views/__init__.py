"""The doors of films."""
