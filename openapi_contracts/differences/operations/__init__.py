"""Operations: matched across the two contracts, added, removed, or taken by another path."""
