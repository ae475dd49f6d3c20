"""Every write of practice, in one file for each noun."""
