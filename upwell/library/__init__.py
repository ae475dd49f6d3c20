"""The library: item (the one catalogue card of anything one can learn from), module, version, block."""
