"""A step budget counts steps, and raises when it is exceeded."""

import pytest

from openapi_contracts.containment.steps import Steps, Undecided


def test_a_budget_counts_what_is_spent() -> None:
    steps = Steps(10)
    steps.spend()
    steps.spend(9)
    assert (steps.spent, steps.limit) == (10, 10)


def test_a_budget_refuses_every_step_beyond_its_limit() -> None:
    steps = Steps(1)
    for _ in range(2):
        with pytest.raises(Undecided) as caught:
            steps.spend(2)
        assert caught.value.reason == str(caught.value) == "the comparison took more than 1 steps"
