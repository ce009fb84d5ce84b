"""Security requirements and schemes."""
