"""What planning reads: candidates and where they come from, the plan as it stands, the cards that are due."""
