"""The tables of journeys; each noun has its own file."""
