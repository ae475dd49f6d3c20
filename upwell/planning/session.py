"""A session of recall: how many cards, in how long."""

from datetime import timedelta

SESSION = 8  # cards that two minutes hold
MINUTES = 2
LASTS = timedelta(minutes=30)  # answers this near to each other are one session
