"""The child processes that analyse documents; `documents.isolation` gives them their jobs."""
