"""Handlers of the majors: one package each, one module per tag of its contract."""
