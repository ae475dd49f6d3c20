"""Reads that shape the library's pages: the shelf, a module as readers see it, a draft as its authors do."""
