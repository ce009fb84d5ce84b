"""Documents: from hostile bytes to a parsed, validated, digested contract. Knows no registry, no HTTP, no SQL."""
