"""Is every instance of one JSON Schema an instance of another? A prover over an algebra of patterns."""
