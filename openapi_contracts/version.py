"""The version of this library and of its command (Semantic Versioning 2.0.0)."""

VERSION = "1.0.0"
