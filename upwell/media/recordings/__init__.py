"""What is brought in piece by piece, what is made of it so that it plays everywhere, and what is said in it."""
