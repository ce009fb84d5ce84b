"""Parsers of JSON and YAML with limits, and finders of positions; used by `reading` and `positions`."""
