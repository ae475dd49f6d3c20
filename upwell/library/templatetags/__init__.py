"""What the library's templates need beside the house's own tags."""
