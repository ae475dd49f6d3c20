"""Reads about needs, one file for each page: the board, a need's page, whom and what one may choose."""
