"""What changed between two contracts: a folder for each kind of part."""
