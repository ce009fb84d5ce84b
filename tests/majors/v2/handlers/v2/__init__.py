"""The handlers of a second major."""
