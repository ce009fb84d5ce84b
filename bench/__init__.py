"""Benchmarks: one command each, which prints a table of ratios against a named peer in the same run."""
