"""How a storyboard becomes a film: what is said, how long each scene lasts, its clip, and all of them in one file."""
