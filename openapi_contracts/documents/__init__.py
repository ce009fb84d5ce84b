"""Parses, validates and digests OpenAPI documents, from bytes that may be hostile, within limits."""
