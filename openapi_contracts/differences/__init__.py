"""What changed between two contracts: a room for each kind of thing a contract is made of."""
