"""How deep a run searches: `make test` goes an eighth of each random search, `make nightly` all of it.

REGISTRY_DEPTH says which: `usual`, the default, or `nightly`. A search begins at the same seed in both: the usual run
is the beginning of the nightly one.
"""

import os

DIVISORS = {"usual": 8, "nightly": 1}
_DEPTH = os.environ.get("REGISTRY_DEPTH", "usual")
_DIVISOR = DIVISORS[_DEPTH]
IS_NIGHTLY = _DEPTH == "nightly"


def share(full: int) -> int:
    """Return how much of a search, of a size or of a number of steps this run takes; never nothing of it."""
    return max(1, full // _DIVISOR)
