"""Handlers of specs/v1.yaml: each opens the storage, asks the registry one thing, and responds."""
