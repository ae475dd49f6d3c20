"""Doors to journeys, split by what they are about."""
