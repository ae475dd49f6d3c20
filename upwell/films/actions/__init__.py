"""Every write of films, a file for each noun."""
