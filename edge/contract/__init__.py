"""The contract of each major: read from specs/vN.yaml, checked, and published."""
