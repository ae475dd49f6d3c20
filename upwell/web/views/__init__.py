"""The home page and the health page (home), the pattern book (pattern_book)."""
