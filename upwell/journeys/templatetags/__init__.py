"""What the templates of journeys say in a word."""
