"""Interop: how others speak with Upwell: imports, and the API's shared parts; one folder per standard as they come."""
