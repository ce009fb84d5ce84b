"""Observability: one log line per request, and metrics."""
