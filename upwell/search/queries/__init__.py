"""What and who may answer a text, and everything that can be found by it."""
