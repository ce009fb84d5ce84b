"""Servers: the addresses clients send their requests to."""
