"""Tests of films: storyboards, slides, and what is made of them."""
