"""The report in every form people and programs read."""

from compatibility.outputs.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
