"""Who hears of what (telling), and what an inbox shows (inbox)."""
