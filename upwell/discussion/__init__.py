"""Discussion: threads, comments and reactions. What is discussed points at its thread; a thread does not know its owner."""
