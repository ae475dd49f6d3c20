"""Import, demo and generator: doors for whoever runs an installation."""
