"""Responses: statuses, headers and links."""
