"""Search: who and what may answer this? A document for each need, item and person, and what was suggested to whom."""
