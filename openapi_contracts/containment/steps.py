"""A budget of steps, shared by everything the prover asks: what is undecided is so on every machine."""

STEPS = 50_000  # what one question may cost: a second or two, four for the hardest patterns; most need a thousandth


class Undecided(Exception):
    """No answer was reached; `reason` is a printable sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Steps:
    """How much work one question may cost, counted in steps and never in time."""

    __slots__ = ("limit", "spent")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0

    def spend(self, n: int = 1) -> None:
        """Count `n` steps; raise Undecided once more than the limit are spent."""
        self.spent += n
        if self.spent > self.limit:
            raise Undecided(f"step budget of {self.limit} spent")
