"""How many requests a caller may send in a minute: which policy counts each, where, and how the caller is told."""
