"""The report: changes with their severity, and what they ask for together."""
