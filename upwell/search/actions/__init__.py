"""Every write of search: what can be found, who is suggested."""
