"""The child processes that analyse documents; `documents.isolation` sends them jobs."""
