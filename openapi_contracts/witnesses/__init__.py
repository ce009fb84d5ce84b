"""Whole HTTP messages that one contract allows and the other forbids, as text for people and as data.

A message holds only what the allowing side requires; the same finding gives the same bytes.
Framing (`Content-Length`) is omitted. A line ends with a line feed alone, which
a recipient may take for the end (RFC 9112, 2.2).
"""

from openapi_contracts.witnesses.writing import write

__all__ = ["write"]
