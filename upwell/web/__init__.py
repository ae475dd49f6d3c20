"""Web: home, the shell, components, error pages, the pattern book. The top floor; it has no models."""
