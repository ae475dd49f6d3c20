"""PostgreSQL as Django knows it, but sooner empty: what a test that commits leaves behind is little."""
