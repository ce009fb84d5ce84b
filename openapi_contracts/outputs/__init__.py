"""The report in every form people and programs read."""

from openapi_contracts.outputs.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
