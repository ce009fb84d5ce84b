"""Requests checked against the contract: parameters, media type and body."""
