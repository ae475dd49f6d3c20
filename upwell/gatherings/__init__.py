"""Learning together at a time: events, series of them, and the circles that hold them."""
