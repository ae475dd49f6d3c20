"""Slides that become scenes: read by a process of their own with limits, as any document is (upwell/library/intake)."""
