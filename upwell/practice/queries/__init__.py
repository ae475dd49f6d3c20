"""What pages and jobs of practice ask for."""
