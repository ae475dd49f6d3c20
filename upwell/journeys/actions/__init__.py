"""Every write of journeys, split by what it is about."""
