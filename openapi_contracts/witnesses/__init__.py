"""Whole HTTP messages that show what one contract allows and the other forbids: as text for people, and as data.

A message holds what the side that allows it asks for and nothing else; the same finding gives the same bytes.
Framing (`Content-Length`, the end of each line) is left to whoever sends it. A line ends with a line feed alone, which
a recipient may take for the end (RFC 9112, 2.2).
"""

from openapi_contracts.witnesses.writing import write

__all__ = ["write"]
