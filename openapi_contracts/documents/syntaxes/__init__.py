"""JSON and YAML, read within limits and searched for places; `reading` and `positions` choose."""
