"""The doors of people: sign-in, the directory, person pages, settings."""
