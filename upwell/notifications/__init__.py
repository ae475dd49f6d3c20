"""Notifications: one inbox, each person's preferences, and mail, at once or as a daily digest."""
