"""What measures: speed of pages (pages.py) and of writing together (coediting.py), quality of matching (match.py). Printed by bin/bench; never a timed test."""
