"""Sampling: one short, valid value of a schema, guessed or searched, and confirmed by a validator."""
