"""Counts the steps of one query against a budget, so that the same queries are undecided on every machine."""

STEPS = 50_000  # of one query: one or two seconds, four for the hardest patterns; most queries take a thousandth


class Undecided(Exception):
    """Raised when a query cannot be answered; `reason` is a sentence for users."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Steps:
    """The steps that one query may take, and those it has taken."""

    __slots__ = ("limit", "spent")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0

    def spend(self, n: int = 1) -> None:
        """Count `n` steps. Raises Undecided once the count exceeds the limit."""
        self.spent += n
        if self.spent > self.limit:
            raise Undecided(f"the comparison took more than {self.limit} steps")
