"""A budget of steps for a question, so that the same questions are undecided on every machine."""

STEPS = 50_000  # what one question may cost: a second or two, four for the hardest patterns; most need a thousandth


class Undecided(Exception):
    """Raised where no answer is reached; `reason` is a printable sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Steps:
    """The work allowed for one question, in steps, not in time."""

    __slots__ = ("limit", "spent")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0

    def spend(self, n: int = 1) -> None:
        """Count `n` steps; raise Undecided once more than the limit are spent."""
        self.spent += n
        if self.spent > self.limit:
            raise Undecided(f"step budget of {self.limit} spent")
