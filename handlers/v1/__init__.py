"""Handlers of specs/v1.yaml: open the store, ask the domain one thing, answer."""
