"""Tags for pages that play recordings."""
