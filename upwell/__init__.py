"""Upwell: the people of an organisation teach each other."""

__version__ = "0.1.0"
