"""Every write of gatherings, split by what it is about."""
