"""JSON and YAML, read within limits and searched for places; `documents.reading` and `documents.positions` choose."""
