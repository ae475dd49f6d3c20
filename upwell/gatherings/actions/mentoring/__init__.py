"""Every write of mentoring, from the wish to the thanks."""
