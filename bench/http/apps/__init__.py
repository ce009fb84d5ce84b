"""The same four operations on each stack, written as its users would write them."""
