"""Tags of gatherings."""
