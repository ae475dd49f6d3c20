"""Tests of the API, from the outside."""
