"""Makes organisations of any size to measure Upwell by: believable in shape, always the same for the same seed.

What is written in many rows is worked out here as the actions would have, and a test counts it anew with theirs.
"""
