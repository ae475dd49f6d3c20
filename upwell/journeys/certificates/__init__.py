"""Certificates on paper, drawn by a process of its own: what it needs is no burden to those that answer pages."""
