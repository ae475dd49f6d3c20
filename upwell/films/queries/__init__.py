"""Reads of films, a file for each noun."""
