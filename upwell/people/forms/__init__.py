"""The shape of what people type about people; the rules are in the actions."""
