"""The tables of planning; each noun has its own file."""
