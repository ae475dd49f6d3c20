"""Practising in front of a few: a recording that somebody asked for, looked at by whom one chose."""
