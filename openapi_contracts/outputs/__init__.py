"""Reports in the output formats: JSON, text, Markdown, HTML, SARIF, JUnit XML and GitHub annotations."""

from openapi_contracts.outputs.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
