"""Handlers of major 1."""
